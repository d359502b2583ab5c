/** Two writers without hard links, one of which takes the other for dead while it lives (claimRevision.ts). */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreFailPoint, StoreFailPointName } from '../../../src/store/generations/storeFailPoint.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { adding, openNotes, withoutLinks } from './notes.ts';

/** Something that happens, and whoever waits for it. */
class Happening {
  readonly happened: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor() {
    this.happened = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  happen(): void {
    this.#resolve();
  }
}

/** A place where a writer says that it came by, and waits. */
class Gate {
  readonly reached = new Happening();
  readonly open = new Happening();
}

function stoppingAt(gates: Partial<Readonly<Record<StoreFailPointName, Gate>>>): StoreFailPoint {
  return async (name) => {
    const gate = gates[name];
    if (gate === undefined) return;
    gate.reached.happen();
    await gate.open.happened;
  };
}

describe('claims of revisions', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shsync-claims-'));
  });
  afterEach(() => removeFolder(folder));

  it('PR6 a claim that gets its name after it was judged dead is seen once more: both changes are kept', async () => {
    const a = { 'store.claim-made': new Gate(), 'store.claim-held': new Gate() };
    const b = { 'store.claim-free': new Gate(), 'store.claim-held': new Gate() };
    const steppedBack = new Happening();
    const first = await openNotes(folder, { link: withoutLinks, failPoint: stoppingAt(a) });
    const second = await openNotes(folder, {
      link: withoutLinks,
      failPoint: stoppingAt(b),
      clock: {
        ...systemClock,
        // A claim without a name is old at once.
        now: () => Date.now() + 20_000,
        sleep: async (ms) => {
          steppedBack.happen();
          await systemClock.sleep(ms);
        },
      },
    });

    const changeA = first.mutate(adding('a'));
    await a['store.claim-made'].reached.happened;
    const changeB = second.mutate(adding('b'));
    await b['store.claim-free'].reached.happened;
    a['store.claim-made'].open.happen();
    await a['store.claim-held'].reached.happened;
    b['store.claim-free'].open.happen();
    await Promise.race([steppedBack.happened, b['store.claim-held'].reached.happened]);
    a['store.claim-held'].open.happen();
    await changeA;
    b['store.claim-held'].open.happen();
    await changeB;
    assert.deepEqual((await first.read()).data.entries, ['a', 'b']);
  });
});
