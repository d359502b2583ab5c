/** After a run: what ran is read again, and takes its place among the pairs that were read before. */
import { tableKey } from '../schema/tableName.ts';
import { recomparing } from '../shadow/analyse.ts';
import type { Analysis } from '../shadow/analysis.ts';
import { escapeGlob } from '../shadow/glob.ts';
import { inSlices } from '../shadow/inSlices.ts';
import type { RunResult } from '../task/runResult.ts';
import { choicesOf, namingRuleOf } from './comparisonRequest.ts';
import type { Compared } from './comparisonState.ts';
import type { OpenedServer } from './openedServer.ts';
import { pacingOf, readTables } from './readAndPlan.ts';
import type { Pace } from './readAndPlan.ts';

/**
 * Reads the pairs that the run touched, whatever became of them, and gives the analysis of all. The others stand as they
 * were read; whether they still do is asked under the lock of the next run (R6). Throws like `readTables`.
 */
export async function readAgain(
  server: OpenedServer,
  { request, found }: Compared,
  { tables }: RunResult,
  pace: Pace,
  signal: AbortSignal,
): Promise<Analysis> {
  const sources = new Set(tables.map(({ pair }) => pair.source.table));
  const again = await readTables(
    server,
    {
      ...choicesOf(request),
      database: request.database,
      rule: namingRuleOf(request.rule),
      range: { include: [...sources].map(escapeGlob), exclude: [] },
      signal,
      onProgress: () => undefined,
    },
    pace,
  );
  const fresh = new Map(again.results.map((result) => [tableKey(result.pair.shadow), result]));
  const merged = {
    ...found,
    results: found.results.map((result) => fresh.get(tableKey(result.pair.shadow)) ?? result),
    shadowTables: again.shadowTables,
    timing: again.timing,
  };
  // Foreign keys are mapped among all pairs, and some of them were not read this time.
  return inSlices(recomparing(merged, { dialect: server.dialect }), pacingOf(pace, signal));
}
