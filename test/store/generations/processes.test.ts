/** Real processes that are stopped and killed while they write (reliability.md §12 F-01, F-02, F-14; PR6). */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readNewest } from '../../../src/store/generations/readNewest.ts';
import { openGenerationStore } from '../../../src/store/generations/generationStore.ts';
import type { StoreFailPointName } from '../../../src/store/generations/storeFailPoint.ts';
import { storeFailPointNames } from '../../../src/store/generations/storeFailPoint.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { skip } from '../../support/skip.ts';
import { adding, notesSchema, notesSchema2, openNotes, withoutLinks } from './notes.ts';
import { spawnStore } from './spawnStore.ts';
import type { StoreChild } from './spawnStore.ts';

const later = { ...systemClock, now: () => Date.now() + 11 * 60_000 };

describe('a store that several processes write', function () {
  this.timeout(300_000);
  let folder: string;

  before(function () {
    if (process.platform === 'win32') skip(this, 'Windows stops no process by a signal');
  });
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-store-')), 'notes');
  });
  afterEach(() => removeFolder(join(folder, '..')));

  async function entries(): Promise<readonly string[]> {
    return (await (await openNotes(folder)).read()).data.entries;
  }

  /** Looks at the store from outside, as another window does, until `isOver`: always whole, never going back. */
  async function lookOn(isOver: () => boolean): Promise<number> {
    let last = 0;
    for (let looks = 0; ; looks += 1) {
      const newest = await readNewest(folder, systemClock);
      assert.notEqual(newest.kind, 'lost');
      if (newest.kind === 'found') {
        assert.deepEqual(newest.damaged, []);
        assert.ok(newest.generation.rev >= last, 'revisions never decrease');
        last = newest.generation.rev;
        notesSchema.parse(newest.generation.data);
      }
      if (isOver()) return looks;
      await wait(10);
    }
  }

  /**
   * After every 20 acknowledged changes stops one for a moment, and two times kills one of the doomed, until all have ended.
   * These do not end by themselves: whoever looks on may be slower than they are.
   */
  async function torment(children: readonly StoreChild[], doomed: readonly StoreChild[]): Promise<void> {
    const running = new Set(children);
    for (const child of children) void child.ended.then(() => running.delete(child));
    const acknowledged = (): number => children.reduce((sum, child) => sum + child.acknowledged().length, 0);
    for (let event = 1; running.size > 0;) {
      const victims = [...running];
      const victim = victims[Math.floor(Math.random() * victims.length)];
      const dying = doomed.find((child) => running.has(child));
      const isLate = victims.every((child) => doomed.includes(child));
      if (victim !== undefined && (isLate || acknowledged() >= event * 20)) {
        if (dying !== undefined && (isLate || event === 2 || event === 4)) {
          dying.signal('SIGKILL');
          await dying.ended;
        } else {
          victim.signal('SIGSTOP');
          await wait(Math.random() * 40);
          victim.signal('SIGCONT');
        }
        event += 1;
      }
      await wait(2);
    }
  }

  for (const { hasLinks, count } of [
    { hasLinks: true, count: 150 },
    { hasLinks: false, count: 40 },
  ]) {
    const how = hasLinks ? 'by links' : 'by claims, without links';
    it(`F-01 PR6 four processes × ${count} changes, stopped and killed, ${how}: every acknowledged one is there, once`, async () => {
      const begin = (name: string, most: number): StoreChild =>
        spawnStore({ folder, name, count: most, hasLinks });
      const doomed = ['c', 'd'].map((name) => begin(name, 1_000_000));
      const children = [...doomed, ...['a', 'b'].map((name) => begin(name, count))];
      let isOver = false;
      const looking = lookOn(() => isOver);
      await torment(children, doomed);
      isOver = true;
      const looks = await looking;
      const stored = await entries();
      const acknowledged = children.flatMap((child) => child.acknowledged());
      const failed = children.flatMap(({ lines }) => lines.filter((line) => line.startsWith('failed')));
      assert.deepEqual(failed, []);
      assert.equal(new Set(stored).size, stored.length, 'nothing twice');
      assert.deepEqual(
        acknowledged.filter((entry) => !stored.includes(entry)),
        [],
        `${acknowledged.length} acknowledged`,
      );
      assert.ok(acknowledged.length >= count * 2 && looks > 0);
      const ends = await Promise.all(children.map(({ ended }) => ended));
      assert.deepEqual(ends.map(String).sort(), ['0', '0', 'SIGKILL', 'SIGKILL']);
    });
  }

  const onlyClaims: readonly StoreFailPointName[] = [
    'store.claim-free',
    'store.claim-made',
    'store.claim-written',
    'store.claim-held',
  ];
  const whenNoLinks: readonly StoreFailPointName[] = [
    ...onlyClaims,
    'store.temp-synced',
    'store.published',
    'store.folder-synced',
  ];
  const deaths = storeFailPointNames.flatMap((name) => [
    ...(onlyClaims.includes(name) ? [] : [{ name, hasLinks: true }]),
    ...(whenNoLinks.includes(name) ? [{ name, hasLinks: false }] : []),
  ]);
  for (const { name, hasLinks } of deaths) {
    const how = hasLinks ? '' : ', without links';
    it(`F-02 kill -9 at ${name}${how}: the old or the new state, and the next write goes on`, async () => {
      const options = { folder, hasLinks, keepGenerations: 2 };
      const first = await openNotes(folder, hasLinks ? {} : { link: withoutLinks });
      for (const entry of ['1', '2', '3', '4']) await first.mutate(adding(entry));
      await first.close();
      const isMigrating = name === 'store.backed-up';
      // A file system without links is found out by a first attempt with one, which makes a temporary file as well.
      const hit = !hasLinks && name === 'store.temp-synced' ? 2 : 1;
      const child = spawnStore({
        ...options,
        name: 'new',
        count: 1,
        keepMs: name === 'store.pruning' ? 0 : 600_000,
        form: isMigrating ? 2 : 1,
        failPoint: `${name}:${hit}:kill`,
      });
      assert.equal(await child.ended, 'SIGKILL', child.lines.join('; '));
      assert.deepEqual(child.acknowledged(), []);

      const clock = name === 'store.claim-made' ? later : systemClock; // a nameless claim has to be old to be dead
      const link = hasLinks ? {} : { link: withoutLinks };
      const store = await openGenerationStore(folder, isMigrating ? notesSchema2 : notesSchema, {
        onNotice: () => assert.fail('nothing is damaged'),
        clock,
        ...link,
      });
      const old = isMigrating ? ["1'", "2'", "3'", "4'"] : ['1', '2', '3', '4'];
      const found = (await store.read()).data.entries;
      assert.ok([old.length, old.length + 1].includes(found.length));
      assert.deepEqual(found, [...old, 'new-1'].slice(0, found.length));
      const after = await store.mutate(adding('next'));
      assert.deepEqual(after.data.entries, [...found, 'next']);
      await store.close();

      await (await openNotes(folder, { clock: later })).close();
      const left = readdirSync(folder).filter((file) => !/^(g\.\d+|backup-.*)\.json$/.test(file));
      assert.deepEqual(left, [], 'leftovers are cleaned later');
    });
  }

  const stalls = [
    { name: 'store.after-read', keepMs: 0, outcome: 'ack' },
    { name: 'store.temp-synced', keepMs: 0, outcome: 'ack' },
    { name: 'store.temp-synced', keepMs: 600_000, outcome: 'ack' },
    { name: 'store.published', keepMs: 600_000, outcome: 'ack' },
    { name: 'store.published', keepMs: 0, outcome: 'failed UNKNOWN_OUTCOME' },
    { name: 'store.checked', keepMs: 0, outcome: 'ack' },
  ] as const;
  for (const { name, keepMs, outcome } of stalls) {
    const kept = keepMs === 0 ? 'pruned' : 'kept';
    it(`F-14 stalled at ${name}, others 50 revisions on, the old ones ${kept}: ${outcome}, nothing lost or back`, async function () {
      if (process.platform !== 'linux') skip(this, 'whether a process is stopped is read from /proc');
      const store = await openNotes(folder, { keepMs });
      await store.mutate(adding('first'));
      const child = spawnStore({ folder, name: 'stalled', count: 1, keepMs, failPoint: `${name}:1:stop` });
      try {
        while (!child.lines.includes('stopping')) await wait(5);
        await child.stopped();
        for (let i = 0; i < 50; i += 1) await store.mutate(adding(`other-${i}`));
      } finally {
        child.signal('SIGCONT');
      }
      assert.equal(await child.ended, 0);
      assert.ok(child.lines.at(-1)?.startsWith(outcome), child.lines.join('; '));
      const stored = await entries();
      assert.equal(stored.length, 52);
      assert.equal(new Set(stored).size, 52, 'each once');
      const { revision } = await store.mutate(adding('last'));
      assert.ok(revision >= 53);
      assert.equal((await store.read()).data.entries.at(-1), 'last');
      await store.close();
    });
  }
});
