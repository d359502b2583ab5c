/** Generations that were damaged after they were written (reliability.md §12 F-04, F-05; F2, F3). */
import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreNotice } from '../../../src/store/generations/storeNotice.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { adding, isStoreError, openNotes, withoutLinks } from './notes.ts';

describe('a damaged store', () => {
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

  describe('F-04 a damaged newest generation', () => {
    const damages: readonly (readonly [string, (path: string) => void])[] = [
      ['zero bytes', (path) => truncateSync(path, 0)],
      ['truncated in the sum', (path) => truncateSync(path, 20)],
      ['truncated in the header', (path) => truncateSync(path, 100)],
      ['without its last byte', (path) => truncateSync(path, statSync(path).size - 1)],
      ['a bit flipped in the content', (path) => flip(path, -6)],
      ['a bit flipped in the sum', (path) => flip(path, 12)],
      ['one byte more', (path) => writeFileSync(path, `${readFileSync(path, 'utf8')} `)],
      ['another revision under its name', (path) => writeFileSync(path, readFileSync(generation(2)))],
      [
        'a link to elsewhere',
        (path) => {
          rmSync(path);
          symlinkSync(generation(1), path);
        },
      ],
      [
        'a folder in its place',
        (path) => {
          rmSync(path);
          mkdirSync(path);
        },
      ],
    ];
    for (const [what, damage] of damages) {
      it(`(${what}): the one before is used, the user is told once, a copy stays`, async () => {
        await filled(3);
        damage(generation(3));
        const store = await openNotes(folder, { onNotice });
        assert.deepEqual((await store.read()).data.entries, ['1', '2']);
        await store.read();
        await (await openNotes(folder, { onNotice })).read();
        const told = notices.filter(({ kind }) => kind === 'damaged');
        const isFolder = statSync(generation(3)).isDirectory();
        // No copy of a folder is made, so a new process can't know that it was said.
        assert.equal(told.length, isFolder ? 2 : 1);
        assert.match(told[0]?.message ?? '', /revision 3 .* revision 2 are used/);
        const after = await store.mutate(adding('next'));
        assert.deepEqual(after, { revision: 4, data: { entries: ['1', '2', 'next'] } });
        assert.deepEqual((await (await openNotes(folder)).read()).data.entries, ['1', '2', 'next']);
        const copies = readdirSync(folder).filter((name) => /^corrupt-\d{8}T\d{6}-g3\.json$/.test(name));
        assert.equal(copies.length, isFolder ? 0 : 1);
      });
    }

    it('keeps the copy where there are no links too', async () => {
      await filled(2);
      truncateSync(generation(2), 9);
      await (await openNotes(folder, { onNotice, link: withoutLinks })).read();
      await (await openNotes(folder, { onNotice, link: withoutLinks })).read();
      assert.equal(notices.length, 1);
      assert.ok(readdirSync(folder).some((name) => name.startsWith('corrupt-')));
    });

    it('several in a row', async () => {
      await filled(5);
      for (const rev of [3, 4, 5]) truncateSync(generation(rev), 30);
      const store = await openNotes(folder, { onNotice });
      assert.deepEqual((await store.read()).data.entries, ['1', '2']);
      assert.equal(notices.length, 3);
      assert.equal((await store.mutate(adding('x'))).revision, 6);
    });
  });

  it('F-05 all generations damaged: nothing is read, nothing is written, no defaults', async () => {
    await filled(3);
    for (const rev of [1, 2, 3]) flip(generation(rev), -6);
    const before = bytes();
    const store = await openNotes(folder);
    await assert.rejects(store.read(), isStoreError('UNREADABLE'));
    await assert.rejects(store.mutate(adding('x')), isStoreError('UNREADABLE'));
    assert.deepEqual(bytes(), before);
    flip(generation(2), -6); // put back from a backup: the store is there again
    assert.deepEqual((await store.read()).data.entries, ['1', '2']);
  });

  it('F-05 only copies are left, or the folder vanishes in use: no defaults either', async () => {
    await filled(2);
    truncateSync(generation(2), 9);
    const store = await openNotes(folder);
    await store.read();
    for (const rev of [1, 2]) rmSync(generation(rev));
    await assert.rejects((await openNotes(folder)).mutate(adding('x')), isStoreError('UNREADABLE'));
    removeFolder(folder);
    await assert.rejects(store.mutate(adding('x')), isStoreError('UNREADABLE'));
  });
});

/** Turns one bit of the byte at `at` (from the end when negative). */
function flip(path: string, at: number): void {
  const content = readFileSync(path);
  const index = at < 0 ? content.length + at : at;
  content[index] = (content[index] ?? 0) ^ 1;
  writeFileSync(path, content);
}
