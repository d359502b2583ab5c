/** Tables that somebody else changes: before the run, under it, and behind it (X-14…X-17, R5, O-68). */
import assert from 'node:assert/strict';
import type { OpenedServer } from '../../src/compose.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { useLive } from '../support/liveStage.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { outcomes, planLive, prefix, runLive } from './liveRun.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { sentStatements } from './sentStatements.ts';
import { untilRunning } from './untilRunning.ts';

eachExecutionEngine('tables that move', (_engine, getServer) => {
  let server: TestServer;
  let opened: OpenedServer;
  let database: string;
  let folder: string;

  useLive(getServer, (stage) => {
    ({ server, opened, database, folder } = stage);
  });

  it('X-14 O-68 the source is altered after the plan was made: stale, no DDL', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    const plan = await planLive(opened, database);
    await query(server, 'ALTER TABLE a ADD n INT', database);
    const result = await runLive(opened, plan, folder);
    assert.equal(result.outcome, 'stale');
    assert.deepEqual(outcomes(result), ['a failed stale-plan']);
    assert.deepEqual(sentStatements(server, database), []);
  });

  it('X-14 rows that are inserted into the source in between make no plan stale', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY AUTO_INCREMENT)', database);
    const plan = await planLive(opened, database);
    await query(server, 'INSERT INTO a VALUES (), (), ()', database);
    assert.equal((await runLive(opened, plan, folder)).outcome, 'succeeded');
  });

  it('X-15 the shadow is altered by hand after the plan was made: stale, no DDL', async () => {
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const plan = await planLive(opened, database);
    await query(server, `ALTER TABLE ${prefix}a ADD by_hand INT`, database);
    const result = await runLive(opened, plan, folder);
    assert.equal(result.outcome, 'stale');
    assert.deepEqual(sentStatements(server, database), []);
  });

  it('X-15 two processes with the same plan: whoever comes second finds it done', async () => {
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const plan = await planLive(opened, database);
    assert.equal((await runLive(opened, plan, folder)).outcome, 'succeeded');
    const second = await runLive(opened, plan, folder);
    assert.equal(second.outcome, 'succeeded');
    assert.equal(second.tables[0]?.statements[0]?.recovered, true);
    assert.equal(sentStatements(server, database).length, 1);
  });

  it('X-16 the shadow is altered by somebody else after our statement was sent: drifted, an error, not sent again', async function () {
    this.timeout(300_000);
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const plan = await planLive(opened, database);
    const other = await openConnection(server, { database });
    const altering: Promise<unknown>[] = [];
    const result = await runLive(opened, plan, folder, {
      failPoint: async (name) => {
        // Behind the look at the table, and before the statement reaches it.
        if (name !== 'exec.after-intent' || altering.length > 0) return;
        await other.query(`LOCK TABLES ${prefix}a WRITE`);
        altering.push(
          untilRunning(server, database, /waiting/i).then(() =>
            other.query(`ALTER TABLE ${prefix}a ADD by_hand INT`),
          ),
        );
      },
      onEvent: ({ kind }) => {
        if (kind === 'retry') other.destroy();
      },
    });
    await Promise.all(altering);
    assert.deepEqual(outcomes(result), ['a failed drifted']);
    assert.equal(result.outcome, 'failed');
    assert.match(result.tables[0]?.reason ?? '', /somebody else changed .*__test_a/i);
    assert.equal(sentStatements(server, database).filter((sql) => sql.includes('ADD COLUMN `n`')).length, 1);
  });

  it('X-16 our statement is refused because somebody else has altered the shadow: drifted too', async () => {
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const result = await runLive(opened, await planLive(opened, database), folder, {
      failPoint: async (name) => {
        if (name === 'exec.after-intent') await query(server, `ALTER TABLE ${prefix}a ADD n TEXT`, database);
      },
    });
    assert.deepEqual(outcomes(result), ['a failed drifted']);
    assert.equal(result.tables[0]?.statements[0]?.error?.errno, 1060);
  });

  it('X-17 the source is altered while the run is under way: done, and said that it moved on', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    const result = await runLive(opened, await planLive(opened, database), folder, {
      failPoint: async (name) => {
        if (name === 'exec.after-intent') await query(server, 'ALTER TABLE a ADD later INT', database);
      },
    });
    assert.equal(result.outcome, 'succeeded');
    assert.equal(result.notices.length, 1);
    assert.match(result.notices[0] ?? '', /source .*a moved on/);
  });

  it('R5 a table that is changed behind our back between the statement and the look is drifted', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    const result = await runLive(opened, await planLive(opened, database), folder, {
      failPoint: async (name) => {
        if (name === 'exec.after-result')
          await query(server, `ALTER TABLE ${prefix}a ADD sneaked INT`, database);
      },
    });
    assert.deepEqual(outcomes(result), ['a failed drifted']);
    assert.equal(result.tables[0]?.verified, false);
  });
});
