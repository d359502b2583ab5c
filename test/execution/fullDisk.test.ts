/** A disk that fills up under a run's record: a real file system of one megabyte. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedServer } from '../../src/compose.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { query } from '../support/servers/connect.ts';
import { freshDatabase } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { skip } from '../support/skip.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { journalFolder, openLive, outcomes, planLive, recoverLive, runLive } from './liveRun.ts';
import { sentStatements } from './sentStatements.ts';

eachExecutionEngine('full disk', (_engine, getServer) => {
  let server: TestServer;
  let opened: OpenedServer;
  let database: string;

  beforeEach(async () => {
    server = getServer();
    opened = await openLive(server);
    database = await freshDatabase(server);
  });
  afterEach(() => opened.close());

  let disk = '';
  before(function () {
    const folder = join(journalFolder(), '..', 'disk');
    mkdirSync(folder);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      removeFolder(join(folder, '..'));
      skip(this, 'a small tmpfs can be mounted only by root');
    }
    disk = folder;
  });
  after(() => {
    if (disk === '') return;
    execFileSync('umount', [disk]);
    removeFolder(join(disk, '..'));
  });
  afterEach(() => rmSync(join(disk, 'ballast'), { force: true }));

  /** Fills the disk to the last byte, the page that the journal ends in as well (empty lines are no entries). */
  const fill = (runs: string): void => {
    append(join(disk, 'ballast'), '.');
    for (const name of readdirSync(runs)) append(join(runs, name), '\n');
  };
  const append = (path: string, filler: string): void => {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        appendFileSync(path, filler.repeat(size));
      } catch {
        // Full for this size: smaller ones fill what is left.
      }
    }
  };

  it('X-20 no room for the intent: no DDL is sent', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    const runs = join(disk, 'runs20');
    const result = await runLive(opened, await planLive(opened, database), runs, {
      failPoint: async (name) => {
        if (name === 'exec.before-intent') fill(runs);
        await Promise.resolve();
      },
    });
    assert.deepEqual(outcomes(result), ['a failed journal']);
    assert.match(result.error?.message ?? '', /ENOSPC/);
    assert.deepEqual(sentStatements(server, database), []);
  });

  it('X-21 no room for the result after the DDL: reported; the next start reconciles', async () => {
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    await query(server, 'CREATE TABLE b (id INT PRIMARY KEY)', database);
    const runs = join(disk, 'runs21');
    const result = await runLive(opened, await planLive(opened, database), runs, {
      failPoint: async (name) => {
        if (name === 'exec.after-send') fill(runs);
        await Promise.resolve();
      },
    });
    assert.deepEqual(outcomes(result), ['a succeeded', 'b skipped stopped']);
    assert.equal(result.error?.code, 'journal');
    assert.match(result.notices.join(), /could not be recorded/);
    rmSync(join(disk, 'ballast'));
    const [run] = await recoverLive(opened, runs);
    assert.ok(run?.kind === 'recovered', JSON.stringify(run));
    assert.deepEqual(
      run.statements.map(({ outcome }) => outcome),
      ['succeeded'],
    );
    assert.equal(sentStatements(server, database).length, 1);
  });
});
