/** The log-in and the questions of an Oracle tenant, on a stand-in that speaks the MySQL protocol as OceanBase does. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ConnectionTarget } from '../../../src/connection/connectionTarget.ts';
import { openDatabase } from '../../../src/database/oceanbaseOracle/openDatabase.ts';
import type { OpenedDatabase } from '../../../src/database/openedDatabase.ts';
import { testConnection } from '../../../src/database/oceanbaseOracle/testConnection.ts';
import type { OracleTableRows } from '../../../src/schema/oracle/dictionary.ts';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../../src/schema/tableName.ts';
import { startRogueServer } from '../../support/rogue/rogueServer.ts';
import type { RogueOptions, RogueServer, RogueSession } from '../../support/rogue/rogueServer.ts';
import { sampleDictionary } from '../../support/oracle/sampleDictionary.ts';

/** Which the server asks its clients for (oceanbase, obmp_connect.cpp): bit 27. */
const capability = 0x08000000;

const never = { aborted: false };

describe('an Oracle tenant of OceanBase', () => {
  const servers: RogueServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function tenant(options: RogueOptions = {}): Promise<RogueServer> {
    const dictionary = sampleDictionary('12.1');
    const others: Readonly<Record<string, readonly (readonly (string | null)[])[]>> = {
      "SHOW VARIABLES LIKE 'ob_compatibility_mode'": [['ob_compatibility_mode', 'ORACLE']],
      "SHOW VARIABLES LIKE 'version_comment'": [
        ['version_comment', 'OceanBase 4.2.1.8 (r1) (Built Mar 2024)'],
      ],
      'SELECT PARAMETER, VALUE FROM SYS.NLS_DATABASE_PARAMETERS': [['NLS_CHARACTERSET', 'AL32UTF8']],
      'SELECT PARAMETER, VALUE FROM SYS.NLS_SESSION_PARAMETERS': [['NLS_COMP', 'BINARY']],
      'SELECT EFFECTIVE_TENANT_ID() FROM DUAL': [['1004']],
      "SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') FROM DUAL": [['HR']],
      "SELECT SYS_CONTEXT('USERENV', 'SESSIONID') FROM DUAL": [['42']],
      'SELECT PRIVILEGE FROM SYS.SESSION_PRIVS': [['CREATE TABLE']],
      'SELECT ID, STATE, INFO FROM SYS.GV$OB_PROCESSLIST': [],
    };
    const server = await startRogueServer({
      onQuery: (sql, session) => {
        if (/^(ALTER SESSION|\/\* shsync)/.test(sql)) {
          session.ok();
          return true;
        }
        answer(session, () => others[sql] ?? dictionary.answer(sql));
        return true;
      },
      ...options,
    });
    servers.push(server);
    return server;
  }

  function answer(session: RogueSession, rows: () => readonly (readonly (string | null)[])[]): void {
    try {
      const found = rows();
      const width = found[0]?.length ?? 1;
      session.rows(
        Array.from({ length: width }, (_, i) => `C${String(i)}`),
        found,
      );
    } catch (error) {
      // OceanBase has Oracle's numbers and texts in MySQL's packet.
      const [errno, message] = ShadowSyncError.is(error)
        ? [error.errno, error.message]
        : [942, `ORA-00942: ${String(error)}`];
      session.error(errno ?? 942, '42S02', message);
    }
  }

  function targetOf(server: RogueServer, change: Partial<ConnectionTarget> = {}): ConnectionTarget {
    return {
      dialect: 'oceanbase-oracle',
      host: server.host,
      port: server.port,
      user: 'hr@t1#c1',
      password: 'canary',
      database: 'HR',
      tls: { mode: 'off' },
      ssh: null,
      ...change,
    };
  }

  async function opened<T>(
    server: RogueServer,
    work: (database: OpenedDatabase<OracleServerFacts>) => Promise<T>,
  ): Promise<T> {
    const database = await openDatabase(targetOf(server));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  it('is logged in to with the capability it asks for, the whole account, no database and no client type', async () => {
    const server = await tenant();
    await opened(server, () => Promise.resolve());
    const login = server.received();
    assert.notEqual(login.readUInt32LE(4) & capability, 0);
    const text = login.toString('latin1');
    assert.ok(text.includes('hr@t1#c1\0'));
    assert.doesNotMatch(text, /__mysql_client_type/);
    // CLIENT_CONNECT_WITH_DB
    assert.equal(login.readUInt32LE(4) & 0x8, 0);
  });

  it('that does not see the capability says so, with what helps', async () => {
    const gate = 'Oracle tenant for current client driver is not supported';
    const server = await tenant({ onLogin: (session) => session.error(1235, '0A000', gate) });
    await assert.rejects(
      openDatabase(targetOf(server)),
      (error) =>
        ShadowSyncError.is(error, 'protocol') &&
        error.errno === 1235 &&
        error.remedy?.includes('proxy') === true,
    );
  });

  it('has facts, and an identity that is the same for every connection', async () => {
    const server = await tenant();
    await opened(server, async ({ facts, ddlServer }) => {
      assert.deepEqual([facts.dialect, facts.version, facts.maxNameBytes], ['oceanbase-oracle', [4, 2], 128]);
      assert.equal(await ddlServer.identity(), facts.identity);
    });
  });

  it('is read with the same questions as Oracle, values as literals with doubled quotes', async () => {
    const server = await tenant();
    await opened(server, async (database) => {
      const { reader } = database;
      const name = { database: 'HR', table: 'EMPLOYEES' };
      const read = (await reader.readTables([name], never)).get(tableKey(name));
      assert.equal(read?.kind, 'read');
      assert.equal((read as { definition: OracleTableRows }).definition.columns.length, 9);
      assert.deepEqual(await database.listDatabases(never), ['EMPTY', 'HR', 'SH']);
      await reader.readTables([{ database: 'HR', table: "x' OR '1'='1\\" }], never);
      assert.ok(server.statements.some((sql) => sql.includes("'x'' OR ''1''=''1\\'")));
      assert.ok(server.statements.every((sql) => !sql.includes("\\'1")));
    });
  });

  it('in MySQL mode is refused with the type to choose, and so is what is no OceanBase', async () => {
    for (const [rows, said] of [
      [[['ob_compatibility_mode', 'MYSQL']], /tenant in MySQL mode/],
      [[], /no OceanBase server/],
    ] as const) {
      const server = await tenant({
        onQuery: (_, session) => {
          session.rows(['a', 'b'], rows);
          return true;
        },
      });
      await assert.rejects(
        openDatabase(targetOf(server)),
        (error) => ShadowSyncError.is(error, 'usage') && said.test(error.message) && error.remedy !== null,
      );
    }
  });

  it('takes statements with their marker, and has no lock', async () => {
    const server = await tenant();
    await opened(server, async ({ ddlServer }) => {
      const session = await ddlServer.openSession();
      assert.equal(session.connectionId, '42');
      assert.equal((await session.lock({ database: 'HR', table: 'T' })).kind, 'unavailable');
      const marker = { run: 'r', statement: 1, fence: 1 };
      await session.execute('ALTER TABLE "HR"."T" ADD ("A" NUMBER)', marker, {
        timeoutMs: 10_000,
        signal: new AbortController().signal,
      });
      assert.ok(
        server.statements.includes('/* shsync run=r stmt=1 fence=1 */ ALTER TABLE "HR"."T" ADD ("A" NUMBER)'),
      );
      assert.ok(server.statements.includes('ALTER SESSION SET CURRENT_SCHEMA = "HR"'));
      assert.deepEqual(await ddlServer.findRunning('r'), []);
      assert.equal(await ddlServer.kill('42', marker), 'gone');
    });
  });

  it('is tested stage by stage', async () => {
    const server = await tenant();
    const result = await testConnection(targetOf(server));
    assert.deepEqual(
      result.stages.map(({ stage, state }) => [stage, state]),
      [
        ['dns', 'ok'],
        ['tcp', 'ok'],
        ['authentication', 'ok'],
        ['privileges', 'ok'],
      ],
    );
    const other = await testConnection(targetOf(server, { database: 'SH' }));
    const privileges = other.stages.at(-1);
    assert.equal(privileges?.state, 'warning');
    assert.match(privileges.copyText ?? '', /GRANT CREATE ANY TABLE, ALTER ANY TABLE, .* TO "HR";/);
  });
});
