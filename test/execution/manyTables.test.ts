/** many tables, in a process of its own, so that its memory is what is measured. */
import assert from 'node:assert/strict';
import type { OpenedServer } from '../../src/compose.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import { runScript } from '../support/servers/connect.ts';
import { freshDatabase } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { dropFolder, journalFolder, leftToDo, openLive } from './liveRun.ts';
import { spawnRun } from './spawnRun.ts';

/** 5,000 with the laws, which have the time; the way is the same. */
const tables = process.env['SHADOW_SYNC_LAW_RUNS'] === undefined ? 1000 : 5000;

describe(`execution: ${tables} tables`, () => {
  let server: TestServer;
  let opened: OpenedServer;
  let database: string;
  const folder = journalFolder();

  before(async function () {
    this.timeout(600_000);
    server = await startServer('mariadb-10.11');
    opened = await openLive(server);
    database = await freshDatabase(server);
    for (let from = 0; from < tables; from += 500) {
      const batch = Array.from(
        { length: 500 },
        (_, i) => `CREATE TABLE t${from + i} (id INT PRIMARY KEY, n VARCHAR(20), KEY by_n (n))`,
      );
      await runScript(server, batch.join(';'), database);
    }
  });
  after(async () => {
    dropFolder(folder);
    await opened.close();
    await server.stop();
  });

  it('X-24 abortable in the middle, then progress for every table to the end, memory under 300 MB', async function () {
    this.timeout(600_000);
    const work = { address: { host: server.host, port: server.port }, database, folder, parallel: 2 };
    // Through this process: it gets no further while this one is too busy to stop it.
    const proxy = await startChaosProxy(server);
    const aborted = spawnRun({ ...work, address: { host: proxy.host, port: proxy.port } });
    await aborted.says('table-done');
    aborted.kill('SIGINT');
    const first = await aborted.ended;
    await proxy.close();
    assert.equal(first.result?.outcome, 'aborted', first.errors);
    const made = first.result.counts.succeeded;
    assert.ok(made > 0 && made < tables);

    const second = await spawnRun(work).ended;
    assert.equal(second.result?.outcome, 'succeeded', second.errors);
    assert.equal(second.result.counts.succeeded, tables - made);
    const progress = second.said.flatMap(({ kind, value }) => (kind === 'table-done' ? [value] : []));
    assert.deepEqual(
      progress,
      Array.from({ length: tables - made }, (_, i) => i + 1),
    );
    assert.ok((second.memory ?? Infinity) < 300, `${second.memory} MB`);
    assert.deepEqual(await leftToDo(opened, database), []);
  });
});
