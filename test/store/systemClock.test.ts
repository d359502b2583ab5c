import assert from 'node:assert/strict';
import { systemClock } from '../../src/store/systemClock.ts';

describe('systemClock', () => {
  it('S-14 sleeps longer than a timer can, and wakes at once when aborted', async () => {
    const abort = new AbortController();
    let isAwake = false;
    const sleeping = systemClock.sleep(30 * 24 * 60 * 60 * 1000, abort.signal).then(() => (isAwake = true));
    await systemClock.sleep(30);
    assert.equal(isAwake, false);
    abort.abort();
    await sleeping;
  });

  it('an aborted signal lets it not sleep at all', async () => {
    await systemClock.sleep(30 * 24 * 60 * 60 * 1000, AbortSignal.abort());
  });

  it('monotonic time goes on, and now is the wall clock', async () => {
    const before = systemClock.monotonic();
    await systemClock.sleep(2);
    assert.ok(systemClock.monotonic() > before);
    const [from, now, to] = [Date.now(), systemClock.now(), Date.now()];
    assert.ok(from <= now && now <= to);
  });
});
