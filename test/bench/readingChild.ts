/**
 * All that an analysis asks a server, with nothing done about the texts: what of its time is its own. One argument, an
 * `AnalysisOrder` as JSON.
 */
import { openServer, parseConnectionUrl } from '../../src/compose.ts';
import { pairTables } from '../../src/shadow/pairing.ts';
import type { AnalysisOrder } from './analysisChild.ts';

/** What it took, from the first connection to the last text. */
export interface ServerReadingTime {
  readonly innerMs: number;
  readonly tables: number;
}

async function work({ url, database, prefix, include }: AnalysisOrder): Promise<ServerReadingTime> {
  // As for the analysis.
  await import('../../src/database/mysql/openDatabase.ts');
  await import('../../src/diff/mysql/mysqlDialect.ts');
  const startedAt = performance.now();
  const { signal } = new AbortController();
  const server = await openServer(parseConnectionUrl(url).target, signal);
  try {
    const { reader, dialect } = server;
    reader.prepareReading?.(signal, null);
    const listed = await reader.listTables(database, signal);
    const { tables } = pairTables({
      database,
      rule: { prefix, suffix: '', shadowDatabase: null },
      range: { include, exclude: [] },
      names: dialect.names,
      sources: listed,
      shadows: listed,
    });
    const wanted = tables.flatMap((table) =>
      table.kind === 'good' && table.shadowExists
        ? [table.pair.source, table.pair.shadow]
        : [table.pair.source],
    );
    const [read] = await Promise.all([
      reader.readTables(wanted, signal, undefined, () => null),
      reader.readTriggers(database, signal),
    ]);
    return { innerMs: performance.now() - startedAt, tables: read.size };
  } finally {
    await server.close();
  }
}

void work(JSON.parse(process.argv[2] ?? '{}') as AnalysisOrder).then((time) => {
  process.stdout.write(JSON.stringify(time));
});
