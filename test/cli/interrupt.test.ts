/** Ctrl-C while a statement runs on the server: the statement is stopped there, and the state is reported. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { removeFolder } from '../support/removeFolder.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

eachEngine('Ctrl-C', (_engine, getServer) => {
  it('stops the running statement on the server, leaves the rest alone and says so', async () => {
    const server = getServer();
    const database = await freshDatabase(server);
    const state = mkdtempSync(path.join(os.tmpdir(), 'shadow-sync-interrupt-'));
    await runScript(
      server,
      `create table a (id int primary key, v int); create table __test_a (id int primary key);
       create table b (id int primary key)`,
      database,
    );
    // Somebody reads the shadow and does not commit: the ALTER waits for the metadata lock.
    const reader = await openConnection(server, { database });
    await reader.query('begin');
    await reader.query('select * from __test_a');

    const words = ['sync', '--yes', '--json', '--url', server.url(database), '--prefix', '__test_'];
    const child = spawn(process.execPath, [cli, ...words], {
      env: { ...process.env, SHADOW_SYNC_STATE: state },
    });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    const closed = once(child, 'close');
    const marked = (): Promise<number> =>
      query(server, `select 1 from information_schema.processlist where info like '/* shsync%'`).then(
        (rows) => rows.length,
      );
    while ((await marked()) === 0) {
      assert.equal(child.exitCode, null, 'the command ended before its statement was seen on the server');
      await wait(20);
    }
    child.kill('SIGINT');
    const [code] = (await closed) as [number | null];

    assert.equal(code, 1);
    assert.equal(await marked(), 0, 'no statement of ours is left on the server');
    const document = JSON.parse(Buffer.concat(out).toString('utf8')) as {
      tables: { source: string; outcome: string; verified: boolean }[];
    };
    const outcomes = new Map(document.tables.map((table) => [table.source, table]));
    assert.notEqual(outcomes.get('a')?.outcome, 'succeeded');
    assert.equal(outcomes.get('b')?.outcome, 'skipped');
    await reader.query('rollback');
    await reader.end();
    assert.equal(
      (await query(server, 'show columns from __test_a', database)).length,
      1,
      'the shadow is as it was',
    );
    removeFolder(state);
    await dropDatabase(server, database);
  });
});
