import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { RunEnd } from './model/task.ts';
import type { RunOutcome, StatementRun } from './runResult.ts';

/** What became of a statement, a table, a run or a task's run. */
export type OutcomeKind = StatementRun['outcome'] | RunOutcome | RunEnd | 'running';

/** An outcome as it stands in a sentence. */
export function outcomeName(outcome: OutcomeKind): Phrase {
  return names[outcome];
}

const names: Readonly<Record<OutcomeKind, Phrase>> = {
  running: phrase`running`,
  succeeded: phrase`succeeded`,
  'succeeded-with-errors': phrase`succeeded-with-errors`,
  partial: phrase`partial`,
  failed: phrase`failed`,
  skipped: phrase`skipped`,
  unknown: phrase`unknown`,
  aborted: phrase`aborted`,
  terminated: phrase`terminated`,
  stale: phrase`stale`,
  'stale-plan': phrase`stale-plan`,
};
