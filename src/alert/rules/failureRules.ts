/** `oms_sync_failed` for our own tasks: the newest run failed or ended with errors. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { RunRecord, Task } from '../../task/model/task.ts';
import type { AlertSample } from '../model/alert.ts';
import type { Condition, Rule, TaskFacts } from './condition.ts';

export const failureRules: readonly Rule[] = [{ event: 'oms_sync_failed', aspect: 'run', holds: failed }];

function failed({ task, lastRecord, since }: TaskFacts): Condition | null {
  const { lastRun } = task.progress;
  if (lastRun === null || lastRun.at < since) return null;
  if (lastRun.outcome !== 'failed' && lastRun.outcome !== 'succeeded-with-errors') return null;
  const record = lastRecord?.run === lastRun.run ? lastRecord : null;
  const outside = outsideText(task, lastRun.run, lastRun.outcome === 'failed', record);
  const reason = record?.saidReason ?? record?.reason ?? ('reason' in task.state ? task.state.reason : '');
  const said = reason === '' ? outside : phrase`${outside} ${reason}`;
  return {
    evidence: lastRun.run,
    outside: withPause(task, outside),
    message: withPause(task, said),
    samples: samplesOf(lastRun.at, lastRun.outcome, record),
  };
}

function outsideText({ id }: Task, run: string, isFailed: boolean, record: RunRecord | null): Said {
  const what = isFailed
    ? phrase`Run ${run} of task ${id} failed.`
    : phrase`Run ${run} of task ${id} ended with errors.`;
  if (record === null) return what;
  const { succeeded, failed: bad, skipped } = record.counts;
  if (succeeded + bad + skipped === 0) return what;
  return phrase`${what} Statements: ${succeeded} done, ${bad} failed, ${skipped} not run.`;
}

function withPause({ state }: Task, said: Said): Said {
  if (state.kind !== 'paused' || state.by !== 'schedule') return said;
  return phrase`${said} The schedule stands still after several failures in a row.`;
}

function samplesOf(at: number, outcome: string, record: RunRecord | null): readonly AlertSample[] {
  const status: AlertSample = { at, metric: 'status', value: outcome, threshold: null };
  if (record === null) return [status];
  return [status, { at, metric: 'count', value: String(record.counts.failed), threshold: null }];
}
