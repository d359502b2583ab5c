/**
 * `oms_sync_status_inconsistent` for our own tasks: the last run succeeded and yet the tables differ now (drift), the plan is
 * stale, or nobody knows yet what became of a broken run.
 */
import { joined, phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { sha256 } from '../../shadow/sha256.ts';
import type { Condition, Rule, TaskFacts } from './condition.ts';

const event = 'oms_sync_status_inconsistent';

export const inconsistencyRules: readonly Rule[] = [
  { event, aspect: 'drift', holds: drifted },
  { event, aspect: 'plan', holds: stalePlan },
  { event, aspect: 'unknown', holds: unknown },
];

/** In a message; all of them are in the alert's samples. */
const maxNamed = 10;

/** One alert for all pairs of a task; it ends when the watch finds them consistent, or with a run that makes them so. */
function drifted({ task, drift }: TaskFacts): Condition | null {
  const { lastRun } = task.progress;
  if (drift === null || drift.count === 0 || lastRun?.outcome !== 'succeeded') return null;
  // A later run has brought them in line, and the watch has not been there since.
  if (lastRun.run !== drift.run) return null;
  const { tables, count, checkedAt } = drift;
  const more = count - Math.min(tables.length, maxNamed);
  const names = joined(tables.slice(0, maxNamed), ', ');
  const listed: Said = more > 0 ? phrase`${names}, and ${more} more` : names;
  const said = phrase`Shadow tables of task ${task.id} differ from their sources since its last run: ${listed}.`;
  return {
    evidence: sha256([lastRun.run, ...tables, String(count)].join('\n')).slice(0, 16),
    message: said,
    outside: said,
    samples: [
      { at: checkedAt, metric: 'count', value: String(count), threshold: null },
      ...tables
        .slice(0, maxNamed)
        .map(
          (table) =>
            ({ at: checkedAt, metric: 'status', value: table.slice(0, 500), threshold: null }) as const,
        ),
    ],
  };
}

function stalePlan({ task, lastRecord, since }: TaskFacts): Condition | null {
  const { lastRun } = task.progress;
  if (lastRun?.outcome !== 'stale-plan' || lastRun.at < since) return null;
  const outside = phrase`The plan of task ${task.id} is stale: its tables moved since it was approved.`;
  const reason = lastRecord?.run === lastRun.run ? (lastRecord.saidReason ?? lastRecord.reason ?? '') : '';
  return {
    // S-15: a schedule whose plan is stale stays so with every slot; that is one cause.
    evidence: task.plan?.hash ?? lastRun.run,
    outside,
    message: reason === '' ? outside : phrase`${outside} ${reason}`,
    samples: [{ at: lastRun.at, metric: 'status', value: lastRun.outcome, threshold: null }],
  };
}

function unknown({ task, thresholds, now }: TaskFacts): Condition | null {
  const { state } = task;
  if (state.kind !== 'recovering') return null;
  const limitMs = thresholds.recoveringMinutes * 60_000;
  if (now - state.startedAt <= limitMs) return null;
  const said = phrase`Run ${state.run} of task ${task.id} broke off, and what became of its statements is not known yet.`;
  return {
    evidence: state.run,
    message: said,
    outside: said,
    samples: [{ at: now, metric: 'status', value: state.kind, threshold: null }],
  };
}
