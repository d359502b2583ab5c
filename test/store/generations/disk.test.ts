/** Real file systems that are full or read-only (reliability.md §12 F-03, F-12; F8). */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { StoreNotice } from '../../../src/store/generations/storeNotice.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { skip } from '../../support/skip.ts';
import { adding, openNotes, withoutLinks } from './notes.ts';

const isFull = (error: unknown): boolean =>
  ShadowSyncError.is(error, 'store') && error.symbol === 'ENOSPC' && error.remedy?.includes('space') === true;

describe('a store on a small disk', () => {
  let disk: string;
  let folder: string;
  let isMounted = false;

  beforeEach(function () {
    disk = mkdtempSync(join(tmpdir(), 'shsync-disk-'));
    folder = join(disk, 'notes');
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
      isMounted = true;
    } catch {
      skip(this, 'a small tmpfs can be mounted only by root');
    }
  });
  afterEach(() => {
    if (isMounted) execFileSync('umount', [disk]);
    isMounted = false;
    removeFolder(disk);
  });

  /** Fills the disk to the last byte. */
  const fill = (): void => {
    for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
      try {
        appendFileSync(join(disk, 'ballast'), '.'.repeat(size));
      } catch {
        // Full for this size: smaller ones fill what is left.
      }
    }
  };

  for (const hasLinks of [true, false]) {
    it(`F-03 no room${hasLinks ? '' : ', without links'}: ENOSPC and its remedy, the old state intact, and on once there is room`, async () => {
      const store = await openNotes(folder, hasLinks ? {} : { link: withoutLinks });
      await store.mutate(adding('old'));
      const before = readFileSync(join(folder, 'g.1.json'), 'utf8');
      fill();
      await assert.rejects(store.mutate(adding('x'.repeat(20_000))), isFull);
      await assert.rejects(store.mutate(adding('small')), isFull);
      assert.deepEqual(readdirSync(folder), ['g.1.json'], 'nothing half-written is left');
      assert.equal(readFileSync(join(folder, 'g.1.json'), 'utf8'), before);
      assert.deepEqual((await (await openNotes(folder)).read()).data.entries, ['old']);
      rmSync(join(disk, 'ballast'));
      assert.equal((await store.mutate(adding('new'))).revision, 2);
    });
  }

  it('F-03 a state that grows until the disk is full: every acknowledged change is there', async () => {
    const store = await openNotes(folder);
    let acknowledged = 0;
    await assert.rejects(async () => {
      for (;;) {
        await store.mutate(adding('x'.repeat(5000)));
        acknowledged += 1;
      }
    }, isFull);
    assert.ok(acknowledged > 5);
    assert.equal((await (await openNotes(folder)).read()).data.entries.length, acknowledged);
  });

  it('F-03 opens on a full disk where there is no store yet, and saves once there is room', async () => {
    fill();
    const store = await openNotes(folder);
    assert.ok(store.isSaved);
    assert.deepEqual((await store.read()).data.entries, []);
    await assert.rejects(store.mutate(adding('x'.repeat(5000))), isFull);
    rmSync(join(disk, 'ballast'));
    assert.equal((await store.mutate(adding('x'))).revision, 1);
  });

  const readOnly = (): void => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
  };

  it('F-12 a read-only disk: works without saving, one warning', async () => {
    await (await openNotes(folder)).mutate(adding('saved'));
    readOnly();
    const notices: StoreNotice[] = [];
    const store = await openNotes(folder, { onNotice: (notice) => notices.push(notice) });
    const heard: number[] = [];
    store.onDidChange(({ revision }) => heard.push(revision));
    assert.ok(!store.isSaved);
    assert.deepEqual(await store.mutate(adding('a')), { revision: 2, data: { entries: ['saved', 'a'] } });
    await store.mutate(adding('b'));
    assert.deepEqual((await store.read()).data.entries, ['saved', 'a', 'b']);
    assert.deepEqual(heard, [2, 3]);
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['not-saved'],
    );
    assert.match(notices[0]?.message ?? '', /EROFS/);
    assert.deepEqual((await (await openNotes(folder)).read()).data.entries, ['saved']);
    await store.close();
  });

  it('F-12 a read-only disk with a damaged store: no defaults in its place', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'g.1.json'), 'damaged');
    readOnly();
    const store = await openNotes(folder);
    await assert.rejects(store.read(), (error) => ShadowSyncError.is(error, 'store'));
    await assert.rejects(store.mutate(adding('x')), (error) => ShadowSyncError.is(error, 'store'));
  });

  it('F-12 a disk that gets read-only later: an error, the old state as it was', async () => {
    const store = await openNotes(folder);
    await store.mutate(adding('saved'));
    readOnly();
    await assert.rejects(
      store.mutate(adding('x')),
      (error) => ShadowSyncError.is(error, 'store') && error.symbol === 'EROFS' && error.remedy !== null,
    );
    assert.deepEqual((await store.read()).data.entries, ['saved']);
  });
});

describe('a store that has no folder', () => {
  it('F-12 a file stands in its place: works without saving, one warning', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'shsync-store-'));
    try {
      writeFileSync(join(parent, 'file'), 'precious');
      for (const folder of [join(parent, 'file'), join(parent, 'file', 'notes')]) {
        const notices: StoreNotice[] = [];
        const store = await openNotes(folder, { onNotice: (notice) => notices.push(notice) });
        await store.mutate(adding('a'));
        assert.deepEqual((await store.read()).data.entries, ['a']);
        assert.equal(notices.length, 1);
      }
      assert.equal(readFileSync(join(parent, 'file'), 'utf8'), 'precious');
    } finally {
      removeFolder(parent);
    }
  });
});
