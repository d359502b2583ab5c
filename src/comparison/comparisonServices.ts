/** What a comparison needs of the world; src/compose.ts has all of it. */
import type { Clock, JournalStore } from '../task/ports.ts';
import type { ServerPool } from './serverPool.ts';

export interface ComparisonServices {
  readonly servers: ServerPool;
  readonly journals: JournalStore;
  readonly clock: Clock;
  /** Gives the event loop a turn. */
  readonly pause: () => Promise<void>;
  /** A name that no other run has; it becomes a file's name and stands in each statement's marker. */
  readonly newRunName: () => string;
}
