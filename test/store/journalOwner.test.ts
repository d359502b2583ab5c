/** Whose run it is, and when another process may take it over (S12). */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { fileJournal } from '../../src/store/fileJournal.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { JournalEntry, JournalStore } from '../../src/task/ports.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { skip } from '../support/skip.ts';

const started: JournalEntry = {
  kind: 'started',
  at: 1,
  run: 'r1',
  planHash: 'h',
  serverIdentity: 's',
  tables: 1,
  statements: 1,
};

interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly started: string | null;
  readonly space: string | null;
}

/** As the store writes it: boot id and start tick (proc(5)). */
function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
}

describe('fileJournal: the owner of a run that broke off', () => {
  let folder: string;
  let store: JournalStore;
  /** Another process's view: it has none of our journals open. */
  const other = (): JournalStore => fileJournal(folder, { clock: systemClock });

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-journal-')), 'runs');
    store = fileJournal(folder, { clock: systemClock });
  });
  afterEach(() => removeFolder(join(folder, '..')));

  /** Lets the journal of `r1` belong to another process, as that one would have written it. */
  const ownedBy = async (change: (own: Owner) => Partial<Owner>, silentHours = 0): Promise<void> => {
    const journal = await store.create('r1');
    await journal.append(started);
    await journal.close();
    const path = join(folder, 'r1.ndjson');
    const [first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
    const claim = JSON.parse(first) as { owner: Owner };
    const owner = { ...claim.owner, ...change(claim.owner) };
    writeFileSync(path, [JSON.stringify({ ...claim, owner }), ...rest].join('\n'));
    const time = new Date(Date.now() - silentHours * 60 * 60 * 1000);
    utimesSync(path, time, time);
  };
  const assertHeld = async (said: RegExp): Promise<void> => {
    assert.deepEqual(await other().unfinished(), []);
    await assert.rejects(
      other().reopen('r1'),
      (error) => ShadowSyncError.is(error, 'lock') && said.test(error.message) && (error.remedy ?? '') !== '',
    );
    assert.equal(readFileSync(join(folder, 'r1.ndjson'), 'utf8').match(/claim/g)?.length, 1, 'untouched');
  };
  const assertFree = async (): Promise<void> => {
    assert.deepEqual(
      (await other().unfinished()).map(({ run }) => run),
      ['r1'],
    );
    await (await other().reopen('r1')).close();
  };
  const parent = process.ppid;

  it('lives: it is told who has it, and nothing is written', async () => {
    await ownedBy(() => ({ pid: parent, started: startOf(parent) }));
    await assertHeld(new RegExp(`process ${parent} on .*still at work`));
  });

  it('is gone when its number belongs to a process that started later', async function () {
    if (process.platform !== 'linux') skip(this, 'start times come from /proc');
    await ownedBy(({ started: own }) => ({ pid: parent, started: `${own?.split('/')[0] ?? ''}/1` }));
    await assertFree();
  });

  it('is gone when its number is this process’ own, of an earlier life', async function () {
    if (process.platform !== 'linux') skip(this, 'start times come from /proc');
    await ownedBy(({ started: own }) => ({ started: `${own?.split('/')[0] ?? ''}/1` }));
    await assertFree();
  });

  it('is gone when the system was started anew since', async function () {
    if (process.platform !== 'linux') skip(this, 'the boot id comes from /proc');
    await ownedBy(() => ({ pid: parent, started: 'another-boot/1', space: 'pid:[1]' }));
    await assertFree();
  });

  it('in another container is not judged by a number that means another process here', async function () {
    if (process.platform !== 'linux') skip(this, 'pid namespaces are Linux’s');
    await ownedBy(() => ({ space: 'pid:[1]' }), 47);
    await assertHeld(/process \d+ on .* can't be seen from here.* 47 h/);
  });

  it('on another computer is left alone for two days, and named', async () => {
    await ownedBy(() => ({ host: 'build-7', pid: 12 }), 47);
    await assertHeld(/process 12 on build-7/);
  });

  it('on another computer, silent for longer: taken over', async () => {
    await ownedBy(() => ({ host: 'build-7', pid: 12 }), 49);
    await assertFree();
  });
});
