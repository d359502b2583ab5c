/** A model server with random sources and shadows that drifted from them, the product on top of it, and what goes wrong. */
import fc from 'fast-check';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';
import type { TableName } from '../../../src/schema/tableName.ts';
import { analyse } from '../../../src/shadow/analyse.ts';
import type { Analysis, Plan, PlannedStatement } from '../../../src/shadow/analysis.ts';
import { makePlan } from '../../../src/shadow/plan.ts';
import { OracleModel } from '../../support/oracle/interpreter/oracleModel.ts';
import { OraError } from '../../support/oracle/interpreter/oraError.ts';
import { lineDifference } from '../../support/oracle/oracleDifferences.ts';
import { rowLines } from '../../support/oracle/rowDifferences.ts';
import { drifted, tableSpec } from './tableSpecs.ts';
import type { Family, Nature, TableSpec } from './tableSpecs.ts';
import { createStatements } from './tableStatements.ts';

/** A parent and a child, both with a shadow or without. */
export interface WorldSpec {
  readonly tables: readonly {
    readonly source: TableSpec;
    readonly shadow: TableSpec | null;
    readonly nature: Nature;
  }[];
  readonly isElsewhere: boolean;
}

const natures: readonly Nature[] = [
  'heap',
  'heap',
  'heap',
  'range',
  'list',
  'automatic',
  'interval',
  'hash',
  'composite',
  'reference',
  'temporary',
  'index-organized',
  'overflow',
];

/** What OceanBase has no word for is left out (testing.md). */
const oceanBaseNatures: readonly Nature[] = ['heap', 'heap', 'range', 'list', 'hash'];

/** Random worlds for a kind of server. */
export function worldSpec(family: Family): fc.Arbitrary<WorldSpec> {
  const table = (isParent: boolean): fc.Arbitrary<WorldSpec['tables'][number]> =>
    tableSpec(family).chain((written) => {
      // A foreign key needs a key of its parent that holds.
      const held: TableSpec['primaryKey'] = { length: 1, state: '' };
      const source = isParent ? { ...written, isChild: false, primaryKey: held } : written;
      return fc.record({
        source: fc.constant(source),
        shadow: fc.option(
          drifted(source, family).map((spec) =>
            isParent ? { ...spec, isChild: false, primaryKey: held } : spec,
          ),
          { freq: 4 },
        ),
        nature: fc.constantFrom(
          ...(isParent ? (['heap'] as const) : family === 'oracle' ? natures : oceanBaseNatures),
        ),
      });
    });
  return fc.record({
    tables: fc.tuple(table(true), table(false)),
    isElsewhere: fc.nat(3).map((n) => n === 0),
  });
}

/** What all worlds of a law count. */
export interface OracleTally {
  pairs: number;
  /** All that the product planned, to and back. */
  readonly statements: string[];
  undone: number;
  unsupported: number;
  irreversible: number;
  readonly reasons: Map<string, number>;
}

export function newTally(): OracleTally {
  return { pairs: 0, statements: [], undone: 0, unsupported: 0, irreversible: 0, reasons: new Map() };
}

const tableNames = ['PARENT_T', 'Child table'];

/** The whole cycle. Gives what is wrong, with all that helps to see why; empty when the laws hold. */
export async function violations(
  spec: WorldSpec,
  facts: OracleServerFacts,
  tally: OracleTally,
): Promise<readonly string[]> {
  const world = new OracleWorld(spec, facts);
  const found: string[] = [];
  const sourcesBefore = world.lines(world.sources);
  const shadowsBefore = world.lines(world.shadows);
  const analysis = await world.analyse();
  const plan = world.plan(analysis);
  tally.pairs += analysis.results.length;
  if (world.plan(await world.analyse()).hash !== plan.hash)
    found.push('PR3: the same tables give another plan');
  const refused = countRefused(analysis, plan, tally);
  const statements = plan.groups.flatMap((group) => group.statements);
  const failures = statements.flatMap(({ sql }) => world.execute(sql, tally));
  found.push(...failures);
  if (failures.length > 0) return [...found, ...world.log];
  found.push(...(await leftOver(world, refused)));
  for (const [i, lines] of world.lines(world.sources).entries()) {
    const difference = lineDifference(sourcesBefore[i] ?? [], lines);
    if (difference !== null) found.push(`PR3: a source changed\n${difference}`);
  }
  if (found.length === 0) found.push(...undoProblems(world, statements, shadowsBefore, tally));
  return found.length === 0 ? [] : [...found, ...world.log];
}

/** PR1: what should be consistent now, by the product and by the dictionary's rows. */
async function leftOver(world: OracleWorld, refused: ReadonlySet<string>): Promise<readonly string[]> {
  const again = await world.analyse();
  const isLeft = refused.size === 0 && world.plan(again).groups.length > 0;
  return [
    ...again.results
      .filter(({ result, pair }) => result !== 'consistent' && !refused.has(pair.source.table))
      .map(({ result, reason, pair, differences }) =>
        ['PR1:', pair.source.table, 'is', result, reason ?? '', JSON.stringify(differences)].join(' '),
      ),
    ...(isLeft ? ['PR1: there is something left to plan'] : []),
    ...world.sources.flatMap((source) => (refused.has(source.table) ? [] : world.unlike(source))),
  ];
}

function countRefused(analysis: Analysis, plan: Plan, tally: OracleTally): ReadonlySet<string> {
  const reasons = [
    ...analysis.results.flatMap(({ result, reason, pair }) =>
      result === 'unsupported' || result === 'failed' || result === 'skipped'
        ? [{ pair, reason: reason ?? '' }]
        : [],
    ),
    ...plan.omitted,
  ];
  for (const { reason } of reasons) {
    tally.unsupported += 1;
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
  }
  return new Set(reasons.map(({ pair }) => pair.source.table));
}

