/** From a task into the history: what is to be recorded of its runs, and of starts that got none. */
import { reasoned, type Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { RunRecord, Task } from '../model/task.ts';
import { withoutRecorded } from '../state/transition.ts';
import type { TaskStore } from '../taskPorts.ts';

/**
 * Adds it, each once whoever else does the same or died over it, and takes it from the task then. Gives the task without it.
 * Throws ShadowSyncError 'store', and the task keeps it.
 */
export async function recordRuns(store: TaskStore, task: Task): Promise<Task> {
  const { unrecorded } = task.progress;
  if (unrecorded.length === 0) return task;
  for (const record of unrecorded) await store.addRun(record);
  const recorded = new Set(unrecorded.map(({ run }) => run));
  try {
    return await store.change(task.id, (now) => withoutRecorded(now, recorded));
  } catch (error) {
    if (!ShadowSyncError.is(error, 'conflict')) throw error;
    // Somebody removed it meanwhile, and with it a history that did not have this yet.
    await store.remove([task.id]);
    return withoutRecorded(task, recorded);
  }
}

export interface PassedStart {
  readonly run: string;
  readonly task: string;
  readonly slot: number;
  /** Of these starts. */
  readonly count: number;
  readonly outcome: 'missed' | 'skipped';
  readonly why: Phrase;
  readonly at: number;
}

/** What the history has of a start that got no run. */
export function recordOfPassed({ run, task, slot, count, outcome, why, at }: PassedStart): RunRecord {
  return {
    run,
    task,
    slot,
    startedAt: at,
    endedAt: at,
    lateMs: Math.max(0, at - slot),
    coalesced: count - 1,
    outcome,
    ...reasoned(why),
    planHash: null,
    counts: { succeeded: 0, failed: 0, skipped: 0 },
    plans: [],
    left: [],
  };
}
