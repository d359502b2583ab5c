import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { ServerPool } from '../../src/comparison/serverPool.ts';
import type { OpenedServer } from '../../src/comparison/openedServer.ts';
import { withServer } from '../../src/comparison/withServer.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { Barrier, settle, toyWorld } from './toyWorld.ts';
import { ToyServer } from '../support/toyServer.ts';

/** Sleepers that are woken by the test. */
class Sleepers {
  readonly #sleeping = new Set<() => void>();

  get count(): number {
    return this.#sleeping.size;
  }

  sleep(_ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleeping.delete(wake);
        resolve();
      };
      this.#sleeping.add(wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  wakeAll(): void {
    for (const wake of [...this.#sleeping]) wake();
  }
}

interface Opened {
  readonly id: string;
  readonly signal: AbortSignal;
  isClosed: boolean;
}

function poolWith(open: (signal: AbortSignal) => Promise<void> = () => Promise.resolve()): {
  readonly pool: ServerPool;
  readonly opened: Opened[];
  readonly sleepers: Sleepers;
} {
  const opened: Opened[] = [];
  const sleepers = new Sleepers();
  const { services } = toyWorld(new ToyServer());
  const pool = new ServerPool({
    clock: sleepers,
    open: async (id, signal) => {
      const entry: Opened = { id, signal, isClosed: false };
      opened.push(entry);
      await open(signal);
      const lease = await services.servers.lease(id, new AbortController().signal);
      const server: OpenedServer = {
        ...lease.server,
        close: () => {
          entry.isClosed = true;
          return Promise.resolve();
        },
      };
      return server;
    },
  });
  return { pool, opened, sleepers };
}

const never = new AbortController().signal;

describe('ServerPool', () => {
  it('connects on first use, shares the server, and closes it when nobody has used it for a while', async () => {
    const { pool, opened, sleepers } = poolWith();
    assert.equal(opened.length, 0);
    const first = await pool.lease('a', never);
    const second = await pool.lease('a', never);
    assert.equal(first.server, second.server);
    assert.deepEqual([first.isFresh, second.isFresh], [true, false]);
    first.release();
    first.release();
    assert.equal(sleepers.count, 0, 'the second one still uses it');
    second.release();
    assert.equal(sleepers.count, 1);
    const third = await pool.lease('a', never);
    assert.equal(third.server, first.server);
    assert.equal(sleepers.count, 0, 'used again before its time was over');
    third.release();
    sleepers.wakeAll();
    await settle();
    assert.deepEqual([opened.length, opened[0]?.isClosed], [1, true]);
    (await pool.lease('a', never)).release();
    assert.equal(opened.length, 2);
  });

  it('two that ask while it is being connected share the attempt, and its failure', async () => {
    const barrier = new Barrier();
    const { pool, opened } = poolWith(() => barrier.wait());
    const both = [pool.lease('a', never), pool.lease('a', never)];
    await settle();
    assert.equal(opened.length, 1);
    barrier.open();
    const [one, other] = await Promise.all(both);
    assert.equal(one?.server, other?.server);

    const refusal = new ShadowSyncError('authentication', 'no');
    const refusing = poolWith(() => Promise.reject(refusal));
    const results = await Promise.allSettled([
      refusing.pool.lease('a', never),
      refusing.pool.lease('a', never),
    ]);
    assert.deepEqual(
      results.map((result): unknown => (result.status === 'rejected' ? result.reason : null)),
      [refusal, refusal],
    );
    assert.equal(refusing.opened.length, 1);
    await assert.rejects(refusing.pool.lease('a', never), refusal);
    assert.equal(refusing.opened.length, 2, 'a failure is not kept');
  });

  it('who gives up leaves at once; the attempt ends with the last of them', async () => {
    const barrier = new Barrier();
    const { pool, opened } = poolWith(() => barrier.wait());
    const [one, other] = [new AbortController(), new AbortController()];
    const first = pool.lease('a', one.signal);
    const second = pool.lease('a', other.signal);
    await settle();
    one.abort();
    await assert.rejects(first, { code: 'cancelled' });
    assert.equal(opened[0]?.signal.aborted, false);
    other.abort();
    await assert.rejects(second, { code: 'cancelled' });
    assert.equal(opened[0].signal.aborted, true);
    // An opener that does not listen still ends up closed.
    barrier.open();
    await settle();
    assert.equal(opened[0].isClosed, true);
    assert.equal(getEventListeners(one.signal, 'abort').length, 0);
    assert.equal(getEventListeners(other.signal, 'abort').length, 0);
  });

  it('an edited connection: who waits gets the new one, who has the old one keeps it to the end', async () => {
    const barrier = new Barrier();
    const { pool, opened } = poolWith(() => barrier.wait());
    const waiting = pool.lease('a', never);
    await settle();
    pool.forget('a');
    assert.equal(opened[0]?.signal.aborted, true);
    barrier.open();
    const lease = await waiting;
    assert.deepEqual(
      opened.map(({ isClosed }) => isClosed),
      [true, false],
    );
    pool.forget('a');
    assert.equal(opened[1]?.isClosed, false);
    assert.equal(opened[1].signal.aborted, false, 'a server in use is not disturbed');
    const next = await pool.lease('a', never);
    assert.notEqual(next.server, lease.server);
    lease.release();
    await settle();
    assert.equal(opened[1].isClosed, true);
  });

  it('a lost server is handed to nobody else', async () => {
    const { pool, opened } = poolWith();
    const lost = await pool.lease('a', never);
    const other = await pool.lease('a', never);
    lost.discard();
    assert.equal(opened[0]?.isClosed, false, 'somebody else still works with it');
    assert.notEqual((await pool.lease('a', never)).server, lost.server);
    other.release();
    await settle();
    assert.equal(opened[0].isClosed, true);
  });

  it('closes everything at the end, and lends nothing any more', async () => {
    const barrier = new Barrier();
    const { pool, opened, sleepers } = poolWith((signal) =>
      signal === opened[2]?.signal ? barrier.wait() : Promise.resolve(),
    );
    const used = await pool.lease('a', never);
    (await pool.lease('b', never)).release();
    const waiting = pool.lease('c', never);
    await settle();
    const disposing = pool.dispose();
    barrier.open();
    await disposing;
    await assert.rejects(waiting, { code: 'cancelled' });
    await assert.rejects(pool.lease('a', never), { code: 'cancelled' });
    used.release();
    assert.deepEqual(
      opened.map(({ isClosed }) => isClosed),
      [true, true, true],
    );
    assert.equal(sleepers.count, 0);
  });
});

describe('withServer', () => {
  const lost = new ShadowSyncError('connection', 'gone');
  const use = { connectionId: 'a', signal: never, isRepeatable: true };

  /** Work on a server that was kept, which fails with `error` there and nowhere else. */
  async function onKept(
    error: Error,
    isRepeatable: boolean,
  ): Promise<{ result: Promise<string>; opened: readonly Opened[] }> {
    const { pool, opened } = poolWith();
    const kept = await pool.lease('a', never);
    kept.release();
    const result = withServer(pool, { ...use, isRepeatable }, (server) =>
      server === kept.server ? Promise.reject(error) : Promise.resolve('done'),
    );
    return { result, opened };
  }

  it('reads again on a new connection when the kept one turns out to be dead', async () => {
    for (const error of [lost, new ShadowSyncError('identity', 'another server')]) {
      const { result, opened } = await onKept(error, true);
      assert.equal(await result, 'done');
      assert.deepEqual(
        opened.map(({ isClosed }) => isClosed),
        [true, false],
      );
    }
  });

  it('never repeats what changes something', async () => {
    const { result, opened } = await onKept(lost, false);
    await assert.rejects(result, lost);
    assert.equal(opened.length, 1);
  });

  it('a new connection that is lost is an error, and so is whatever is no loss', async () => {
    const { pool, opened } = poolWith();
    await assert.rejects(
      withServer(pool, use, () => Promise.reject(lost)),
      lost,
    );
    assert.equal(opened.length, 1);
    const refusal = new ShadowSyncError('unknown-database', 'no');
    await assert.rejects(
      withServer(pool, use, () => Promise.reject(refusal)),
      refusal,
    );
    (await pool.lease('a', never)).release();
    assert.equal(opened.length, 2, 'a refusal leaves the connection as it is');
  });
});
