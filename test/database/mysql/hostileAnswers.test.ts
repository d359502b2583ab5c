import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { connectTo } from '../../support/rogue/connectTo.ts';
import { openDatabase } from '../../../src/database/mysql/openDatabase.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../../src/schema/tableName.ts';
import { refused, rogueBench, until } from '../../support/rogue/rogueBench.ts';

const unhurried = { timeoutMs: 60_000 };
const notCancelled = { aborted: false };

describe('a hostile or broken server that answers', () => {
  const { connected, opened, rogue, targetOf } = rogueBench();

  it('C-01 that asks for a file on SELECT 1 gets an error, not a byte, and a closed connection', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (sql !== 'SELECT 1') return false;
        session.askForFile('/etc/passwd');
        return true;
      },
    });
    const connection = await connected(server);
    const before = server.received().length;
    const question = 'SELECT 1'.length + 5;
    const error = await refused(connection.rows('SELECT 1', [], unhurried), 'protocol');
    assert.match(error.message, /file of this computer/);
    await until(() => server.open === 0);
    assert.equal(server.received().length - before, question, 'nothing but the question was sent');
    assert.notEqual(connection.lost, null);
    await refused(connection.rows('SELECT 2', [], unhurried), 'protocol');
  });

  it('C-01 that asks for a file in place of a definition gets nothing either', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.askForFile('/etc/passwd');
        return true;
      },
    });
    const database = await opened(server);
    await refused(database.reader.readTables([{ database: 'd', table: 't' }], notCancelled), 'protocol');
    assert.ok(!server.received().includes('root:'));
  });

  it('C-07 with a column called __proto__ changes nothing and stops nothing', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (sql !== 'SELECT 1') return false;
        session.rows(['__proto__', 'constructor'], [['a', 'b']]);
        return true;
      },
    });
    const connection = await connected(server);
    assert.deepEqual(await connection.rows('SELECT 1', [], unhurried), [['a', 'b']]);
    assert.equal(({} as Record<string, unknown>)['a'], undefined);
    assert.equal(connection.lost, null);
  });

  it('C-08 gets no object or array as a value: it is rejected before anything is sent', async () => {
    const server = await rogue();
    const connection = await connected(server);
    const before = server.received().length;
    for (const value of [{ id: 1 }, ['a'], null, true, undefined]) {
      await refused(connection.rows('SELECT ?', [value as never], unhurried), 'internal');
    }
    assert.equal(server.received().length, before);
  });

  it('C-09 that answers with any bytes at all throws nothing past us', async () => {
    // The driver complains about each broken length on the console.
    const { error: complain, trace } = console;
    console.error = console.trace = (): void => undefined;
    let answer: readonly Uint8Array[] = [];
    const server = await rogue({
      onQuery: (sql, session) => {
        if (sql !== 'SELECT 1') return false;
        for (const packet of answer) session.packet(Buffer.from(packet));
        return true;
      },
    });
    const column = fc.constant(
      Uint8Array.from([3, 100, 101, 102, 0, 0, 0, 1, 97, 1, 97, 12, 45, 0, 0, 0, 0, 1, 253, 0, 0, 0, 0, 0]),
    );
    const end = fc.constant(Uint8Array.from([0xfe, 0, 0, 2, 0]));
    const count = fc.constant(Uint8Array.from([1]));
    const any = fc.uint8Array({ minLength: 1, maxLength: 40 });
    const packets = fc.oneof(
      fc.array(any, { maxLength: 4 }),
      fc.tuple(count, column, end, any, end),
      fc.tuple(any, column, end),
    );
    const law = fc.assert(
      fc.asyncProperty(packets, async (bytes) => {
        answer = bytes;
        const connection = await connectTo(targetOf(server));
        try {
          await connection.rows('SELECT 1', [], { timeoutMs: 60 });
        } catch (error) {
          assert.ok(ShadowSyncError.is(error), String(error));
        } finally {
          connection.destroy(new ShadowSyncError('cancelled', 'over'));
        }
      }),
      { numRuns: 100 },
    );
    await law.finally(() => Object.assign(console, { error: complain, trace }));
  }).timeout(300_000);

  it('C-09 that never stops sending rows is cut off at the limit', async () => {
    const row = Buffer.alloc(1024 * 1024, 0x61);
    const server = await rogue({
      onQuery: (sql, session) => {
        if (sql !== 'SELECT 1') return false;
        session.packet(Buffer.from([1]));
        session.packet(Buffer.concat([Buffer.from([3]), Buffer.from('def'), Buffer.alloc(18)]));
        session.packet(Buffer.from([0xfe, 0, 0, 2, 0]));
        for (let i = 0; i < 40; i += 1) session.packet(Buffer.concat([Buffer.from([0xfd, 0, 0, 0x10]), row]));
        return true;
      },
    });
    const connection = await connected(server);
    const error = await refused(
      connection.rows('SELECT 1', [], { ...unhurried, maxBytes: 4 * 1024 * 1024 }),
      'limit',
    );
    assert.match(error.message, /4194304 bytes/);
  });

  it('C-09 that answers nothing is left after the time that was given', async () => {
    const server = await rogue({ onQuery: (sql) => sql === 'SELECT 1' });
    const connection = await connected(server);
    await refused(connection.rows('SELECT 1', [], { timeoutMs: 200 }), 'timeout');
    assert.notEqual(connection.lost, null);
  });

  it('C-09 that hangs is left at once when the reading is cancelled', async () => {
    const server = await rogue({ onQuery: (sql) => sql.startsWith('SHOW CREATE') });
    const database = await opened(server);
    const signal = { aborted: false };
    const reading = database.reader.readTables([{ database: 'd', table: 't' }], signal);
    await until(() => server.statements.some((sql) => sql.startsWith('SHOW CREATE')));
    signal.aborted = true;
    await refused(reading, 'cancelled');
  });

  it('P-21 that keeps a pinned variable stops the reading', async () => {
    for (const [name, value] of [
      ['sql_mode', 'ORACLE'],
      ['sql_quote_show_create', 'OFF'],
      ['character_set_results', 'latin1'],
      ['time_zone', '+09:00'],
    ] as const) {
      const server = await rogue({ variables: { [name]: value }, stubborn: [name] });
      const error = await refused(openDatabase(targetOf(server)), 'pin-refused');
      assert.ok(error.message.includes(name) && error.message.includes(value), error.message);
    }
  });

  it('P-21 that keeps a variable that is only wished for is used all the same', async () => {
    const server = await rogue({ variables: { show_old_temporals: 'ON' }, stubborn: ['show_old_temporals'] });
    await opened(server);
  });

  it('P-23 with a definition of 50 MB: that table fails, the others are read', async () => {
    const huge = Buffer.alloc(50 * 1024 * 1024, 0x61);
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        const asked = sql.split(';');
        asked.forEach((each, i) => {
          const name = /`(\w+)`$/.exec(each)?.[1] ?? '';
          const text = name === 'big' ? huge : `CREATE TABLE \`${name}\``;
          session.rows(['Table', 'Create Table'], [[name, text]], i < asked.length - 1);
        });
        return true;
      },
    });
    const database = await opened(server);
    const names = ['a', 'big', 'c', 'd'].map((table) => ({ database: 'd', table }));
    const read = await database.reader.readTables(names, notCancelled);
    assert.deepEqual(
      names.map((name) => read.get(tableKey(name))?.kind),
      ['read', 'failed', 'read', 'read'],
    );
  });

  it('P-23 with a definition of 12 MB: it is not even decoded', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(['Table', 'Create Table'], [['big', Buffer.alloc(12 * 1024 * 1024, 0x61)]]);
        return true;
      },
    });
    const database = await opened(server);
    const name = { database: 'd', table: 'big' };
    const table = (await database.reader.readTables([name], notCancelled)).get(tableKey(name));
    assert.match(table?.kind === 'failed' ? table.reason : '', /at most 10485760 are read/);
  });

  it('P-23 with 100,000 columns in the answer: that table fails, in bounded time', async () => {
    const columns = Array.from({ length: 100_000 }, (_, i) => `c${i}`);
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(columns, [columns]);
        return true;
      },
    });
    const database = await opened(server);
    const name = { database: 'd', table: 't' };
    const table = (await database.reader.readTables([name], notCancelled)).get(tableKey(name));
    assert.equal(table?.kind, 'failed');
  });

  it('P-23 that floods every answer is not asked on for ever', async () => {
    const flood = Buffer.alloc(60 * 1024 * 1024, 0x61);
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(['Table', 'Create Table'], [['t', flood]]);
        return true;
      },
    });
    const database = await opened(server);
    const names = Array.from({ length: 500 }, (_, i) => ({ database: 'd', table: `t${i}` }));
    await refused(database.reader.readTables(names, notCancelled), 'limit');
    assert.ok(server.accepted < 40, `${server.accepted} connections`);
  }).timeout(300_000);

  it('answers that were not asked for end the reading', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(['Table', 'Create Table'], [['t', 'x']], true);
        session.rows(['Table', 'Create Table'], [['u', 'y']]);
        return true;
      },
    });
    const database = await opened(server);
    await refused(database.reader.readTables([{ database: 'd', table: 't' }], notCancelled), 'protocol');
  });

  it('an answer that is missing ends the reading', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(['Table', 'Create Table'], []);
        return true;
      },
    });
    const database = await opened(server);
    await refused(database.reader.readTables([{ database: 'd', table: 't' }], notCancelled), 'protocol');
  });

  it('says which OceanBase it is, and refuses an Oracle tenant', async () => {
    const variables = {
      version: '5.7.25-OceanBase_CE-v4.3.5.1',
      version_comment: 'OceanBase_CE 4.3.5.1 (r101)',
    };
    const server = await rogue({
      variables,
      onQuery: (sql, session) => {
        if (!sql.includes('EFFECTIVE_TENANT_ID')) return false;
        session.rows(['id'], [['1002']]);
        return true;
      },
    });
    const { facts } = await opened(server);
    assert.equal(facts.dialect, 'oceanbase');
    assert.deepEqual(facts.version, [4, 3, 5, 1]);
    assert.match(facts.identity, /^oceanbase:[0-9a-f]{40}$/);
    const oracle = await rogue({ variables: { ...variables, ob_compatibility_mode: 'ORACLE' } });
    await refused(openDatabase(targetOf(oracle)), 'usage');
  });
});
