/** What one window changes, another shows (reliability.md §12 F-13; F7). */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { GenerationStore } from '../../../src/store/generations/generationStore.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { adding, openNotes } from './notes.ts';
import type { Notes } from './notes.ts';
import { spawnStore } from './spawnStore.ts';

describe('a store with several windows', () => {
  let folder: string;
  const opened: GenerationStore<Notes>[] = [];

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-store-')), 'notes');
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    removeFolder(join(folder, '..'));
  });

  async function open(options: Parameters<typeof openNotes>[1] = {}): Promise<GenerationStore<Notes>> {
    const store = await openNotes(folder, options);
    opened.push(store);
    return store;
  }

  /**
   * The entries that a listener heard of last, once there are so many, or after so many looks: 200 of them are a second, and
   * more on a computer that is too busy to look as often, or whose disk is.
   */
  async function heard(
    states: readonly Notes[],
    count: number,
    mostLooks = 6000,
  ): Promise<readonly string[]> {
    for (let i = 0; i < mostLooks && (states.at(-1)?.entries.length ?? 0) < count; i += 1) {
      await readdir(folder).catch(() => []);
      await wait(5);
    }
    return states.at(-1)?.entries ?? [];
  }

  for (const { how, options } of [
    { how: 'told by the system', options: { pollMs: 600_000 } },
    { how: 'only by looking, as often as in the product', options: { listens: false } },
  ]) {
    it(`F-13 window B shows in less than 6 s what window A changes: ${how}`, async function () {
      this.timeout(300_000);
      const b = await open(options);
      await b.mutate(adding('own'));
      const states: Notes[] = [];
      b.onDidChange(({ data }) => states.push(data));
      const a = spawnStore({ folder, name: 'a', count: 3 });
      await a.ended;
      const seen = await heard(states, 4, 1200);
      assert.deepEqual(seen, ['own', 'a-1', 'a-2', 'a-3']);
    });
  }

  it('hears of its own changes too, each once and in order, and of nothing after the end', async () => {
    const store = await open({ pollMs: 5 });
    const revisions: number[] = [];
    const end = store.onDidChange(({ revision }) => revisions.push(revision));
    await store.mutate(adding('a'));
    await store.mutate(adding('b'));
    await store.mutate((notes) => notes);
    end();
    await store.mutate(adding('c'));
    assert.deepEqual(revisions, [1, 2]);
  });

  it('a listener that comes late hears of what was changed since the last reading', async () => {
    const a = await open();
    const b = await open({ pollMs: 5, listens: false });
    await a.mutate(adding('a'));
    await b.read();
    await a.mutate(adding('b'));
    const states: Notes[] = [];
    b.onDidChange(({ data }) => states.push(data));
    assert.deepEqual(await heard(states, 2), ['a', 'b']);
    assert.equal(states.length, 1);
  });

  it('watches a folder that is made only later, and survives its end', async () => {
    const b = await open({ pollMs: 5 });
    const states: Notes[] = [];
    b.onDidChange(({ data }) => states.push(data));
    removeFolder(folder);
    await wait(20);
    const a = await open();
    await a.mutate(adding('a'));
    assert.deepEqual(await heard(states, 1), ['a']);
    removeFolder(folder);
    await wait(20);
    assert.equal(states.length, 1);
  });
});
