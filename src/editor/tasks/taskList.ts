/** The list of tasks of this window, as commands work on it. */
import type { CurrentFilter } from './currentFilter.ts';
import type { TaskBook } from './taskBook.ts';

export interface TaskList {
  readonly book: TaskBook;
  readonly filter: CurrentFilter;
}
