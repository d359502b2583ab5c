/** Law (PR6): whatever the order in which writers take their steps, no acknowledged change is lost and none is there twice. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Generation } from '../../../src/store/generations/generationFile.ts';
import { listFolder } from '../../../src/store/generations/generationFolder.ts';
import type { StoreOptions } from '../../../src/store/generations/generationStore.ts';
import { readGeneration } from '../../../src/store/generations/readNewest.ts';
import type { StoreFailPoint, StoreFailPointName } from '../../../src/store/generations/storeFailPoint.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { adding, isStoreError, openNotes, withoutLinks } from './notes.ts';
import { TakingTurns } from './takingTurns.ts';

const names = ['a', 'b', 'c'];

/** Where a writer can be overtaken by others with an effect. */
const steps: ReadonlySet<StoreFailPointName> = new Set([
  'store.after-read',
  'store.claim-free',
  'store.claim-made',
  'store.temp-synced',
  'store.claim-held',
  'store.published',
  'store.checked',
  'store.pruning',
]);

/** In memory where there is such a folder: what is proven here is not about disks. */
const room = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Three writers with two changes each, whose steps are taken in the order that `choices` give. */
async function interleave(choices: readonly number[], options: Partial<StoreOptions>): Promise<void> {
  const folder = mkdtempSync(join(room, 'shsync-law-'));
  const turns = new TakingTurns(names, choices);
  const acknowledged: string[] = [];
  const failed: string[] = [];
  const writer = async (name: string): Promise<void> => {
    const step = (): Promise<void> => turns.step(name);
    // Waiting for the others is a step as well.
    const clock = { ...(options.clock ?? systemClock), sleep: step };
    await step();
    const failPoint: StoreFailPoint = (point) => (steps.has(point) ? step() : Promise.resolve());
    const store = await openNotes(folder, { ...options, clock, failPoint });
    for (const entry of [`${name}1`, `${name}2`]) {
      try {
        await store.mutate(adding(entry));
        acknowledged.push(entry);
      } catch (error) {
        assert.ok(isStoreError('UNKNOWN_OUTCOME')(error), String(error));
        failed.push(entry);
      }
    }
  };
  try {
    await Promise.all(names.map((name) => writer(name).finally(() => turns.end(name))));
    const stored = (await (await openNotes(folder)).read()).data.entries;
    assert.equal(new Set(stored).size, stored.length, `nothing twice: ${stored.join()}`);
    const lost = acknowledged.filter((entry) => !stored.includes(entry));
    assert.deepEqual(lost, [], `stored: ${stored.join()}; unknown: ${failed.join()}`);
    const strange = stored.filter((entry) => !acknowledged.includes(entry) && !failed.includes(entry));
    assert.deepEqual(strange, []);
    await checkChain(folder);
    if (options.keepMs !== 0) assert.deepEqual(failed, [], 'what is kept for long is never unknown');
  } finally {
    removeFolder(folder);
  }
}

/** Every generation that is there was made from the one below it: nothing stays that nobody built on. */
async function checkChain(folder: string): Promise<void> {
  const { revisions } = await listFolder(folder);
  let above: Generation | null = null;
  for (const rev of revisions) {
    const generation = await readGeneration(folder, rev, systemClock);
    assert.ok(typeof generation === 'object');
    if (above !== null) assert.equal(above.prev, generation.uid, `${above.rev} on ${rev}`);
    above = generation;
  }
}

/** Runs of one writer are what makes others fall far behind. */
const orders = fc
  .array(fc.tuple(fc.nat({ max: names.length - 1 }), fc.integer({ min: 1, max: 12 })), { maxLength: 30 })
  .map((runs) => runs.flatMap(([choice, length]) => Array.from({ length }, () => choice)));

describe('interleavings of a store’s writers', function () {
  this.timeout(300_000);

  const prunedAtOnce = { keepMs: 0, keepGenerations: 1 };
  // Every claim that does not bear its owner's name yet is taken for a dead process's.
  const hasty = { ...systemClock, now: () => Date.now() + 20_000 };
  for (const { how, options } of [
    { how: 'by links', options: {} },
    { how: 'by links, pruned at once', options: prunedAtOnce },
    { how: 'by claims, without links', options: { link: withoutLinks } },
    { how: 'by claims, pruned at once', options: { link: withoutLinks, ...prunedAtOnce } },
    { how: 'by claims that are taken for dead', options: { link: withoutLinks, clock: hasty } },
  ]) {
    it(`law: keep every acknowledged change, ${how}`, async () => {
      await fc.assert(
        fc.asyncProperty(orders, (choices) => interleave(choices, options)),
        { numRuns: 200 },
      );
    });
  }
});
