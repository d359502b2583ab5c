/** Runs a golden pair on a real server: both tables made, read, compared, altered step by step, and taken back. */
import assert from 'node:assert/strict';
import type { Connection } from 'mysql2/promise';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import type { CompareOptions } from '../../../src/diff/compareOptions.ts';
import type { Dialect, Step, StepRequest } from '../../../src/diff/dialect.ts';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';
import type { TableName } from '../../../src/schema/tableName.ts';
import { quoted } from '../../support/servers/connect.ts';
import { scenery } from './cases.ts';
import type { GoldenCase } from './cases.ts';

/** The rule that golden pairs are made with: one database, one prefix, and every parent has a shadow. */
const shadowPrefix = '__test_';

export const noRelease: StepRequest = { release: new Set(), absent: () => false };

/** The shadow that a source of this database should have. */
export function expectedShadow(
  dialect: Dialect<MysqlTable>,
  source: MysqlTable,
  shadow: TableName,
  options: CompareOptions = defaultCompareOptions,
): MysqlTable {
  return dialect.shadowOf(source, {
    shadow,
    shadowParent: (parent) => ({ database: parent.database, table: shadowPrefix + parent.table }),
    constraintName: (name) => shadowPrefix + name,
    foreignKeys: options.foreignKeys,
  }).table;
}

/** What the core must know of a server, read over a plain connection. */
export async function readFacts(connection: Connection): Promise<MysqlServerFacts> {
  const row = async (sql: string): Promise<readonly unknown[]> => {
    const [rows] = await connection.query({ sql, rowsAsArray: true });
    return (rows as unknown as readonly (readonly unknown[])[])[0] ?? [];
  };
  const [versionText, lowerCase, explicit] = await row(
    'select version(), @@lower_case_table_names, @@explicit_defaults_for_timestamp',
  );
  const [collations] = await connection.query({
    sql: "select character_set_name, default_collate_name from information_schema.character_sets",
    rowsAsArray: true,
  });
  const text = String(versionText);
  return {
    dialect: /mariadb/i.test(text) ? 'mariadb' : 'mysql',
    versionText: text,
    version: (/^\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number),
    lowerCaseTableNames: Number(lowerCase) === 0 ? 0 : 1,
    defaultCollations: new Map(collations as unknown as readonly [string, string][]),
    explicitDefaultsForTimestamp: Number(explicit) === 1,
    identity: 'test',
  };
}

/** One database of one server with a dialect made from its facts. */
export class PairServer {
  readonly connection: Connection;
  readonly database: string;
  readonly dialect: Dialect<MysqlTable>;

  constructor(connection: Connection, database: string, facts: MysqlServerFacts) {
    this.connection = connection;
    this.database = database;
    this.dialect = mysqlDialect(facts);
  }

  static async open(connection: Connection, database: string): Promise<PairServer> {
    await connection.query(`use ${quoted(database)}`);
    await connection.query("set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    return new PairServer(connection, database, await readFacts(connection));
  }

  async run(sql: string): Promise<void> {
    await this.connection.query(sql);
  }

  /** The server's own text. */
  async text(table: string): Promise<string> {
    const [rows] = await this.connection.query({ sql: `show create table ${quoted(table)}`, rowsAsArray: true });
    return String((rows as unknown as readonly (readonly unknown[])[])[0]?.[1]);
  }

  async read(table: string): Promise<MysqlTable> {
    const text = await this.text(table);
    const parsed = this.dialect.parse({ text }, { database: this.database, table });
    if (parsed.kind === 'table') return parsed.table;
    assert.fail(`${parsed.reason}\n${text}\n${parsed.printedText ?? ''}`);
  }

  /** Drops what an earlier case left and sets the scenery; then makes the pair. Throws what the server says to the SQL. */
  async makePair(pair: Pick<GoldenCase, 'source' | 'shadow'>): Promise<void> {
    await this.run('set foreign_key_checks = 0');
    await this.run('drop table if exists shadow, source, parent, __test_parent');
    await this.run('set foreign_key_checks = 1');
    for (const sql of scenery) await this.run(sql);
    await this.run(`create table source${pair.source}`);
    if (pair.shadow !== null) await this.run(`create table shadow${pair.shadow}`);
  }

  /**
   * Runs the steps and demands after each one that the server's table is what the step said it would be. The message of a
   * failure names the statement.
   */
  async runSteps(steps: readonly Step<MysqlTable>[]): Promise<void> {
    for (const [i, step] of steps.entries()) {
      const place = `step ${i + 1} of ${steps.length}: ${step.sql}`;
      try {
        await this.run(step.sql);
      } catch (error) {
        throw new Error(`${place}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
      if (step.after === null) continue;
      const actual = await this.read(step.after.name.table);
      assert.equal(this.dialect.canonical(actual), this.dialect.canonical(step.after), place);
    }
  }
}