function undoProblems(
  world: OracleWorld,
  statements: readonly PlannedStatement[],
  before: readonly (readonly string[])[],
  tally: OracleTally,
): readonly string[] {
  if (statements.some(({ undo }) => undo === null)) {
    tally.irreversible += 1;
    return [];
  }
  world.log.push('undo:');
  const failures = statements
    .toReversed()
    .flatMap(({ undo }) => undo ?? [])
    .flatMap((sql) => world.execute(sql, tally));
  if (failures.length > 0) return failures;
  tally.undone += 1;
  return world.lines(world.shadows).flatMap((lines, i) => {
    const difference = lineDifference(before[i] ?? [], lines);
    return difference === null ? [] : [`undo: ${difference}`];
  });
}

class OracleWorld {
  readonly sources: readonly TableName[];
  readonly shadows: readonly TableName[];
  /** All statements, as far as they came. */
  readonly log: string[] = [];
  readonly #model: OracleModel;
  readonly #dialect: ReturnType<typeof oracleDialect>;
  readonly #isElsewhere: boolean;
  readonly #isOrdered: boolean;

  constructor({ tables, isElsewhere }: WorldSpec, facts: OracleServerFacts) {
    const family = facts.dialect;
    this.#dialect = oracleDialect(facts);
    this.#isElsewhere = isElsewhere;
    this.#isOrdered = family === 'oracle';
    this.#model = new OracleModel({
      databases: ['SHOP', 'Copies'],
      maxNameBytes: facts.maxNameBytes,
      isOceanBase: family === 'oceanbase-oracle',
    });
    this.sources = tableNames.map((table) => ({ database: 'SHOP', table }));
    this.shadows = this.sources.map((source) => this.#shadowOf(source));
    const isReferring = tables[1]?.nature === 'reference';
    for (const [i, { source, shadow, nature: said }] of tables.entries()) {
      // Whoever is partitioned by reference has a parent with partitions, on either side.
      const nature = isReferring && i === 0 ? 'range' : said;
      const [name, shadowName] = [this.sources[i], this.shadows[i]];
      const [parent, shadowParent] = [this.sources[0], this.shadows[0]];
      if (
        name === undefined ||
        shadowName === undefined ||
        parent === undefined ||
        shadowParent === undefined
      )
        return;
      const prefix = `S_${String(i)}_`;
      this.#make(createStatements({ name, spec: source, nature, parent, prefix, family }));
      const isParentThere = i === 0 || tables[0]?.shadow !== null;
      if (shadow === null || (nature === 'reference' && !isParentThere)) continue;
      const spec = isParentThere ? shadow : { ...shadow, isChild: false };
      const own = { name: shadowName, spec, nature, parent: shadowParent, prefix: `T_${String(i)}_`, family };
      this.#make(createStatements(own));
    }
    this.log.push('plan:');
  }

  #shadowOf({ table }: TableName): TableName {
    return this.#isElsewhere ? { database: 'Copies', table } : { database: 'SHOP', table: `__test_${table}` };
  }

  #make(statements: readonly string[]): void {
    for (const sql of statements) {
      this.log.push(sql);
      try {
        this.#model.execute(sql);
      } catch (error) {
        // ORA-01408: two random indexes may be one.
        if (error instanceof OraError && error.number === 1408) continue;
        throw new Error(`the world can’t be made: ${String(error)}\n${this.log.join('\n')}`, {
          cause: error,
        });
      }
    }
  }

  async analyse(): Promise<Analysis> {
    return await analyse({
      database: 'SHOP',
      rule: this.#isElsewhere
        ? { prefix: '', suffix: '', shadowDatabase: 'Copies' }
        : { prefix: '__test_', suffix: '', shadowDatabase: null },
      range: { include: [], exclude: [] },
      reader: this.#model,
      dialect: this.#dialect,
      adopt: ['*'],
      // OceanBase can't move a column.
      options: { ...defaultCompareOptions, columnOrder: this.#isOrdered ? 'strict' : 'lax' },
      signal: { aborted: false },
      clock: () => 0,
    });
  }

  plan(analysis: Analysis): Plan {
    return makePlan(analysis, { dialect: this.#dialect, serverIdentity: 'model' });
  }

  /** Runs one of the product's statements; gives what the server would have said against it. */
  execute(sql: string, tally: OracleTally): readonly string[] {
    this.log.push(sql);
    tally.statements.push(sql);
    try {
      this.#model.execute(sql);
      return [];
    } catch (error) {
      return [`${error instanceof OraError ? error.message : String(error)}\n  ${sql}`];
    }
  }

  /** What the dictionary says of tables; nothing of those that are not there. */
  lines(names: readonly TableName[]): readonly (readonly string[])[] {
    return names.map((name) => (this.#model.has(name) ? this.#linesOf(name, (parent) => parent) : []));
  }

  /** How a shadow differs from its source, by the dictionary's rows. */
  unlike(source: TableName): readonly string[] {
    const shadow = this.#shadowOf(source);
    if (!this.#model.has(shadow)) return [`PR1: ${shadow.table} is not there`];
    const difference = lineDifference(
      this.#linesOf(source, (parent) => this.#shadowOf(parent)),
      this.#linesOf(shadow, (parent) => parent),
    );
    return difference === null
      ? []
      : [`PR1: the rows of ${source.table} and its shadow differ\n${difference}`];
  }

  #linesOf(name: TableName, parent: (name: TableName) => TableName): readonly string[] {
    return rowLines(this.#model.rows(name), parent, this.#isOrdered);
  }
}
