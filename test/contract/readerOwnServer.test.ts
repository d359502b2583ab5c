import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'mocha';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import type { OpenDatabase } from '../../src/database/mysql/openDatabase.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { ReadTable } from '../../src/shadow/schemaReader.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';

const notCancelled = { aborted: false };

async function open(port: number): Promise<OpenDatabase> {
  return await openDatabase(parseConnectionUrl(`mysql://root@127.0.0.1:${String(port)}/`).target);
}

function textOf(table: ReadTable | undefined): string {
  if (table?.kind !== 'read') return assert.fail(JSON.stringify(table));
  return (table.definition as { readonly text: string }).text;
}

/** What changes or cuts the texts when it is in force (§1.7). */
const hostileModes: Readonly<Record<string, string>> = {
  'mariadb-10.11': 'ORACLE,ANSI_QUOTES,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,NO_KEY_OPTIONS,NO_BACKSLASH_ESCAPES',
  'mariadb-11.8': 'ORACLE,ANSI_QUOTES,NO_TABLE_OPTIONS,NO_BACKSLASH_ESCAPES',
  'mysql-5.6': 'ORACLE,ANSI_QUOTES,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,NO_KEY_OPTIONS,NO_BACKSLASH_ESCAPES',
  'mysql-9': 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH',
};

eachEngine('reader on a server of its own', (engine) => {
  let server: TestServer | undefined;
  let opened: OpenDatabase | undefined;
  before(async function () {
    this.timeout(300_000);
    server = await startServer(engine, { generalLog: true });
  });
  after(async () => server?.stop());
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  it('P-21 reads the same text whatever the server’s defaults are', async () => {
    const own = server!;
    await query(own, 'CREATE DATABASE modes');
    const create =
      "CREATE TABLE `a b` (`id` int NOT NULL AUTO_INCREMENT COMMENT 'it''s \\\\ back', `at` timestamp NOT NULL " +
      "DEFAULT '2024-01-02 03:04:05', PRIMARY KEY (`id`), KEY `k` (`at`) USING BTREE) ENGINE=InnoDB COMMENT='x'";
    await query(own, create, 'modes');
    const name = { database: 'modes', table: 'a b' };
    const read = async (): Promise<string> => {
      opened = await open(own.port);
      const text = textOf((await opened.reader.readTables([name], notCancelled)).get(tableKey(name)));
      await opened.close();
      return text;
    };
    const plain = await read();
    await query(own, `SET GLOBAL sql_mode = '${hostileModes[engine] ?? ''}'`);
    await query(
      own,
      "SET GLOBAL sql_quote_show_create = 0, GLOBAL time_zone = '+09:00', GLOBAL sql_select_limit = 1",
    );
    assert.equal(await read(), plain);
    assert.match(plain, /^CREATE TABLE `a b` \(\n {2}`id` int/);
    await query(
      own,
      "SET GLOBAL sql_mode = DEFAULT, GLOBAL sql_quote_show_create = 1, GLOBAL time_zone = 'SYSTEM'",
    );
    await query(own, 'SET GLOBAL sql_select_limit = DEFAULT');
  });

  describe('general log', () => {
    const chosen = Array.from({ length: 50 }, (_, i) => `t${String(i * 7).padStart(4, '0')}`);
    const names = chosen.map((table) => ({ database: 'many', table }));

    before(async function () {
      this.timeout(300_000);
      await query(server!, 'CREATE DATABASE many');
      for (let at = 0; at < 1000; at += 100) {
        const creates = Array.from(
          { length: 100 },
          (_, i) => `CREATE TABLE t${String(at + i).padStart(4, '0')} (id int)`,
        );
        await runScript(server!, creates.join(';'), 'many');
      }
    });

    it('shows only the chosen tables of a thousand, in one packet', async () => {
      const proxy = await startChaosProxy(server!);
      opened = await open(proxy.port);
      await opened.reader.readTables(names.slice(0, 1), notCancelled);
      const start = log().length;
      const arrivals = proxy.fromClient.arrivals;
      const read = await opened.reader.readTables(names, notCancelled);
      assert.equal(read.size, 50);
      assert.equal(proxy.fromClient.arrivals - arrivals, 1, 'round trips');
      const shown = [
        ...log()
          .slice(start)
          .matchAll(/SHOW CREATE TABLE `many`\.`(\w+)`/g),
      ].map((match) => match[1]);
      assert.deepEqual([...new Set(shown)].sort(), [...chosen].sort());
      await opened.close();
      await proxy.close();
    });

    it('shows round trips by the batch when all are read', async () => {
      const proxy = await startChaosProxy(server!);
      opened = await open(proxy.port);
      const all = (await opened.reader.listTables('many', notCancelled)).map((each) => each.name);
      await opened.reader.readTables(all, notCancelled);
      const arrivals = proxy.fromClient.arrivals;
      assert.equal((await opened.reader.readTables(all, notCancelled)).size, 1000);
      // Four packets of 250 names, 9 kB each: some arrive in two pieces.
      assert.ok(
        proxy.fromClient.arrivals - arrivals <= 12,
        `${proxy.fromClient.arrivals - arrivals} arrivals`,
      );
      await opened.close();
      await proxy.close();
    });

    it('shows nothing that writes, and nothing but our questions', async () => {
      const start = log().length;
      opened = await open(server!.port);
      await opened.reader.listTables('many', notCancelled);
      await opened.reader.readTables(names, notCancelled);
      await opened.reader.readFacts(names, notCancelled);
      await opened.reader.readTriggers('many', notCancelled);
      await opened.close();
      const lines = log().slice(start).split('\n');
      // The names here hold no semicolon, so this takes the packets apart.
      const statements = lines.flatMap((line) => (/ Query\t(.*)$/.exec(line)?.[1] ?? '').split(';'));
      const asked = statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
      assert.ok(asked.length > 50);
      for (const statement of asked) {
        assert.match(
          statement,
          /^(SHOW CREATE TABLE `|SHOW FULL TABLES FROM `|SHOW SESSION VARIABLES |SELECT |SET SESSION )/,
        );
      }
    });

    function log(): string {
      return readFileSync(server!.generalLogFile!, 'utf8');
    }
  });
});
