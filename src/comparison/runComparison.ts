/** What of a comparison may run, by what policy, and the run itself. */
import type { Environment } from '../connection/connection.ts';
import { english, phrase, type Said, type Saying } from '../schema/phrase.ts';
import { environmentName } from '../connection/environmentName.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { RunEvent } from '../task/runEvents.ts';
import { defaultRunPolicy } from '../task/runPolicy.ts';
import type { RunPolicy } from '../task/runPolicy.ts';
import type { RunResult } from '../task/runResult.ts';
import type { ComparisonServices } from './comparisonServices.ts';
import type { Compared, ComparisonState } from './comparisonState.ts';
import type { OpenedServer } from './openedServer.ts';

/** What the user decided when he looked at the change SQL. */
export interface RunChoices {
  /** Of the plan that he looked at: nothing else runs. */
  readonly planHash: string;
  /** The unsafe findings that he ticked, one by one (R3). */
  readonly allowed: readonly AllowedFindings[];
  readonly onError: RunPolicy['onError'];
  readonly parallel: number;
  /** The shadow database's name as he typed it, where `mustConfirmDatabase` asks for it; else null. */
  readonly confirmedDatabase: string | null;
}

export interface AllowedFindings {
  /** The plan's statement id. */
  readonly statement: number;
  readonly codes: readonly string[];
}

/** Whether the name of the database has to be typed before anything runs there. */
export function mustConfirmDatabase(environment: Environment): boolean {
  return environment === 'production';
}

/** Why nothing can run now, for people; null when the plan may be run. */
export function cannotRunReason(state: ComparisonState, say: Saying = english): string | null {
  const reason = hindrance(state);
  return reason === null ? null : say(reason);
}

function hindrance(state: ComparisonState): Said | null {
  if (state.kind === 'running') return phrase`A run is under way.`;
  if (state.kind !== 'ready') return phrase`The tables have not been compared yet.`;
  const { compared, isUpdating } = state;
  if (isUpdating) return phrase`The tables are being compared under the new choices.`;
  if (compared.mustRefresh !== null) return compared.mustRefresh;
  if (compared.plan.groups.length === 0) return phrase`There is nothing to run.`;
  return unconfirmed(compared);
}

/** R1: of two tables that were chosen by hand nobody but the user knows which one is a shadow. */
function unconfirmed({ request, plan }: Compared): Said | null {
  if (!request.isByHand) return null;
  const open = plan.groups
    .flatMap(({ tables }) => tables)
    .find(({ table }) => !request.adopt.includes(table));
  if (open === undefined) return null;
  return phrase`${displayName(open)} was put beside another table by hand. Confirm that it is a shadow table before it is changed.`;
}

/** Throws ShadowSyncError: 'stale-plan' when the plan is not the one that was looked at, 'usage' for all else. */
export function checkRun(state: ComparisonState, choices: RunChoices): Compared {
  const reason = hindrance(state);
  if (reason !== null || state.kind !== 'ready') throw new ShadowSyncError('usage', reason ?? '');
  const { compared } = state;
  const { plan, request } = compared;
  if (plan.hash !== choices.planHash) {
    throw new ShadowSyncError('stale-plan', phrase`The plan is not the one that was reviewed.`, {
      remedy: phrase`Look at the change SQL again and run that.`,
    });
  }
  const { environment, name } = request.connection;
  if (mustConfirmDatabase(environment) && choices.confirmedDatabase !== plan.shadowDatabase) {
    throw new ShadowSyncError(
      'usage',
      phrase`${name} is a ${environmentName(environment)} server, and the name of the database was not confirmed.`,
      { remedy: phrase`Type the name ${plan.shadowDatabase} to run the plan.` },
    );
  }
  return compared;
}

/** Exactly what was ticked. A refused finding goes away by confirming the table (`adopt`), never by a tick. */
export function policyOf({ allowed, onError, parallel }: RunChoices): RunPolicy {
  const ticked = new Map(allowed.map(({ statement, codes }) => [statement, new Set(codes)]));
  return {
    ...defaultRunPolicy,
    onError,
    parallel,
    allow: ({ id }, { level, code }) => level !== 'refused' && ticked.get(id)?.has(code) === true,
  };
}

export interface ComparisonRun {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

/** Settles what earlier runs left open, then runs the plan. Throws like `recoverBrokenRuns` and `runInJournal`. */
export async function runComparison(
  server: OpenedServer,
  { plan }: Compared,
  choices: RunChoices,
  { journals, clock, newRunName }: ComparisonServices,
  { signal, onEvent }: ComparisonRun,
): Promise<RunResult> {
  const say = (said: Said): void => onEvent({ kind: 'notice', message: english(said), said });
  // Loaded with the first run: the editor starts without it.
  const { recoverBrokenRuns, runInJournal } = await import('./runInJournal.ts');
  await recoverBrokenRuns(server, { journals, clock, signal, say });
  const policy = policyOf(choices);
  return runInJournal(server, plan, { journals, clock, signal, newRunName, policy, onEvent });
}
