/** What the rows of the list of tasks have in common. */
import type { OmsPlace } from '../../oms/omsPlace.ts';
import type { TaskTarget } from '../../tasks/taskTarget.ts';
import type { RowContent } from '../keptRows.ts';

export interface TasksNode extends RowContent {
  /** What commands are to work on; null for messages. */
  readonly target: TaskTarget | OmsPlace | null;
  /** What stands under it; nothing where it has none. Never throws. */
  children?(): Promise<readonly TasksNode[]>;
}
