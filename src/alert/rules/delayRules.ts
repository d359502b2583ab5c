/** `oms_sync_delay` for our own tasks: a start that is late or was missed, a run or an approval that takes too long. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { dueAt } from '../../task/schedule/due.ts';
import { isRunning } from '../../task/state/taskState.ts';
import type { AlertSample } from '../model/alert.ts';
import type { Condition, Rule, TaskFacts } from './condition.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const delayRules: readonly Rule[] = [
  { event: 'oms_sync_delay', aspect: 'missed', holds: missed },
  { event: 'oms_sync_delay', aspect: 'late', holds: late },
  { event: 'oms_sync_delay', aspect: 'run', holds: longRun },
  { event: 'oms_sync_delay', aspect: 'approval', holds: longApproval },
];

/** A start that nobody was there for, and none since that was made. */
function missed({ task, lastRecord, since }: TaskFacts): Condition | null {
  if (lastRecord?.outcome !== 'missed' || lastRecord.endedAt < since) return null;
  if (task.state.kind === 'terminated') return null;
  const { run, endedAt, coalesced, slot } = lastRecord;
  const count = coalesced + 1;
  const said =
    count === 1
      ? phrase`A scheduled start of task ${task.id} was missed: no window and no scheduler was running.`
      : phrase`${count} scheduled starts of task ${task.id} were missed: no window and no scheduler was running.`;
  return found(run, said, {
    at: endedAt,
    metric: 'delay',
    value: secondsOf(endedAt - (slot ?? endedAt)),
    threshold: null,
  });
}

/** A slot that has come and no run yet, or a run that waits for its turn. */
function late({ task, thresholds, now, since }: TaskFacts): Condition | null {
  const { state } = task;
  if (state.kind !== 'waiting') return null;
  const wanted = state.why === 'queued' ? state.since : state.why === 'scheduled' ? slotOf(task, now) : null;
  if (wanted === null || wanted < since) return null;
  const lateMs = now - wanted;
  const limitMs = thresholds.lateMinutes * minuteMs;
  if (lateMs <= limitMs) return null;
  const said = phrase`Task ${task.id} was to start ${Math.floor(lateMs / minuteMs)} min ago and has not.`;
  return found(String(wanted), said, {
    at: now,
    metric: 'delay',
    value: secondsOf(lateMs),
    threshold: secondsOf(limitMs),
  });
}

function slotOf(task: TaskFacts['task'], now: number): number | null {
  const due = dueAt(task, now);
  return due.kind === 'nothing' ? null : due.slot;
}

function longRun({ task, thresholds, now }: TaskFacts): Condition | null {
  const { state } = task;
  if (!isRunning(state)) return null;
  const limitMs = thresholds.runMinutes * minuteMs;
  const tookMs = now - state.startedAt;
  if (tookMs <= limitMs) return null;
  const said = phrase`Run ${state.run} of task ${task.id} takes longer than ${thresholds.runMinutes} min.`;
  return found(state.run, said, {
    at: now,
    metric: 'duration',
    value: secondsOf(tookMs),
    threshold: secondsOf(limitMs),
  });
}

function longApproval({ task, thresholds, now }: TaskFacts): Condition | null {
  const { state } = task;
  if (state.kind !== 'pending-approval') return null;
  const limitMs = thresholds.approvalHours * hourMs;
  const waitedMs = now - state.since;
  if (waitedMs <= limitMs) return null;
  const said = phrase`Task ${task.id} has been waiting for approval for more than ${thresholds.approvalHours} h.`;
  return found(String(state.since), said, {
    at: now,
    metric: 'duration',
    value: secondsOf(waitedMs),
    threshold: secondsOf(limitMs),
  });
}

function found(evidence: string, said: Said, sample: AlertSample): Condition {
  return { evidence, message: said, outside: said, samples: [sample] };
}

function secondsOf(ms: number): string {
  return String(Math.round(ms / 1000));
}
