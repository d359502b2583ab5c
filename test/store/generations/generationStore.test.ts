import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { encodeGeneration } from '../../../src/store/generations/generationFile.ts';
import { openGenerationStore } from '../../../src/store/generations/generationStore.ts';
import type { StoreNotice } from '../../../src/store/generations/storeNotice.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import type { Clock } from '../../../src/task/ports.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { skip } from '../../support/skip.ts';
import { adding, isStoreError, notesSchema2, openNotes, systemError, withoutLinks } from './notes.ts';

describe('generationStore', () => {
  let folder: string;
  let notices: StoreNotice[];
  const onNotice = (notice: StoreNotice): void => {
    notices.push(notice);
  };

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-store-')), 'notes');
    notices = [];
  });
  afterEach(() => removeFolder(join(folder, '..')));

  const generation = (rev: number): string => join(folder, `g.${rev}.json`);
  /** Every file with its bytes. */
  const bytes = (): ReadonlyMap<string, string> =>
    new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]));

  async function filled(count: number): Promise<void> {
    const store = await openNotes(folder);
    for (let i = 1; i <= count; i += 1) await store.mutate(adding(`${i}`));
    await store.close();
  }

  it('begins with the defaults and keeps every change', async () => {
    const store = await openNotes(folder);
    assert.deepEqual(await store.read(), { revision: 0, data: { entries: [] } });
    assert.deepEqual(readdirSync(folder), [], 'reading writes nothing');
    assert.deepEqual(await store.mutate(adding('a')), { revision: 1, data: { entries: ['a'] } });
    assert.deepEqual(await (await openNotes(folder)).read(), { revision: 1, data: { entries: ['a'] } });
    assert.ok(store.isSaved);
  });

  it('applies changes of one process one after the other', async () => {
    const store = await openNotes(folder);
    const names = Array.from({ length: 20 }, (_, index) => `${index}`);
    await Promise.all(names.map((name) => store.mutate(adding(name))));
    assert.deepEqual((await store.read()).data.entries, names);
  });

  it('what the change throws is passed on, and neither that nor an unchanged state writes anything', async () => {
    await filled(1);
    const before = bytes();
    const store = await openNotes(folder);
    const refusal = new ShadowSyncError('conflict', 'no');
    await assert.rejects(
      store.mutate(() => {
        throw refusal;
      }),
      refusal,
    );
    assert.equal((await store.mutate((notes) => notes)).revision, 1);
    await assert.rejects(store.mutate(() => ({ entries: [7 as unknown as string] })));
    assert.deepEqual(bytes(), before);
    assert.equal((await store.mutate(adding('goes on'))).revision, 2);
  });

  it('takes no changes once it is closed, and waits for those under way', async () => {
    const store = await openNotes(folder);
    const changing = store.mutate(adding('a'));
    await store.close();
    assert.deepEqual(readdirSync(folder), ['g.1.json']);
    await changing;
    await assert.rejects(store.mutate(adding('b')), (error) => ShadowSyncError.is(error, 'store'));
  });

  it('F2 keeps the newest five and all that are younger than ten minutes', async () => {
    await filled(12);
    assert.equal(readdirSync(folder).length, 12);
    const inNineMinutes = { ...systemClock, now: () => Date.now() + 9 * 60_000 };
    await (await openNotes(folder, { clock: inNineMinutes })).mutate(adding('x'));
    assert.equal(readdirSync(folder).length, 13);
    const inElevenMinutes = { ...systemClock, now: () => Date.now() + 11 * 60_000 };
    const lowest: string[] = [];
    const failPoint = (): Promise<void> => {
      lowest.push(String(Math.min(...readdirSync(folder).map((name) => Number(name.split('.')[1])))));
      return Promise.resolve();
    };
    await (await openNotes(folder, { clock: inElevenMinutes, failPoint })).close();
    // From the lowest up: that a generation is there says that all which came after it are (placeInChain).
    assert.deepEqual(lowest, ['1', '2', '3', '4', '5', '6', '7', '8']);
    assert.deepEqual(
      [...readdirSync(folder)].sort(),
      [9, 10, 11, 12, 13].map((rev) => `g.${rev}.json`).sort(),
    );
  });

  describe('F-06 a held file', () => {
    /** Sleeps in no time. */
    const fastClock = (): Clock => {
      let time = 0;
      return {
        now: () => Date.now(),
        monotonic: () => time,
        sleep: (ms) => {
          time += ms;
          return Promise.resolve();
        },
      };
    };
    const failing = (code: string, times: number, real: typeof link): typeof link => {
      let left = times;
      return (from, to) => (left-- > 0 ? Promise.reject(systemError(code)) : real(from, to));
    };

    for (const code of ['EPERM', 'EBUSY', 'EACCES']) {
      it(`${code} for a while: tried again`, async () => {
        const byLink = await openNotes(folder, { clock: fastClock(), link: failing(code, 5, link) });
        assert.equal((await byLink.mutate(adding('a'))).revision, 1);
        const byRename = await openNotes(folder, {
          clock: fastClock(),
          link: withoutLinks,
          rename: failing(code, 5, rename),
        });
        assert.equal((await byRename.mutate(adding('b'))).revision, 2);
      });

      it(`${code} for ever: an error after 2 s, the old state as it was, nothing left behind`, async () => {
        await filled(1);
        const before = bytes();
        const clock = fastClock();
        const never = failing(code, Infinity, link);
        const store = await openNotes(folder, { clock, link: never, rename: never });
        await assert.rejects(store.mutate(adding('x')), isStoreError(code));
        // EPERM from link may mean that there are no links: the other way is tried, with its own 2 s.
        assert.equal(Math.round(clock.monotonic()), code === 'EPERM' ? 4000 : 2000);
        assert.deepEqual(bytes(), before);
      });
    }

    it('no links on this file system: the same by claims, whatever the error says', async function () {
      if (process.platform === 'win32') skip(this, 'EPERM says something else on Windows');
      for (const code of ['EPERM', 'ENOTSUP', 'ENOSYS', 'EISDIR']) {
        const store = await openNotes(folder, { clock: fastClock(), link: failing(code, Infinity, link) });
        await store.mutate(adding(`${code} 1`));
        await store.mutate(adding(`${code} 2`));
      }
      assert.equal((await (await openNotes(folder)).read()).revision, 8);
      assert.equal(readdirSync(folder).length, 8, 'no claim and no temporary file is left');
    });
  });

  for (const umask of [0o000, 0o777]) {
    it(`F-07 folder 0700 and files 0600, with umask ${umask.toString(8)} and whatever was there`, async function () {
      if (process.platform === 'win32') skip(this, 'Windows has no such modes');
      await filled(2);
      chmodSync(folder, 0o755);
      chmodSync(generation(1), 0o644);
      const victim = join(folder, '..', 'victim');
      writeFileSync(victim, '', { mode: 0o644 });
      symlinkSync(victim, generation(9));
      const mask = process.umask(umask);
      try {
        const store = await openNotes(folder);
        await store.mutate(adding('x'));
      } finally {
        process.umask(mask);
      }
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      for (const rev of [1, 2, 10]) assert.equal(statSync(generation(rev)).mode & 0o777, 0o600);
      assert.equal(statSync(victim).mode & 0o777, 0o644, 'a link is not followed');
    });
  }

  it('F-08 a link planted at the temporary name is not written through', async () => {
    await filled(1);
    const victim = join(folder, '..', 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(folder, 't.planted.tmp'));
    const store = await openNotes(folder, { newUid: () => 'planted' });
    await assert.rejects(store.mutate(adding('x')), isStoreError('EEXIST'));
    assert.equal(readFileSync(victim, 'utf8'), 'precious');
    assert.deepEqual((await store.read()).data.entries, ['1']);
  });

  describe('F-09 another form', () => {
    const open2 = (): ReturnType<typeof openNotes> => openGenerationStore(folder, notesSchema2, { onNotice });
    const plant = (schema: number, data: unknown): void => {
      mkdirSync(folder, { mode: 0o700 });
      writeFileSync(generation(7), encodeGeneration({ schema, rev: 7, uid: 'u', prev: null, data }), {
        mode: 0o600,
      });
    };

    it('an older one is migrated, with a copy of the last generation before', async () => {
      await filled(2);
      const old = readFileSync(generation(2), 'utf8');
      const store = await open2();
      assert.deepEqual((await store.read()).data.entries, ["1'", "2'"]);
      assert.deepEqual([...bytes().keys()].sort(), ['g.1.json', 'g.2.json'], 'reading changes nothing');
      await store.mutate(adding('new'));
      await store.mutate(adding('newer'));
      assert.deepEqual((await (await open2()).read()).data.entries, ["1'", "2'", 'new', 'newer']);
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.startsWith('backup-')),
        ['backup-v1-g2.json'],
      );
      assert.equal(readFileSync(join(folder, 'backup-v1-g2.json'), 'utf8'), old);
      // The window that still runs the older program leaves it alone.
      const older = await openNotes(folder);
      await assert.rejects(older.mutate(adding('x')), isStoreError('NEWER_SCHEMA'));
    });

    const closed: readonly (readonly [string, number, unknown, string])[] = [
      ['a newer one (99)', 99, { entries: ['future'] }, 'NEWER_SCHEMA'],
      ['an impossible one (0)', 0, { entries: [] }, 'INVALID_CONTENT'],
      ['content that is not valid', 2, { entries: 'text' }, 'INVALID_CONTENT'],
      ['a migration that fails', 1, { items: [] }, 'INVALID_CONTENT'],
    ];
    for (const [what, schema, data, symbol] of closed) {
      it(`${what} is only read-only: a message, and nothing is written`, async () => {
        plant(schema, data);
        const before = bytes();
        const store = await open2();
        await assert.rejects(store.read(), isStoreError(symbol));
        await assert.rejects(store.mutate(adding('x')), isStoreError(symbol));
        assert.deepEqual(bytes(), before);
      });
    }

    it('a newer one with fields that are not known yet is whole, not damaged', async () => {
      await filled(1);
      plantNewer(generation(2));
      await assert.rejects((await openNotes(folder, { onNotice })).read(), isStoreError('NEWER_SCHEMA'));
      assert.deepEqual(notices, []);
    });
  });
});

/** What a later version may write: a header with more in it, under the same kind of sum. */
function plantNewer(path: string): void {
  const rest = '"writer":"later","schema":2,"rev":2,"uid":"u","prev":"p","data":{"more":true}}\n';
  const sum = createHash('sha256').update(rest).digest('hex');
  writeFileSync(path, `{"sum":"${sum}",${rest}`);
}
