/** Rows are taken off the wire by ourselves: what they may look like, and what they must not do. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tableKey } from '../../../src/schema/tableName.ts';
import { refused, rogueBench } from '../../support/rogue/rogueBench.ts';
import type { RogueSession } from '../../support/rogue/rogueServer.ts';
import { columnDefinition, lengthCoded } from '../../support/rogue/rogueBytes.ts';

const unhurried = { timeoutMs: 60_000 };
const endOfFile = Buffer.from([0xfe, 0, 0, 2, 0]);

describe('rows off the wire', () => {
  const { connected, opened, rogue } = rogueBench();

  /** What a client reads when SELECT 1 is answered like that. */
  async function answered(answer: (session: RogueSession) => void) {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (sql !== 'SELECT 1') return false;
        answer(session);
        return true;
      },
    });
    return await connected(server);
  }

  it('are read as they are: NULL, nothing, every size of length, characters of every plane', async () => {
    const values = [null, '', 'a', 'ü', '😀', '\0', 'b'.repeat(250), 'c'.repeat(251), 'd'.repeat(70_000)];
    const names = values.map((_, i) => `c${i}`);
    const connection = await answered((session) => session.rows(names, [values, values.toReversed()]));
    assert.deepEqual(await connection.rows('SELECT 1', [], unhurried), [values, values.toReversed()]);
  });

  it('may have more columns than one byte counts, and then come others with fewer', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const connection = await answered((session) => {
      session.rows(names, [names], true);
      session.rows(['x'], [['1'], [null]], true);
      session.rows(['y', 'z'], []);
    });
    const seen: [number, number, string | null][] = [];
    await connection.send('SELECT 1', [], unhurried, (row, resultSet) => {
      seen.push([resultSet, row.columns, row.text(0)]);
      assert.equal(row.text(row.columns), null);
      assert.equal(row.byteLength(row.columns), null);
    });
    assert.deepEqual(seen, [
      [0, 300, 'c0'],
      [1, 1, '1'],
      [1, 1, null],
    ]);
    assert.deepEqual(await connection.rows('SELECT 1', [], unhurried), [names, ['1'], [null]]);
  });

  const broken: readonly (readonly [string, readonly number[]])[] = [
    ['a value that is longer than its packet', [5, 0x61]],
    ['a length without a value', [0xfc, 0xff, 0xff]],
    ['a length that is cut', [0xfd, 0x01]],
    ['a length of 2⁶⁴ − 1', [0xfe, 255, 255, 255, 255, 255, 255, 255, 255, 1, 1, 1, 1, 1]],
    ['nothing where a second value should be', [1, 0x61]],
  ];
  for (const [what, bytes] of broken) {
    it(`with ${what} end the trust in the connection`, async () => {
      const connection = await answered((session) => {
        session.packet(Buffer.from([2]));
        session.packet(columnDefinition('a'));
        session.packet(columnDefinition('b'));
        session.packet(endOfFile);
        session.packet(Buffer.from(bytes));
        session.packet(endOfFile);
      });
      await refused(connection.rows('SELECT 1', [], unhurried), 'protocol');
      assert.notEqual(connection.lost, null);
    });
  }

  it('are not taken for the columns that were announced', async () => {
    const connection = await answered((session) => {
      session.packet(Buffer.from([1]));
      session.packet(columnDefinition('a'));
      session.packet(columnDefinition('b'));
      session.packet(endOfFile);
      session.packet(lengthCoded('1'));
      session.packet(endOfFile);
    });
    await refused(connection.rows('SELECT 1', [], unhurried), 'protocol');
  });

  it('are none where the server only says that it is done, and the next answer is read all the same', async () => {
    const server = await rogue({
      onQuery: (sql, session) => {
        if (!sql.startsWith('SHOW CREATE')) return false;
        session.rows(
          ['Table', 'Create Table'],
          [['t', 'CREATE TABLE `t` (\n  `id` int NOT NULL\n) ENGINE=InnoDB']],
        );
        return true;
      },
    });
    const { reader } = await opened(server);
    const name = { database: 'd', table: 't' };
    const connection = await connected(server);
    assert.deepEqual(await connection.rows('DO 0', [], unhurried), []);
    const read = await reader.readTables([name], { aborted: false });
    assert.equal(read.get(tableKey(name))?.kind, 'read');
  });
});
