import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'mocha';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import type { OpenDatabase } from '../../src/database/mysql/openDatabase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import type { ReadTable } from '../../src/shadow/schemaReader.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import type { ChaosProxy } from '../support/rogue/chaosProxy.ts';
import { openConnection, query, quoted, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

const notCancelled = { aborted: false };

interface At {
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

async function open(at: At): Promise<OpenDatabase> {
  const { target } = parseConnectionUrl(`mysql://${at.user ?? 'root'}@127.0.0.1:${String(at.port)}/`);
  return await openDatabase({ ...target, password: at.password ?? '' });
}

function textOf(table: ReadTable | undefined): string {
  if (table?.kind !== 'read') return assert.fail(JSON.stringify(table));
  return (table.definition as { readonly text: string }).text;
}

async function refused(work: Promise<unknown>, code: ErrorCode): Promise<ShadowSyncError> {
  const error = await work.then(
    () => assert.fail('it was let through'),
    (reason: unknown) => reason,
  );
  assert.ok(ShadowSyncError.is(error, code), String(error));
  return error;
}

/** Names as C6 has them: all of them are legal on every server of the family. */
const oddNames = [
  'back`tick',
  "quo'te",
  'double"quote',
  'new\nline',
  '*/ DROP TABLE x; /*!50000',
  'select',
  '漢字かな',
  'a'.repeat(64),
  ' leading space',
  'dot.ted',
  'sla/sh',
  'back\\slash',
  'per%cent_',
  'rtl\u202eoverride',
  'combi\u0301ning',
  '12345',
  '__proto__',
  'constructor',
  'semi;colon',
  '?',
];

eachEngine('reader', (engine, getServer) => {
  let database = '';
  let opened: OpenDatabase | undefined;
  const ends: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    database = await freshDatabase(getServer());
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    for (const end of ends.splice(0).reverse()) await end();
    await dropDatabase(getServer(), database);
  });

  function named(...tables: readonly string[]): readonly TableName[] {
    return tables.map((table) => ({ database, table }));
  }
  async function opening(at: At = { port: getServer().port }): Promise<OpenDatabase> {
    opened = await open(at);
    return opened;
  }
  async function run(script: string): Promise<void> {
    await runScript(getServer(), script, database);
  }
  async function proxied(roundTripMs = 0): Promise<ChaosProxy> {
    const proxy = await startChaosProxy(getServer(), { roundTripMs });
    ends.push(() => proxy.close());
    return proxy;
  }
  async function account(user: string): Promise<At> {
    await query(getServer(), `CREATE USER '${user}'@'%' IDENTIFIED BY 'pw'`);
    ends.push(() => query(getServer(), `DROP USER '${user}'@'%'`));
    return { port: getServer().port, user, password: 'pw' };
  }
  async function manyTables(count: number): Promise<readonly TableName[]> {
    const tables = Array.from({ length: count }, (_, i) => `t${String(i).padStart(4, '0')}`);
    for (let at = 0; at < count; at += 100) {
      await run(
        tables
          .slice(at, at + 100)
          .map((table) => `CREATE TABLE ${table} (id int)`)
          .join(';'),
      );
    }
    return named(...tables);
  }

  it('says which server it is', async () => {
    const { facts } = await opening();
    const [row] = await query(getServer(), 'SELECT VERSION() AS version');
    assert.equal(facts.versionText, row?.['version']);
    assert.equal(facts.dialect, getServer().dialect);
    assert.ok(facts.versionText.startsWith(facts.version.join('.')));
    assert.equal(facts.lowerCaseTableNames, 0);
    assert.equal(facts.explicitDefaultsForTimestamp, true);
    const [charset] = await query(getServer(), "SHOW CHARACTER SET LIKE 'utf8mb4'");
    assert.equal(facts.defaultCollations.get('utf8mb4'), charset?.['Default collation']);
    assert.ok(facts.defaultCollations.has('latin1'));
    assert.equal(await opened?.ddlServer.identity(), facts.identity);
  });

  it('reads the text that the server prints, under every legal name', async () => {
    const connection = await openConnection(getServer(), { database });
    for (const name of oddNames) {
      await connection.query(
        `CREATE TABLE ${quoted(name)} (${quoted(name)} int COMMENT 'what?') COMMENT='ünï 漢'`,
      );
    }
    const { reader } = await opening();
    const names = named(...oddNames);
    const read = await reader.readTables(names, notCancelled);
    assert.equal(read.size, names.length);
    for (const name of names) {
      const [rows] = await connection.query({
        sql: `SHOW CREATE TABLE ${quoted(name.table)}`,
        rowsAsArray: true,
      });
      assert.equal(textOf(read.get(tableKey(name))), (rows as unknown as string[][])[0]?.[1]);
    }
    const listed = await reader.listTables(database, notCancelled);
    assert.deepEqual(
      listed.map((each) => each.name.table),
      [...oddNames].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    const facts = await reader.readFacts(names, notCancelled);
    for (const name of names) assert.equal(facts.get(tableKey(name))?.hasRows, false);
    await connection.end();
  });

  it('lists tables, views and what else stands there; C-07 into a list, not into an object', async () => {
    await run('CREATE TABLE b (id int); CREATE TABLE `__proto__` (id int); CREATE VIEW a AS SELECT 1 AS x');
    const isMariadb = getServer().dialect === 'mariadb';
    if (isMariadb) await run('CREATE SEQUENCE s; CREATE TABLE v (id int) WITH SYSTEM VERSIONING');
    const { reader } = await opening();
    const kinds = (await reader.listTables(database, notCancelled)).map(({ name, kind }) => [
      name.table,
      kind,
    ]);
    const ordinary = [
      ['__proto__', 'table'],
      ['a', 'view'],
      ['b', 'table'],
    ];
    assert.deepEqual(kinds, isMariadb ? [...ordinary, ['s', 'sequence'], ['v', 'table']] : ordinary);
  });

  it('says that a database is not there, also under an odd name', async () => {
    const { reader } = await opening();
    for (const name of ['no such database', 'no`such; DROP']) {
      await refused(reader.listTables(name, notCancelled), 'unknown-database');
    }
  });

  it('a table that fails, fails alone', async () => {
    await run(
      'CREATE TABLE a (id int); CREATE TABLE z (id int); CREATE TABLE gone (id int); ' +
        'CREATE VIEW v AS SELECT 1 AS x; CREATE VIEW broken AS SELECT * FROM gone; DROP TABLE gone',
    );
    const { reader } = await opening();
    const names = named('a', 'nowhere', 'v', 'broken', 'gone', 'z');
    const read = await reader.readTables(names, notCancelled);
    const kinds = names.map((name) => read.get(tableKey(name))?.kind);
    assert.deepEqual(kinds, ['read', 'missing', 'failed', 'failed', 'missing', 'read']);
    const view = read.get(tableKey({ database, table: 'v' }));
    assert.match(view?.kind === 'failed' ? view.reason : '', /view/);
    const other = { database: 'no such database', table: 'a' };
    const [elsewhere] = [...(await reader.readTables([other], notCancelled)).values()];
    assert.notEqual(elsewhere?.kind, 'read');
  });

  it('hundreds that are not there cost a few round trips, not one each', async () => {
    const there = await manyTables(150);
    const missing = named(...Array.from({ length: 600 }, (_, i) => `absent${i}`));
    const names = there.flatMap((name, i) => [name, ...missing.slice(i * 4, i * 4 + 4)]);
    const proxy = await proxied();
    const { reader } = await opening({ port: proxy.port });
    await reader.readTables(named('t0000'), notCancelled);
    const before = proxy.fromClient.arrivals;
    const read = await reader.readTables(names, notCancelled);
    assert.equal([...read.values()].filter((each) => each.kind === 'missing').length, 600);
    assert.equal([...read.values()].filter((each) => each.kind === 'read').length, 150);
    assert.ok(proxy.fromClient.arrivals - before < 60, `${proxy.fromClient.arrivals - before} arrivals`);
  }).timeout(300_000);

  it('P-25 a table that the account may not see fails with the GRANT that helps, and then it is read', async () => {
    await run('CREATE TABLE mine (id int); CREATE TABLE secret (id int)');
    const at = await account('reader25');
    await query(getServer(), `GRANT SELECT ON ${quoted(database)}.mine TO 'reader25'@'%'`);
    const { reader } = await opening(at);
    const read = await reader.readTables(named('secret', 'mine'), notCancelled);
    const [secret, mine] = named('secret', 'mine').map((name) => read.get(tableKey(name)));
    assert.equal(mine?.kind, 'read');
    const grant = /GRANT .*;/.exec(secret?.kind === 'failed' ? secret.reason : '')?.[0];
    assert.ok(grant !== undefined, JSON.stringify(secret));
    await query(getServer(), grant);
    const again = await reader.readTables(named('secret'), notCancelled);
    assert.equal(again.get(tableKey({ database, table: 'secret' }))?.kind, 'read');
  });

  it('rows and sizes, also when one of the tables can not be looked into', async () => {
    await run('CREATE TABLE full (id int); INSERT INTO full VALUES (1); CREATE TABLE bare (id int)');
    const { reader } = await opening();
    const facts = await reader.readFacts(named('full', 'nowhere', 'bare'), notCancelled);
    assert.deepEqual([...facts.keys()].sort(), named('bare', 'full', 'nowhere').map(tableKey));
    assert.equal(facts.get(tableKey({ database, table: 'full' }))?.hasRows, true);
    assert.equal(facts.get(tableKey({ database, table: 'bare' }))?.hasRows, false);
    assert.ok((facts.get(tableKey({ database, table: 'full' }))?.dataBytes ?? 0) > 0);
    assert.deepEqual(facts.get(tableKey({ database, table: 'nowhere' })), {
      hasRows: null,
      estimatedRows: null,
      dataBytes: null,
    });
  });

  it('P-14 names the triggers of each table', async () => {
    await run(
      'CREATE TABLE a (id int); CREATE TABLE b (id int); ' +
        'CREATE TRIGGER z BEFORE INSERT ON a FOR EACH ROW SET NEW.id = 1; ' +
        'CREATE TRIGGER y BEFORE UPDATE ON a FOR EACH ROW SET NEW.id = 1',
    );
    const { reader } = await opening();
    assert.deepEqual(await reader.readTriggers(database, notCancelled), new Map([['a', ['y', 'z']]]));
  });

  it('has the foreign keys from outside at hand, or says that it must open tables for them', async () => {
    await run(
      'CREATE TABLE p (id int PRIMARY KEY) ENGINE=InnoDB; ' +
        'CREATE TABLE c (id int PRIMARY KEY, CONSTRAINT of_c FOREIGN KEY (id) REFERENCES p (id)) ENGINE=InnoDB',
    );
    const { reader } = await opening();
    const keys = await reader.readIncomingKeys(database, [], notCancelled);
    const [parent, child] = named('p', 'c');
    assert.deepEqual(keys, [{ parent, child, constraint: 'of_c', columns: ['id'] }]);
    assert.deepEqual(await reader.glanceIncomingKeys?.(database, notCancelled), keys);
    await opened?.close();
    const at = await account('glancer');
    await query(getServer(), `GRANT SELECT ON ${quoted(database)}.* TO 'glancer'@'%'`);
    const { reader: narrow } = await opening(at);
    // Only MySQL 8 and later shows its dictionary to an account without PROCESS.
    const hasDictionary = engine === 'mysql-9';
    const glanced = await narrow.glanceIncomingKeys?.(database, notCancelled);
    assert.deepEqual(glanced, hasDictionary ? keys : null);
    assert.deepEqual(await narrow.readIncomingKeys(database, [], notCancelled), keys);
  });

  it('tells how far it is, up to all of them, and never backwards', async () => {
    const names = await manyTables(700);
    const { reader } = await opening();
    const seen: number[] = [];
    const read = await reader.readTables(names, notCancelled, (done, of) => {
      assert.equal(of, names.length);
      seen.push(done);
    });
    assert.equal(read.size, names.length);
    assert.equal(seen.at(-1), names.length);
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    assert.ok(seen.length >= 3);
  }).timeout(300_000);

  it('C-09 is cancelled in the middle of a slow answer, and can be used again', async () => {
    const names = await manyTables(300);
    const proxy = await proxied();
    const { reader } = await opening({ port: proxy.port });
    await reader.readTables(names.slice(0, 2), notCancelled);
    const signal = { aborted: false };
    proxy.blackHole();
    const reading = reader.readTables(names, signal);
    setImmediate(() => (signal.aborted = true));
    await refused(reading, 'cancelled');
    proxy.heal();
    assert.equal((await reader.readTables(names, notCancelled)).size, names.length);
  }).timeout(300_000);

  it('X-05 a cut while reading is an error, and the next reading has a new connection', async () => {
    const names = await manyTables(300);
    const proxy = await proxied();
    const { reader } = await opening({ port: proxy.port });
    proxy.resetAfter(5000);
    await refused(reader.readTables(names, notCancelled), 'connection');
    assert.equal((await reader.readTables(names, notCancelled)).size, names.length);
  }).timeout(300_000);

  it('reads tables that another session keeps locked', async () => {
    await run('CREATE TABLE a (id int); CREATE TABLE locked (id int); CREATE TABLE z (id int)');
    const holder = await openConnection(getServer(), { database });
    ends.push(() => holder.end());
    await holder.query('LOCK TABLES locked WRITE');
    const { reader } = await opening();
    const read = await reader.readTables(named('a', 'locked', 'z'), notCancelled);
    assert.deepEqual(
      [...read.values()].map((table) => table.kind),
      ['read', 'read', 'read'],
    );
  });
});
