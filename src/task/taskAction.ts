/** What somebody can do to a task as it stands, and what that is to its state. */
import { phrase, reasoned } from '../schema/phrase.ts';
import type { Task } from './model/task.ts';
import type { TaskEvent } from './state/taskEvent.ts';
import { isRunning } from './state/taskState.ts';

export type TaskAction =
  'run' | 'retry' | 'stop' | 'terminate' | 'pause' | 'resume' | 'dismiss-missed' | 'remove';

/** Deleting is no event of the task. */
export function eventOfAction(
  { state }: Pick<Task, 'state'>,
  action: Exclude<TaskAction, 'remove'>,
  by: string,
  at: number,
): TaskEvent {
  switch (action) {
    case 'run':
    case 'retry':
      return { kind: 'request-run', at };
    case 'stop':
      return { kind: 'request-stop', by, at, endsTask: false };
    case 'terminate':
      // Who terminates a task wants both: no further run, and the end of one that goes on or starts at that moment.
      return isRunning(state)
        ? { kind: 'request-stop', by, at, endsTask: true }
        : { kind: 'terminate', by, at };
    case 'pause':
      return { kind: 'pause', by, at, ...reasoned(phrase`Paused by hand.`) };
    case 'resume':
      return { kind: 'resume', at };
    case 'dismiss-missed':
      // A single start has no question to take back: leaving it puts the task aside.
      return state.kind === 'missed' ? { kind: 'terminate', by, at } : { kind: 'dismiss-missed' };
  }
}

/**
 * What aborting a task means for who sees it like this: of one that runs the run alone, and a schedule goes on (S-15); of any
 * other the task, also when it starts at that very moment.
 */
export function abortOf({ state }: Pick<Task, 'state'>): TaskAction {
  return isRunning(state) ? 'stop' : 'terminate';
}
