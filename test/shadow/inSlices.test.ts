import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { atOnce, inSlices } from '../../src/shadow/inSlices.ts';

function* counting(to: number): Generator<undefined, number> {
  for (let i = 0; i < to; i++) yield;
  return to;
}

/** A clock on which each look takes this long. */
function clockOf(ms: number): () => number {
  let now = 0;
  return () => (now += ms);
}

describe('inSlices', () => {
  it('P-23 pauses again and again, never in the middle of a piece, and gives what the work gives', async () => {
    const pauses: number[] = [];
    let pieces = 0;
    const pause = (): Promise<void> => {
      pauses.push(pieces);
      return Promise.resolve();
    };
    const result = await inSlices(
      counting(100),
      { clock: clockOf(5), pause, signal: { aborted: false } },
      (done) => {
        pieces = done;
      },
    );
    assert.equal(result, 100);
    assert.ok(pauses.length >= 20, `${pauses.length} pauses`);
    assert.deepEqual(
      pauses,
      pauses.toSorted((a, b) => a - b),
    );
  });

  it('does quick work without a pause', async () => {
    const pause = (): Promise<void> => assert.fail('it paused');
    assert.equal(
      await inSlices(counting(100), { clock: clockOf(0), pause, signal: { aborted: false } }),
      100,
    );
  });

  it('stops when it is cancelled between slices', async () => {
    const signal = { aborted: false };
    const pause = (): Promise<void> => {
      signal.aborted = true;
      return Promise.resolve();
    };
    await assert.rejects(inSlices(counting(100), { clock: clockOf(50), pause, signal }), (error) =>
      ShadowSyncError.is(error, 'cancelled'),
    );
  });

  it('atOnce gives the same in one go', () => {
    assert.equal(atOnce(counting(100)), 100);
  });
});
