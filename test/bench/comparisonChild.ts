/**
 * A comparison as a panel holds it, with real tables: read, chosen in, written out. One argument, a `ComparisonOrder` as
 * JSON; says a list of `OperationTime` as JSON.
 */
import { exportReport } from '../../src/comparison/exportReport.ts';
import { changeSql } from '../../src/comparison/changeSql.ts';
import { inSlices } from '../../src/shadow/inSlices.ts';
import { Comparison } from '../../src/comparison/comparison.ts';
import type { ComparisonRequest } from '../../src/comparison/comparisonRequest.ts';
import type { Compared } from '../../src/comparison/comparisonState.ts';
import { pairRows } from '../../src/comparison/pairRows.ts';
import { ServerPool } from '../../src/comparison/serverPool.ts';
import { clock, newRunName, openJournals, openServer, parseConnectionUrl, pause } from '../../src/compose.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { LoopWatch, type OperationTime } from './loopWatch.ts';

/** What to compare. */
export interface ComparisonOrder {
  readonly url: string;
  readonly database: string;
  readonly prefix: string;
}

async function work({ url, database, prefix }: ComparisonOrder): Promise<readonly OperationTime[]> {
  const { target } = parseConnectionUrl(url);
  const servers = new ServerPool({ clock, open: (_id, signal) => openServer(target, signal) });
  const journals = openJournals('/nonexistent');
  const comparison = new Comparison(requestOf(database, prefix), {
    servers,
    journals,
    clock,
    pause,
    newRunName,
  });
  const watch = new LoopWatch();
  const time: Timer = (title, operation) => watch.time(title, operation);
  try {
    await time('reading, comparing, planning', () => comparison.refresh());
    await choose(comparison, time);
    await writeOut(comparison, time);
  } finally {
    watch.end();
    await comparison.dispose();
    await servers.dispose();
  }
  return watch.times;
}

type Timer = (title: string, operation: () => Promise<unknown>) => Promise<void>;

/** A quarter of the tables, as a group's tick box skips them. */
const everyFourth = 4;

async function choose(comparison: Comparison, time: Timer): Promise<void> {
  const shadows = shown(comparison).found.results.map(({ pair }) => pair.shadow.table);
  const some = shadows.filter((_, i) => i % everyFourth === 0);
  await time('skipping one table', () => comparison.setSkip(shadows.slice(0, 1), true));
  await time('skipping a quarter', () => comparison.setSkip(some, true));
  await time('skipping none', () => comparison.setSkip(shadows, false));
  await time('another column order', () =>
    comparison.setOptions({ ...defaultCompareOptions, columnOrder: 'lax' }),
  );
  await time('comments ignored', () =>
    comparison.setOptions({ ...defaultCompareOptions, comments: 'ignored' }),
  );
  await time('back to the options before', () => comparison.setOptions(defaultCompareOptions));
}

async function writeOut(comparison: Comparison, time: Timer): Promise<void> {
  const compared = shown(comparison);
  const { signal } = new AbortController();
  const write = (format: 'json' | 'sql' | 'html'): Promise<string> =>
    exportReport(compared, format, { clock, pause }, signal);
  await time('the first page of rows', () => Promise.resolve(pairRows(compared, null, 0, 500)));
  await time('all rows, 500 a page', async () => {
    for (let at = 0; at < compared.found.results.length; at += 500) {
      pairRows(compared, null, at, 500);
      await pause();
    }
  });
  const pacing = { clock: () => clock.monotonic(), pause, signal };
  await time('change SQL for its tab', () => inSlices(changeSql(compared), pacing));
  await time('change SQL into a file', () => write('sql'));
  await time('JSON report', () => write('json'));
  await time('HTML report', () => write('html'));
}

function shown({ state }: Comparison): Compared {
  if (state.kind === 'ready') return state.compared;
  throw state.kind === 'failed' ? state.error : new Error(`The comparison is ${state.kind}.`);
}

function requestOf(database: string, prefix: string): ComparisonRequest {
  return {
    connection: { id: 'bench', name: 'Bench', environment: 'development' },
    database,
    rule: { prefix, suffix: '', shadowDatabase: null, overrides: [] },
    range: { include: [], exclude: [] },
    options: defaultCompareOptions,
    adopt: [],
    skip: [],
    isByHand: false,
  };
}

void work(JSON.parse(process.argv[2] ?? '{}') as ComparisonOrder).then((times) => {
  process.stdout.write(JSON.stringify({ times }));
});
