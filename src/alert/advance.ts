/** One step of the board, as one pure function: what was sent is settled, signals and time come in, and what is due is claimed. */
import { newId } from '../task/model/newId.ts';
import { applySignals, passTime } from './applySignals.ts';
import { withDrift } from './driftWatch.ts';
import type { Board, DriftRecord } from './model/board.ts';
import type { AlertSettings } from './model/settings.ts';
import { claimDue } from './notify/claimDue.ts';
import { planDeliveries } from './notify/planDeliveries.ts';
import { settleResults } from './notify/settle.ts';
import type { SendResult } from './notify/settle.ts';
import type { Signal } from './signal.ts';
import { tidied, withoutArchived } from './tidy.ts';

export interface Step {
  readonly now: number;
  readonly settings: AlertSettings;
  readonly owner: string;
  readonly results: readonly SendResult[];
  readonly signals: readonly Signal[];
  /** Watched time by fingerprint since it was added last. */
  readonly unheard: ReadonlyMap<string, number>;
  readonly archived: ReadonlySet<string>;
  readonly drift: readonly DriftRecord[];
  /** Ids of all tasks; null when they could not be read. */
  readonly tasks: ReadonlySet<string> | null;
  readonly inFlight: ReadonlySet<string>;
  /** How many may be under way at a time; 0 sends nothing. */
  readonly capacity: number;
  readonly isFlush: boolean;
  readonly random: () => number;
  readonly newUid: () => string;
}

/** Gives the board itself back when nothing changes; may be applied several times. */
export function advance(board: Board, step: Step): Board {
  const { now, settings, random } = step;
  const begun = board.since === null ? { ...board, since: now } : board;
  const looked = withDrift(begun, step.drift, step.tasks);
  const { board: sent, signals } = settleResults(looked, step.results, step);
  const heard = applySignals(sent, [...step.signals, ...signals], (at) => newId('a', at, random));
  const timed = passTime(heard, now, step.unheard);
  const planned = planDeliveries(timed, step);
  const claimed = claimDue(planned, { ...step, settings });
  return tidied(withoutArchived(claimed, step.archived, now), now);
}
