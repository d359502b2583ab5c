/** An analysis as a caller of the library has it, and the plan made from it. One argument, an `AnalysisOrder` as JSON. */
import { clock, openServer, parseConnectionUrl } from '../../src/compose.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import { makePlanInSlices } from '../../src/shadow/plan.ts';

/** What to analyse. */
export interface AnalysisOrder {
  readonly url: string;
  readonly database: string;
  readonly prefix: string;
  /** Patterns of tables; none for all. */
  readonly include: readonly string[];
}

/** What it took, from the first connection to the last result, and what was found. */
export interface AnalysisTime {
  readonly innerMs: number;
  readonly planMs: number;
  readonly statements: number;
  readonly results: Readonly<Record<string, number>>;
}

async function work({ url, database, prefix, include }: AnalysisOrder): Promise<AnalysisTime> {
  // The program is in memory before the clock runs, as it is for the floor.
  await import('../../src/database/mysql/openDatabase.ts');
  await import('../../src/diff/mysql/mysqlDialect.ts');
  const startedAt = performance.now();
  const { signal } = new AbortController();
  const pacing = {
    signal,
    clock: () => clock.monotonic(),
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  const server = await openServer(parseConnectionUrl(url).target, signal);
  try {
    const { reader, dialect, serverIdentity } = server;
    const analysis = await analyse({
      database,
      rule: { prefix, suffix: '', shadowDatabase: null },
      range: { include, exclude: [] },
      reader,
      dialect,
      ...pacing,
    });
    const analysedAt = performance.now();
    const plan = await makePlanInSlices(analysis, { dialect, serverIdentity, ...pacing });
    const planMs = performance.now() - analysedAt;
    const results: Record<string, number> = {};
    for (const { result } of analysis.results) results[result] = (results[result] ?? 0) + 1;
    const statements = plan.groups.reduce((sum, group) => sum + group.statements.length, 0);
    return { innerMs: analysedAt - startedAt, planMs, statements, results };
  } finally {
    await server.close();
  }
}

void work(JSON.parse(process.argv[2] ?? '{}') as AnalysisOrder).then((time) => {
  process.stdout.write(JSON.stringify(time));
});
