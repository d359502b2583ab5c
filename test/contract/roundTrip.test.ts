/**
 * Right or refused (R2), on the real servers: what they print is read, printed and understood; what we print is taken by
 * them and means the same table. The corpus is in ./corpus, a file per set of servers that take its statements.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import type { Connection } from 'mysql2/promise';
import { canonicalText } from '../../src/schema/mysql/canonicalText.ts';
import type { MysqlTable } from '../../src/schema/mysql/model.ts';
import { printCreateTable } from '../../src/schema/mysql/print/printTable.ts';
import { readTable } from '../../src/schema/mysql/readTable.ts';
import type { MysqlServerFacts } from '../../src/schema/mysql/serverFacts.ts';
import type { Parsed } from '../../src/schema/tableModel.ts';
import { readFacts } from '../golden/pairs/pairServer.ts';
import { openConnection, quoted } from '../support/servers/connect.ts';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

const folder = new URL('./corpus/', import.meta.url);

/** Tables that hold what the server can't show; each must be refused, for that reason, on the servers named. */
const lossy: ReadonlyMap<string, readonly EngineName[]> = new Map([
  ['prv', ['mysql-5.6']],
  ['bd', ['mysql-5.6', 'mariadb-10.11']],
  ['em', ['mysql-5.6', 'mysql-9', 'mariadb-10.11', 'mariadb-11.8']],
  ['q1', ['mysql-5.6', 'mysql-9', 'mariadb-10.11', 'mariadb-11.8']],
  ['x1', ['mysql-5.6', 'mariadb-10.11', 'mariadb-11.8']],
  ['x2', ['mysql-9']],
  ['em3', ['mysql-9']],
  ['em4', ['mysql-9']],
]);

interface Statement {
  readonly sql: string;
  readonly table: string | null;
}

/** The statements of all files that name this engine. */
function corpusOf(engine: EngineName): readonly Statement[] {
  return readdirSync(folder).flatMap((file) => {
    const [head = '', ...rest] = readFileSync(new URL(file, folder), 'utf8').split('\n');
    if (!head.replace('-- taken by: ', '').split(' ').includes(engine)) return [];
    const statements = rest
      .join('\n')
      .split(/;\n/)
      .map((sql) => sql.trim());
    return statements.filter((sql) => sql !== '').map((sql) => ({ sql, table: tableOf(sql) }));
  });
}

function tableOf(sql: string): string | null {
  const found = /^create table (?:`((?:[^`]|``)+)`|([^\s(]+))/i.exec(sql);
  return found === null ? null : (found[1]?.replaceAll('``', '`') ?? found[2] ?? null);
}

eachEngine('R2 round trip', (engine, getServer) => {
  let connection: Connection;
  let facts: MysqlServerFacts;
  let database: string;
  const opened: Connection[] = [];

  before(async function () {
    this.timeout(300_000);
    database = await freshDatabase(getServer());
    connection = await openConnection(getServer(), { database });
    opened.push(connection);
    facts = await readFacts(connection);
    await connection.query("set session sql_mode = 'STRICT_TRANS_TABLES', sql_quote_show_create = 1");
  });

  after(async () => {
    for (const each of opened) each.destroy();
    if (opened.length > 0) await dropDatabase(getServer(), database);
  });

  async function read(table: string): Promise<Parsed<MysqlTable>> {
    const [rows] = await connection.query({ sql: `show create table ${quoted(table)}`, rowsAsArray: true });
    const text = String((rows as unknown as readonly (readonly unknown[])[])[0]?.[1]);
    return readTable({ text }, { database, table }, facts);
  }

  /** One table there and back; gives what went wrong. */
  async function fault(table: string): Promise<string | null> {
    const source = await read(table);
    if (lossy.get(table)?.includes(engine) === true) {
      return source.kind === 'unsupported' && source.reason.includes('can’t show')
        ? null
        : 'is not refused as lossy';
    }
    if (source.kind === 'unsupported')
      return `${source.reason}\n${source.serverText}\n${source.printedText ?? ''}`;
    const copy = renamed(source.table, `copy of ${table}`.slice(0, 64).trimEnd(), facts);
    const sql = printCreateTable(copy);
    try {
      await connection.query(sql);
    } catch (error) {
      return `${String(error)}\n${sql}`;
    }
    const back = await read(copy.name.table);
    if (back.kind === 'unsupported') return `the copy: ${back.reason}\n${back.serverText}`;
    return canonicalText(back.table, facts) === canonicalText(copy, facts)
      ? null
      : `${canonicalText(copy, facts)}\n≠\n${canonicalText(back.table, facts)}`;
  }

  it('P-15 P-16 P-20 every table of the corpus comes back from SHOW CREATE and from our own CREATE', async function () {
    this.timeout(300_000);
    const statements = corpusOf(engine);
    const faults: string[] = [];
    let tables = 0;
    for (const { sql, table } of statements) {
      await connection.query(sql);
      if (table === null) continue;
      tables += 1;
      const found = await fault(table);
      if (found !== null) faults.push(`${table}: ${found}`);
    }
    assert.deepEqual(faults, []);
    assert.ok(tables >= 129, `only ${String(tables)} tables`);
  });

  it('P-09 the counter is read and left out of the canonical text', async () => {
    await connection.query('create table counted (id int auto_increment primary key) auto_increment = 5');
    const before = await read('counted');
    await connection.query('alter table counted auto_increment = 900');
    const later = await read('counted');
    assert.ok(before.kind === 'table' && later.kind === 'table');
    assert.deepEqual([before.table.autoIncrementNext, later.table.autoIncrementNext], ['5', '900']);
    assert.equal(canonicalText(before.table, facts), canonicalText(later.table, facts));
  });

  it('O-11 partitions with default names are the same, counted or listed', async () => {
    await connection.query('create table counted_p (id int) partition by hash (id) partitions 2');
    await connection.query(
      'create table listed_p (id int) partition by hash (id) (partition p0, partition p1)',
    );
    const [counted, listed] = [await read('counted_p'), await read('listed_p')];
    assert.ok(counted.kind === 'table' && listed.kind === 'table');
    assert.equal(canonicalText(counted.table, facts), canonicalText(listed.table, facts));
    assert.deepEqual(listed.table.partitioning, counted.table.partitioning);
  });
});

/** The same table under another name, with constraint names that are free in the database. */
function renamed(table: MysqlTable, name: string, facts: MysqlServerFacts): MysqlTable {
  const free = (constraint: string): string => `c ${constraint}`;
  return {
    ...table,
    name: { database: table.name.database, table: name },
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, name: free(key.name) })),
    checks:
      facts.dialect === 'mariadb'
        ? table.checks
        : table.checks.map((check) => ({ ...check, name: check.name === null ? null : free(check.name) })),
  };
}
