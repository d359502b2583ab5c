import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { fileJournal } from '../../src/store/fileJournal.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { JournalEntry, JournalStore } from '../../src/task/ports.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { skip } from '../support/skip.ts';

const shadow = { database: 'shop', table: '__test_orders' };
const started: JournalEntry = {
  kind: 'started',
  at: 1,
  run: 'r1',
  planHash: 'h',
  serverIdentity: 's',
  tables: 1,
  statements: 1,
};
const finished: JournalEntry = { kind: 'finished', at: 9, outcome: 'succeeded' };

/** Files below `folder` that this process has open. */
function openBelow(folder: string): readonly string[] {
  const handles = readdirSync('/proc/self/fd').map((name) => `/proc/self/fd/${name}`);
  const paths = handles.map((handle) => (existsSync(handle) ? readlinkSync(handle) : ''));
  return paths.filter((path) => path.startsWith(realpathSync(folder)));
}

function intent(statement: number, sql = 'ALTER'): JournalEntry {
  return {
    kind: 'intent',
    at: 2,
    statement,
    shadow,
    connectionId: '7',
    attempt: 1,
    before: 'b',
    after: 'a',
    final: true,
    sql,
  };
}

const writer = fileURLToPath(new URL('journalWriter.ts', import.meta.url));

