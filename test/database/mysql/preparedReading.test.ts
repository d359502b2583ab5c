/** The connections for reading are opened while the tables are still listed. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { refused, rogueBench, until } from '../../support/rogue/rogueBench.ts';
import type { RogueOptions } from '../../support/rogue/rogueServer.ts';

const notCancelled = { aborted: false };
const name = { database: 'd', table: 't' };
const text = 'CREATE TABLE `t` (\n  `id` int NOT NULL\n) ENGINE=InnoDB';

const showsTable: RogueOptions['onQuery'] = (sql, session) => {
  if (!sql.startsWith('SHOW CREATE')) return false;
  session.rows(['Table', 'Create Table'], [['t', text]]);
  return true;
};

describe('a prepared reading', () => {
  const { opened, rogue } = rogueBench();

  it('has its two connections before anything is read, and opens no other', async () => {
    const server = await rogue({
      onQuery: showsTable,
    });
    const { reader } = await opened(server);
    assert.equal(server.logins, 1);
    reader.prepareReading?.(notCancelled, null);
    reader.prepareReading?.(notCancelled, null);
    await until(() => server.logins === 3);
    await reader.readTables([name], notCancelled);
    reader.prepareReading?.(notCancelled, null);
    await reader.readTables([name], notCancelled);
    assert.equal(server.logins, 3);
  });

  it('of a few tables has one connection', async () => {
    const server = await rogue();
    const { reader } = await opened(server);
    reader.prepareReading?.(notCancelled, 250);
    await until(() => server.logins === 2);
    reader.prepareReading?.(notCancelled, 251);
    await until(() => server.logins === 3);
    reader.prepareReading?.(notCancelled, 0);
    reader.prepareReading?.(notCancelled, 1_000_000);
    await until(() => server.open === 3);
    assert.equal(server.logins, 3);
  });

  it('that nobody reads ends with the rest', async () => {
    const server = await rogue();
    const database = await opened(server);
    database.reader.prepareReading?.(notCancelled, null);
    await database.close();
    await until(() => server.open === 0);
  });

  it('that failed says so to who reads, and a later one is tried anew', async () => {
    let logins = 0;
    const server = await rogue({
      onLogin: (session) => {
        if (++logins === 2 || logins === 3) session.error(1040, '08004', 'Too many connections');
        else session.ok();
      },
      onQuery: showsTable,
    });
    const { reader } = await opened(server);
    reader.prepareReading?.(notCancelled, null);
    await until(() => logins === 3 && server.open === 1);
    reader.prepareReading?.(notCancelled, null);
    await refused(reader.readTables([name], notCancelled), 'connection');
    assert.equal(logins, 3);
    assert.equal((await reader.readTables([name], notCancelled)).size, 1);
  });

  it('that nobody used and that ended since is not lent to anybody', async () => {
    const ends: (() => void)[] = [];
    const server = await rogue({
      onLogin: (session) => {
        ends.push(() => session.socket.destroy());
        session.ok();
      },
      onQuery: showsTable,
    });
    const { reader } = await opened(server);
    reader.prepareReading?.(notCancelled, null);
    await until(() => server.logins === 3);
    await reader.readTables([name], notCancelled);
    for (const end of ends) end();
    await until(() => server.open === 0);
    assert.equal((await reader.readTables([name], notCancelled)).size, 1);
    assert.equal(server.logins, 4);
  });

  it('does not need the second connection for a few tables', async () => {
    let logins = 0;
    const server = await rogue({
      onLogin: (session) => {
        if (++logins === 3) session.error(1203, '42000', 'User already has more than max_user_connections');
        else session.ok();
      },
      onQuery: showsTable,
    });
    const { reader } = await opened(server);
    reader.prepareReading?.(notCancelled, null);
    await until(() => logins === 3);
    assert.equal((await reader.readTables([name], notCancelled)).size, 1);
  });
});
