import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { LazyValue } from '../../../src/editor/connections/lazyValue.ts';

/** A fetch whose ends are in the test's hands. */
function heldFetch(): {
  readonly fetch: (signal: AbortSignal) => Promise<string>;
  readonly calls: { readonly resolve: (value: string) => void; readonly signal: AbortSignal }[];
} {
  const calls: { resolve: (value: string) => void; signal: AbortSignal }[] = [];
  return {
    calls,
    fetch: (signal) =>
      new Promise((resolve, reject) => {
        calls.push({ resolve, signal });
        signal.addEventListener('abort', () => reject(new ShadowSyncError('cancelled', 'stopped')));
      }),
  };
}

describe('a value that is fetched when it is wanted', () => {
  it('is fetched once, however many want it', async () => {
    const held = heldFetch();
    const value = new LazyValue(held.fetch, () => undefined);
    const both = Promise.all([value.load(), value.load()]);
    assert.equal(value.state.kind, 'loading');
    held.calls[0]?.resolve('x');
    assert.deepEqual(await both, [
      { kind: 'loaded', value: 'x' },
      { kind: 'loaded', value: 'x' },
    ]);
    await value.load();
    assert.equal(held.calls.length, 1);
  });

  it('says when it begins and when it ends', async () => {
    const held = heldFetch();
    const states: string[] = [];
    const value = new LazyValue<string>(held.fetch, () => states.push(value.state.kind));
    const loading = value.load();
    await Promise.resolve();
    held.calls[0]?.resolve('x');
    await loading;
    assert.deepEqual(states, ['loading', 'loaded']);
  });

  it('keeps a failure until it is reset', async () => {
    let calls = 0;
    const value = new LazyValue(
      () => {
        calls += 1;
        return Promise.reject(new Error('no'));
      },
      () => undefined,
    );
    assert.equal((await value.load()).kind, 'failed');
    await value.load();
    assert.equal(calls, 1);
    value.reset();
    await value.load();
    assert.equal(calls, 2);
  });

  it('can be cancelled, and says so', async () => {
    const held = heldFetch();
    const value = new LazyValue(held.fetch, () => undefined);
    const loading = value.load();
    value.cancel();
    const state = await loading;
    assert.ok(state.kind === 'failed' && ShadowSyncError.is(state.error, 'cancelled'));
  });

  it('says that it is still loading to those who don’t wait, and goes on', async () => {
    const held = heldFetch();
    const value = new LazyValue(held.fetch, () => undefined);
    assert.deepEqual(await value.loadSoon(0), { kind: 'loading' });
    held.calls[0]?.resolve('x');
    assert.deepEqual(await value.loadSoon(60_000), { kind: 'loaded', value: 'x' });
    assert.equal(held.calls.length, 1);
  });

  it('drops an answer that comes after a reset', async () => {
    const held = heldFetch();
    const value = new LazyValue(
      (signal) => Promise.race([held.fetch(signal), new Promise<string>(() => undefined)]),
      () => undefined,
    );
    void value.load();
    value.reset();
    const second = value.load();
    held.calls[0]?.resolve('old');
    held.calls[1]?.resolve('new');
    await second;
    assert.equal(value.value, 'new');
    assert.equal(held.calls[0]?.signal.aborted, true);
  });
});