describe('fileJournal', () => {
  let folder: string;
  let store: JournalStore;
  /** Another process's view: it has none of our journals open. */
  const other = (): JournalStore => fileJournal(folder, { clock: systemClock });

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-journal-')), 'runs');
    store = fileJournal(folder, { clock: systemClock });
  });
  afterEach(() => removeFolder(join(folder, '..')));

  it('keeps entries in order, one line each', async () => {
    const journal = await store.create('r1');
    await Promise.all([
      journal.append(started),
      journal.append(intent(1)),
      journal.append(intent(2, 'a\nb')),
    ]);
    await journal.close();
    const [run] = await other().unfinished();
    assert.deepEqual(run, { run: 'r1', entries: [started, intent(1), intent(2, 'a\nb')], torn: false });
    assert.equal(readFileSync(join(folder, 'r1.ndjson'), 'utf8').trimEnd().split('\n').length, 4);
  });

  it('an empty or missing folder has no unfinished runs', async () => {
    assert.deepEqual(await store.unfinished(), []);
  });

  it('a finished run and one that this process still writes are not unfinished', async () => {
    const done = await store.create('done');
    await done.append(started);
    await done.append(finished);
    await done.close();
    const open = await store.create('open');
    await open.append(started);
    assert.deepEqual(await store.unfinished(), []);
    await open.close();
    assert.deepEqual(
      (await store.unfinished()).map(({ run }) => run),
      ['open'],
    );
  });

  it('F-11 a torn last line is skipped and said, and does not swallow what is appended later', async () => {
    const journal = await store.create('r1');
    await journal.append(started);
    await journal.append(intent(1));
    await journal.close();
    appendFileSync(join(folder, 'r1.ndjson'), '{"kind":"result","at":3,"stat');
    const [torn] = await other().unfinished();
    assert.deepEqual(torn, { run: 'r1', entries: [started, intent(1)], torn: true });
    const again = await other().reopen('r1');
    await again.append({ kind: 'reconciled', at: 4, statement: 1, outcome: 'succeeded', how: 'read' });
    await again.close();
    const [reopened] = await other().unfinished();
    assert.deepEqual(
      reopened!.entries.map(({ kind }) => kind),
      ['started', 'intent', 'reconciled'],
    );
  });

  it('a whole last line without its end counts as torn: it was not durable', async () => {
    const journal = await store.create('r1');
    await journal.append(started);
    await journal.close();
    appendFileSync(join(folder, 'r1.ndjson'), JSON.stringify(finished));
    const [run] = await other().unfinished();
    assert.deepEqual(run!.entries, [started]);
    assert.equal(run!.torn, true);
  });

  it('F-07 folder 0700 and files 0600, whatever umask and whatever was there', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such modes');
    mkdirSync(folder, { mode: 0o755 });
    const umask = process.umask(0);
    try {
      await (await store.create('r1')).close();
    } finally {
      process.umask(umask);
    }
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'r1.ndjson')).mode & 0o777, 0o600);
  });

  it('F-08 neither a file nor a planted link is written to', async () => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, '..', 'victim'), 'precious');
    symlinkSync(join(folder, '..', 'victim'), join(folder, 'r1.ndjson'));
    await assert.rejects(store.create('r1'), (error) => ShadowSyncError.is(error, 'journal'));
    await assert.rejects(store.reopen('r1'), (error) => ShadowSyncError.is(error, 'journal'));
    assert.equal(readFileSync(join(folder, '..', 'victim'), 'utf8'), 'precious');
  });

  it('the name of a run can not lead out of the folder', async () => {
    for (const run of ['../r', 'a/b', '', '.', 'a b', '-x']) {
      await assert.rejects(
        async () => store.create(run),
        (error) => ShadowSyncError.is(error, 'internal'),
      );
    }
  });

  it('F-03 X-20 a full disk is a journal error with a remedy, and the journal stays broken', async function () {
    const disk = join(folder, '..', 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      skip(this, 'a small tmpfs can be mounted only by root');
    }
    try {
      const small = fileJournal(join(disk, 'runs'), { clock: systemClock });
      const journal = await small.create('r1');
      await journal.append(started);
      const isFull = (error: unknown): boolean =>
        ShadowSyncError.is(error, 'journal') && error.symbol === 'ENOSPC' && error.remedy !== null;
      await assert.rejects(journal.append(intent(1, 'x'.repeat(200_000))), isFull);
      await assert.rejects(journal.append(intent(2)), isFull);
      await journal.close();
      const [run] = await fileJournal(join(disk, 'runs'), { clock: systemClock }).unfinished();
      assert.deepEqual(run!.entries, [started]);
      assert.throws(() => writeFileSync(join(disk, 'rest'), Buffer.alloc(64 * 1024)), /ENOSPC/);
      // What could not be begun is not left open: Node warns of that on standard error.
      await assert.rejects(small.create('r2'), isFull);
      await assert.rejects(small.reopen('r1'), isFull);
      assert.deepEqual(openBelow(disk), []);
      assert.deepEqual(
        readdirSync(join(disk, 'runs')),
        ['r1.ndjson'],
        'a run that never began left no record',
      );
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('F-12 a folder that can not be made is a journal error', async () => {
    writeFileSync(folder, 'a file stands there');
    const isRefused = (error: unknown): boolean =>
      ShadowSyncError.is(error, 'journal') && error.remedy !== null;
    await assert.rejects(store.create('r1'), isRefused);
    await assert.rejects(store.unfinished(), isRefused);
  });

  it('kill -9 of the writer: every acknowledged entry is there, and only then the run is unfinished for others', async function () {
    this.timeout(300_000);
    const child = spawn(process.execPath, [writer, folder, 'r1'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = 0;
    let rest = '';
    child.stdout.setEncoding('utf8');
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        acknowledged += lines.length;
        if (acknowledged > 200) resolve();
      });
    });
    assert.deepEqual(await store.unfinished(), [], 'its process lives');
    child.kill('SIGKILL');
    await once(child, 'close');
    const [run] = await store.unfinished();
    const statements = run!.entries.flatMap((entry) => (entry.kind === 'intent' ? [entry.statement] : []));
    assert.ok(statements.length >= acknowledged);
    assert.deepEqual(
      statements,
      Array.from(statements.keys(), (index) => index + 1),
    );
  });

  it('two processes that take the same run: one gets it, the other is told', async () => {
    await (await store.create('r1')).close();
    const answers = await Promise.allSettled([
      other().reopen('r1'),
      other().reopen('r1'),
      other().reopen('r1'),
    ]);
    const taken = answers.filter(({ status }) => status === 'fulfilled');
    assert.equal(taken.length, 1);
    for (const answer of answers) {
      if (answer.status === 'rejected') assert.ok(ShadowSyncError.is(answer.reason, 'lock'));
      else await answer.value.close();
    }
    // What the others wrote is no entry and does no harm.
    assert.deepEqual((await other().unfinished())[0], { run: 'r1', entries: [], torn: false });
  });

  it('F5 finished journals go beyond 500 or after 90 days; unfinished ones stay', async () => {
    const small = fileJournal(folder, { clock: systemClock, keepRuns: 3 });
    const old = new Date(Date.now() - 91 * 24 * 60 * 60 * 1000);
    for (let i = 0; i < 6; i += 1) {
      const journal = await store.create(`r${i}`);
      if (i !== 1) await journal.append(finished);
      await journal.close();
      const time = new Date(Date.now() - (100 - i) * 1000);
      utimesSync(join(folder, `r${i}.ndjson`), time, time);
    }
    utimesSync(join(folder, 'r5.ndjson'), old, old);
    await (await small.create('new')).close();
    assert.deepEqual(readdirSync(folder).sort(), [
      'new.ndjson',
      'r1.ndjson',
      'r2.ndjson',
      'r3.ndjson',
      'r4.ndjson',
    ]);
  });

  it('oldest first', async () => {
    for (const [index, run] of ['c', 'a', 'b'].entries()) {
      await (await store.create(run)).close();
      const time = new Date(Date.now() - (10 - index) * 1000);
      utimesSync(join(folder, `${run}.ndjson`), time, time);
    }
    assert.deepEqual(
      (await other().unfinished()).map(({ run }) => run),
      ['c', 'a', 'b'],
    );
  });

  it('a folder that can not be read is a journal error', async function () {
    if (process.getuid?.() === 0) skip(this, 'root reads everything');
    mkdirSync(folder);
    chmodSync(folder, 0o000);
    await assert.rejects(store.unfinished(), (error) => ShadowSyncError.is(error, 'journal'));
    chmodSync(folder, 0o700);
  });
});
