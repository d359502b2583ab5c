import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { followStore } from '../../../src/editor/panels/followStore.ts';
import type { StoreFollower } from '../../../src/editor/panels/followStore.ts';

describe('following a store', () => {
  let listeners: Set<() => void>;
  let sent: number;
  let warnings: string[];
  let close: () => void;
  let opening: Promise<void>;
  let problem: Error | null;
  let follower: StoreFollower;

  beforeEach(() => {
    [listeners, sent, warnings, opening, problem] = [new Set(), 0, [], Promise.resolve(), null];
    follower = followStore({
      panel: { onDidClose: (listener) => (close = listener) },
      store: async () => {
        await opening;
        return {
          onDidChange: (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        };
      },
      send: () => {
        sent += 1;
        return problem === null ? Promise.resolve() : Promise.reject(problem);
      },
      log: { warn: (message) => warnings.push(message) },
    });
  });
  afterEach(() => close());

  const change = (): void => {
    for (const listener of listeners) listener();
  };

  it('begins once, tells changes, and no more than anybody can look at', async () => {
    await Promise.all([follower.begin(), follower.begin()]);
    assert.equal(listeners.size, 1);
    assert.equal(sent, 0, 'nothing has changed yet');
    for (let i = 0; i < 10; i += 1) change();
    assert.equal(sent, 1);
    follower.tell();
    assert.equal(sent, 1, 'what comes within the pace is told together, later');
  });

  it('ends with the panel', async () => {
    await follower.begin();
    close();
    assert.equal(listeners.size, 0);
  });

  it('does not begin when the panel closed while the store was being opened', async () => {
    let open: () => void = () => undefined;
    opening = new Promise((resolve) => (open = resolve));
    const late = follower.begin();
    close();
    open();
    await late;
    assert.equal(listeners.size, 0);
  });

  it('what could not be read is logged, and the next change is told', async () => {
    await follower.begin();
    problem = new Error('the disk is full');
    change();
    await setTimeout(0);
    assert.deepEqual(warnings, ['the disk is full']);
  });
});
