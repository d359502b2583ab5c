/** One database synchronised through the product's own parts, as `shadow-sync sync` does it, for tests that look at each. */
import { mkdtemp } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clock, openJournals, openServer, parseConnectionUrl } from '../../src/compose.ts';
import type { OpenedServer } from '../../src/compose.ts';
import type { CompareOptions } from '../../src/diff/compareOptions.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import type { Analysis, PairResult, Plan } from '../../src/shadow/analysis.ts';
import type { NamingRule } from '../../src/shadow/namingRule.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import type { Range } from '../../src/shadow/range.ts';
import type { SchemaReader } from '../../src/shadow/schemaReader.ts';
import { runPlan } from '../../src/task/runPlan.ts';
import { defaultRunPolicy } from '../../src/task/runPolicy.ts';
import type { RunPolicy } from '../../src/task/runPolicy.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import { removeFolder } from './removeFolder.ts';
import type { TestServer } from './servers/startServer.ts';

/** What to synchronise; left out: all tables, shadows `__test_…` beside them, default options. */
export interface SyncRequest {
  readonly database: string;
  readonly rule?: Partial<NamingRule>;
  readonly range?: Partial<Range>;
  readonly options?: CompareOptions;
  /** Shadows that don't look like one and are taken all the same; `*` takes any. */
  readonly adopt?: readonly string[];
  /** Whether statements with unsafe findings run. Not by default, as on the command line. */
  readonly allowUnsafe?: boolean;
  readonly policy?: Partial<RunPolicy>;
  /** Reads instead of the product's own reader: a server that says something else. */
  readonly reader?: SchemaReader;
}

/** What {@link syncDatabase} did, and what it found when it looked again. */
export interface Synced {
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly run: RunResult;
  readonly again: Analysis;
  readonly nextPlan: Plan;
}

/** The product connected to one server. The caller closes it. */
export interface Product {
  readonly opened: OpenedServer;
  analyse(request: SyncRequest): Promise<Analysis>;
  plan(analysis: Analysis): Plan;
  run(plan: Plan, request: SyncRequest): Promise<RunResult>;
  sync(request: SyncRequest): Promise<Synced>;
  close(): Promise<void>;
}

/** The naming rule of tests that don't care. */
const testRule: NamingRule = { prefix: '__test_', suffix: '', shadowDatabase: null };

/** Connects to a test server; `url` for another account than root. Throws ShadowSyncError like the product. */
export async function openProduct(server: Pick<TestServer, 'url'>, url = server.url()): Promise<Product> {
  const signal = new AbortController().signal;
  const opened = await openServer(parseConnectionUrl(url).target, signal);
  const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-journals-'));
  const journals = openJournals(folder);
  const { dialect, serverIdentity } = opened;
  const product: Product = {
    opened,
    analyse: (request) =>
      analyse({
        database: request.database,
        rule: { ...testRule, ...request.rule },
        range: { include: [], exclude: [], ...request.range },
        reader: request.reader ?? opened.reader,
        dialect,
        signal,
        clock: () => clock.monotonic(),
        ...(request.options === undefined ? {} : { options: request.options }),
        ...(request.adopt === undefined ? {} : { adopt: request.adopt }),
      }),
    plan: (analysis) => makePlan(analysis, { dialect, serverIdentity }),
    async run(plan, request) {
      const journal = await journals.create(randomUUID());
      try {
        return await runPlan(plan, {
          server: opened.ddlServer,
          reader: opened.reader,
          dialect,
          journal,
          clock,
          signal,
          policy: {
            ...defaultRunPolicy,
            onError: 'continue',
            allow: (_statement, { level }) => level !== 'refused' && request.allowUnsafe === true,
            ...request.policy,
          },
        });
      } finally {
        await journal.close();
      }
    },
    async sync(request) {
      const analysis = await product.analyse(request);
      const plan = product.plan(analysis);
      const run = await product.run(plan, request);
      const again = await product.analyse(request);
      return { analysis, plan, run, again, nextPlan: product.plan(again) };
    },
    async close() {
      await opened.close();
      removeFolder(folder);
    },
  };
  return product;
}

/** Connects, synchronises once, closes. */
export async function syncDatabase(server: TestServer, request: SyncRequest): Promise<Synced> {
  const product = await openProduct(server);
  try {
    return await product.sync(request);
  } finally {
    await product.close();
  }
}

/** The result of one source table. Throws when the analysis has none. */
export function resultOf(analysis: Analysis, source: string): PairResult {
  const found = analysis.results.find(({ pair }) => pair.source.table === source);
  if (found === undefined) throw new Error(`The analysis has no result for ${source}.`);
  return found;
}

/** The statements of a plan for one source table, or all of them. */
export function statementsOf(plan: Plan, source?: string): Plan['groups'][number]['statements'] {
  const all = plan.groups.flatMap(({ statements }) => statements);
  return source === undefined ? all : all.filter(({ pair }) => pair.source.table === source);
}

/** What went wrong in a run, as lines for an assertion's message; empty when nothing did. */
export function problemsOf(run: RunResult): readonly string[] {
  return run.tables.flatMap(({ pair, outcome, code, reason, statements }) =>
    outcome === 'succeeded'
      ? []
      : [
          `${pair.shadow.table}: ${outcome} (${code ?? ''}) ${reason ?? ''}`,
          ...statements.flatMap(({ sql, error }) =>
            error === null ? [] : [`  ${error.message}\n    ${sql}`],
          ),
        ],
  );
}
