/** Analyses and plans of toy databases, as the tests of planning need them. */
import assert from 'node:assert/strict';
import type { CompareOptions } from '../../src/diff/compareOptions.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import type { Dialect } from '../../src/diff/dialect.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import type { Analysis, Plan, PlannedStatement } from '../../src/shadow/analysis.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import type { SchemaReader } from '../../src/shadow/schemaReader.ts';
import { toyDialect } from './toyDialect.ts';
import { ToyServer } from './toyServer.ts';

/** The identity of the server that all toy plans are made on. */
export const serverIdentity = 'server-1';

/** Database `shop`, prefix `_`, all tables. */
export function toyAnalysis(
  reader: SchemaReader,
  options: Partial<CompareOptions> = {},
  dialect: Dialect = toyDialect(),
  skip: ReadonlySet<string> = new Set(),
): Promise<Analysis> {
  return analyse({
    database: 'shop',
    rule: { prefix: '_', suffix: '', shadowDatabase: null },
    range: { include: [], exclude: [] },
    options: { ...defaultCompareOptions, ...options },
    reader,
    dialect,
    skip,
    signal: { aborted: false },
    clock: () => 0,
  });
}

/** The plan of that analysis. */
export async function toyPlan(server: ToyServer, options: Partial<CompareOptions> = {}): Promise<Plan> {
  return makePlan(await toyAnalysis(server, options), { dialect: toyDialect(), serverIdentity });
}

/** All statements of a plan, in order. */
export function statementsOf(plan: Plan): PlannedStatement[] {
  return plan.groups.flatMap((group) => group.statements);
}

/** A table of the database `shop`. */
export function inShop(table: string): TableName {
  return { database: 'shop', table };
}

/** Runs the plan and demands that nothing is left to do. */
export async function converges(server: ToyServer, plan: Plan): Promise<void> {
  for (const { sql } of statementsOf(plan)) server.execute(sql);
  const after = await toyAnalysis(server);
  assert.deepEqual(
    after.results.filter(({ result }) => result !== 'consistent'),
    [],
  );
}

/** A parent and its child whose column types change together, with a foreign key that stands in the way. */
export function typeChange(): ToyServer {
  return new ToyServer()
    .table('shop', 'p', ['id bigint'])
    .table('shop', 'c', ['id int', 'x bigint'], ['x -> p'])
    .table('shop', '_p', ['id int'])
    .table('shop', '_c', ['id int', 'x int'], ['x -> _p']);
}
