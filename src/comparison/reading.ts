/** What one reading of the tables brought, and the results that are made from it under changing choices. */
import type { AnalysisProgress } from '../shadow/analyse.ts';
import type { Analysis, PairResult } from '../shadow/analysis.ts';
import { english, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { RunResult } from '../task/runResult.ts';
import { asShadowSyncError } from './asShadowSyncError.ts';
import { choicesOf, namingRuleOf } from './comparisonRequest.ts';
import type { ComparisonRequest } from './comparisonRequest.ts';
import type { ComparisonServices } from './comparisonServices.ts';
import type { Compared, ComparedServer, FinishedRun } from './comparisonState.ts';
import type { OpenedServer } from './openedServer.ts';
import { planUnder } from './planUnder.ts';
import { pacingOf, readTables } from './readAndPlan.ts';
import { readAgain } from './readAgain.ts';
import { withServer } from './withServer.ts';

export interface Reading {
  readonly analysis: Analysis;
  readonly server: ComparedServer;
  readonly readAt: number;
  readonly lastRun: FinishedRun | null;
  readonly mustRefresh: Said | null;
}

/** Reads the tables. Throws like `ServerPool.lease` and `analyse`. */
export function takeReading(
  request: ComparisonRequest,
  services: ComparisonServices,
  signal: AbortSignal,
  onProgress: (progress: AnalysisProgress) => void,
): Promise<Reading> {
  const use = { connectionId: request.connection.id, signal, isRepeatable: true };
  return withServer(services.servers, use, async (server) => {
    const { database, range } = request;
    const rule = namingRuleOf(request.rule);
    const analysis = await readTables(
      server,
      { ...choicesOf(request), database, rule, range, signal, onProgress },
      services,
    );
    return {
      analysis,
      server: keptOf(server),
      readAt: services.clock.now(),
      lastRun: null,
      mustRefresh: null,
    };
  });
}

/** The reading after a run: what ran is read again. Never throws; what could not be read has to be before the next run. */
export async function readAfter(
  before: Reading,
  compared: Compared,
  lastRun: FinishedRun,
  services: ComparisonServices,
  signal: AbortSignal,
): Promise<Reading> {
  const use = { connectionId: compared.request.connection.id, signal, isRepeatable: true };
  const { result } = lastRun;
  try {
    const analysis = await withServer(services.servers, use, (server) =>
      readAgain(server, compared, result, services, signal),
    );
    return { ...before, analysis, readAt: services.clock.now(), lastRun, mustRefresh: null };
  } catch (error) {
    return { ...before, lastRun, mustRefresh: unread(result, error) };
  }
}

function unread({ outcome }: RunResult, error: unknown): Said {
  const reason = asShadowSyncError(error).said;
  return phrase`The run ended (${outcome}), but its tables could not be read again: ${reason} Refresh before another run.`;
}

/** The part of a result that follows from a reading and the choices. `from`: the reading under whatever options. */
export async function compareReading(
  request: ComparisonRequest,
  reading: Reading,
  from: Analysis,
  services: ComparisonServices,
  signal: AbortSignal,
): Promise<Omit<Compared, 'ids' | 'revision'>> {
  const { server, readAt, lastRun, mustRefresh } = reading;
  const planned = await planUnder(from, choicesOf(request), server, pacingOf(services, signal));
  const { saidNotes: found = planned.found.notes } = planned.found;
  const saidNotes = [...found, ...unaskedNotes(reading.analysis, planned.found)];
  const notes = saidNotes.map(english);
  return { request, server, ...planned, notes, saidNotes, readAt, lastRun, mustRefresh };
}

/** Rows and sizes are asked for shadows that differ; those that differ only under other options were not asked. */
function unaskedNotes(read: Analysis, found: Analysis): readonly Said[] {
  if (read === found) return [];
  const asked = new Set(read.results.filter(isUpdate).map(({ pair }) => tableKey(pair.shadow)));
  const open = found.results.filter((result) => isUpdate(result) && !asked.has(tableKey(result.pair.shadow)));
  if (open.length === 0) return [];
  const tables = open.length === 1 ? phrase`1 table differs` : phrase`${open.length} tables differ`;
  return [
    phrase`${tables} only under the options of now; whether they have rows was not asked, so their findings assume it. Refresh to ask`,
  ];
}

function isUpdate({ result }: PairResult): boolean {
  return result === 'update';
}

function keptOf({ dialect, serverVersion, serverIdentity, scriptSession }: OpenedServer): ComparedServer {
  return { dialect, serverVersion, serverIdentity, scriptSession };
}
