/**
 * PR10 against the servers: every pair of column types whose change has no unsafe finding is run on boundary values, in
 * strict mode, and keeps every one of them. Pairs with an unsafe finding may do as they like.
 */
import assert from 'node:assert/strict';
import type { Connection } from 'mysql2/promise';
import { mysqlFindings } from '../../src/diff/mysql/findings/mysqlFindings.ts';
import type { Column, MysqlTable } from '../../src/schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../src/schema/mysql/serverFacts.ts';
import { PairServer, readFacts } from '../golden/pairs/pairServer.ts';
import { openConnection } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { boundaryTypes } from './boundaryTypes.ts';
import type { BoundaryType } from './boundaryTypes.ts';

eachEngine('PR10 a change of type without an unsafe finding keeps every value', (_engine, getServer) => {
  let connection: Connection | undefined;
  let pairs: PairServer;
  let facts: MysqlServerFacts;
  let database: string;
  let types: readonly BoundaryType[];
  let source: MysqlTable;
  const models = new Map<string, Column>();
  let safe = 0;

  before(async function () {
    this.timeout(300_000);
    database = await freshDatabase(getServer());
    const opened = await openConnection(getServer(), {
      database,
      supportBigNumbers: true,
      bigNumberStrings: true,
      jsonStrings: true,
    });
    pairs = await PairServer.open(opened, database);
    facts = await readFacts(opened);
    connection = opened;
    types = await known();
    await fill('model');
    source = await pairs.read('model');
    for (const [i, type] of types.entries()) models.set(type.sql, source.columns[i] ?? assert.fail(type.sql));
  });

  after(async () => {
    // A skipped suite never came to open it.
    if (connection === undefined) return;
    connection.destroy();
    await dropDatabase(getServer(), database);
  });

  /** The types that this server knows. */
  async function known(): Promise<readonly BoundaryType[]> {
    const taken: BoundaryType[] = [];
    for (const type of boundaryTypes) {
      try {
        await pairs.run(`create table probe (c ${type.sql}) engine=innodb default charset=utf8mb4`);
        taken.push(type);
      } catch {
        continue;
      }
      await pairs.run('drop table probe');
    }
    return taken;
  }

  /** A table with one column of each type, and one row for each boundary value, the last one all NULL. */
  async function fill(table: string): Promise<void> {
    const columns = types.map((type, i) => `c${String(i)} ${type.sql} null`);
    await pairs.run(`create table ${table} (${columns.join(', ')}) engine=innodb default charset=utf8mb4`);
    const rows = Math.max(...types.map((type) => type.values.length));
    for (let row = 0; row <= rows; row += 1) {
      const values = types.map(({ values: all }) =>
        row === rows ? 'null' : (all[row % all.length] ?? 'null'),
      );
      await pairs.run(`insert into ${table} values (${values.join(', ')})`);
    }
  }

  /** Every row's values by column. */
  async function read(table: string, columns: readonly number[]): Promise<readonly (readonly string[])[]> {
    const list = columns.map((i) => (types[i]?.isBytes === true ? `hex(c${String(i)})` : `c${String(i)}`));
    const [rows] = await pairs.connection.query({
      sql: `select ${list.join(', ')} from ${table}`,
      rowsAsArray: true,
    });
    return (rows as unknown as readonly (readonly (Uint8Array | string | number | null)[])[]).map((row) =>
      row.map(valueText),
    );
  }

  it('every pair of types', async function () {
    this.timeout(600_000);
    for (const target of types) {
      const wanted = models.get(target.sql) ?? assert.fail();
      const columns = source.columns.map(({ name }) => renamed(wanted, name));
      const findings = mysqlFindings(
        { sql: '', before: source, after: { ...source, columns }, phase: 'build' },
        null,
        facts,
      );
      const unsafe = new Set(
        findings.filter(({ level }) => level === 'unsafe').map(({ object }) => object?.name),
      );
      const kept = source.columns.flatMap(({ name }, i) => (unsafe.has(name) ? [] : [i]));
      safe += kept.length;
      await fill('t');
      const before = await read('t', kept);
      const clauses = kept.map((i) => `modify column c${String(i)} ${target.sql} null`);
      const place = `${kept.map((i) => types[i]?.sql ?? '').join(' | ')} → ${target.sql}`;
      await pairs
        .run(`alter table t ${clauses.join(', ')}`)
        .catch((error: unknown) => assert.fail(`${place}: ${String(error)}`));
      const after = await read('t', kept);
      for (const [row, values] of before.entries()) {
        for (const [at, value] of values.entries()) {
          const from = types[kept[at] ?? 0]?.sql ?? '';
          assert.equal(after[row]?.[at], value, `${from} → ${target.sql}`);
        }
      }
      await pairs.run('drop table t');
    }
    assert.ok(safe > types.length, `${String(safe)} safe pairs among ${String(types.length)} types`);
  });
});

/** The column under another name, which MariaDB's check of a JSON column has in it. */
function renamed(column: Column, name: string): Column {
  const check = column.check === null ? null : { text: column.check.text.replaceAll(column.name, name) };
  return { ...column, name, check };
}

/** A value as text; a number or time without the zeros that a longer fraction brings, a day as its midnight. */
function valueText(value: Uint8Array | string | number | null): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return BigInt(`0x${Buffer.from(value).toString('hex') || '0'}`).toString();
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text} 00:00:00`;
  return /^(?:-?\d+|.*:\d\d)\.\d*$/.test(text) ? text.replace(/\.?0*$/, '') : text;
}
