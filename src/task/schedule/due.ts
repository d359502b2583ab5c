/** What a task's schedule asks for at a given moment: the whole policy on late and missed starts, as a pure value (S3, S4). */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Task } from '../model/task.ts';
import { cronSchedule } from './cronSchedule.ts';
import type { Execution, MissedPolicy } from './execution.ts';

/** So late a start is still the same start. */
const graceMs = 15 * 60_000;

export type Due =
  | { readonly kind: 'nothing' }
  /** `coalesced`: earlier slots that go into this run. */
  | { readonly kind: 'run'; readonly slot: number; readonly lateMs: number; readonly coalesced: number }
  | {
      readonly kind: 'missed';
      readonly slot: number;
      readonly count: number;
      readonly isMore: boolean;
      readonly policy: MissedPolicy;
    };

/** Never more than one run, however many slots passed (S3). Looks at the schedule only, not at the task's state. */
export function dueAt({ intent, progress }: Task, now: number): Due {
  const { execution } = intent;
  switch (execution.kind) {
    case 'immediately':
    case 'manual':
      return { kind: 'nothing' };
    case 'once': {
      const isTaken = progress.lastSlot !== null && progress.lastSlot >= execution.at;
      if (isTaken || execution.at > now) return { kind: 'nothing' };
      return judged(execution.at, 1, false, execution.missed, now);
    }
    case 'cron': {
      if (progress.lastSlot === null || progress.lastSlot >= now) return { kind: 'nothing' };
      const schedule = cronSchedule(execution.expression, execution.zone);
      const { latest, count, isMore } = schedule.passed(progress.lastSlot, now);
      if (latest === null) return { kind: 'nothing' };
      return judged(latest, count, isMore, execution.missed, now);
    }
  }
}

function judged(slot: number, count: number, isMore: boolean, policy: MissedPolicy, now: number): Due {
  const lateMs = now - slot;
  if (lateMs <= graceMs || policy === 'run-once') {
    return { kind: 'run', slot, lateMs, coalesced: count - 1 };
  }
  return { kind: 'missed', slot, count, isMore, policy };
}

/** Refuses a start that is missed before anybody could run it, and skipped for that. Throws ShadowSyncError 'usage'. */
export function refuseMissed(execution: Execution, now: number): void {
  if (execution.kind !== 'once' || execution.missed !== 'skip' || now - execution.at <= graceMs) return;
  const at = new Date(execution.at).toISOString();
  throw new ShadowSyncError(
    'usage',
    phrase`The start at ${at} is past, and a missed start is skipped: this task would never run.`,
    { remedy: phrase`Give a later time, or have a missed start made up for.` },
  );
}

/** When the schedule asks for the task next; null when it does not. */
export function nextSlot({ intent, progress }: Task, now: number): number | null {
  return nextSlots({ intent, progress }, now, 1)[0] ?? null;
}

/** The next slots, for people. A clock that was set back repeats none (S2). */
export function nextSlots(
  { intent, progress }: Pick<Task, 'intent' | 'progress'>,
  now: number,
  count = 5,
): readonly number[] {
  const { execution } = intent;
  const from = Math.max(now, progress.lastSlot ?? now);
  switch (execution.kind) {
    case 'immediately':
    case 'manual':
      return [];
    case 'once':
      return execution.at > from ? [execution.at] : [];
    case 'cron':
      return cronSchedule(execution.expression, execution.zone).nextRuns(from, count);
  }
}
