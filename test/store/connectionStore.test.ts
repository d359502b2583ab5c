import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Connection } from '../../src/connection/connection.ts';
import type { ConnectionStore } from '../../src/connection/connectionStore.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { openConnectionStore } from '../../src/store/connectionStore.ts';
import { connectionsOf } from '../connection/arbitraryConnection.ts';
import { sampleConnection } from '../connection/sampleConnection.ts';
import { removeFolder } from '../support/removeFolder.ts';

const isConflict = (error: unknown): boolean =>
  ShadowSyncError.is(error, 'conflict') && error.remedy !== null;
const isUsage = (error: unknown): boolean => ShadowSyncError.is(error, 'usage');

describe('connectionStore', () => {
  let folder: string;
  let store: ConnectionStore;
  /** Another window. */
  let other: ConnectionStore;

  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'shsync-connections-')), 'connections');
    const options = { onNotice: ({ message }: { message: string }) => assert.fail(message) };
    store = await openConnectionStore(folder, options);
    other = await openConnectionStore(folder, options);
  });
  afterEach(async () => {
    await store.close();
    await other.close();
    removeFolder(join(folder, '..'));
  });

  const a = sampleConnection({ id: 'a', name: 'A' });
  const b = sampleConnection({ id: 'b', name: 'B', group: null, ssh: null });

  async function names(): Promise<readonly string[]> {
    return (await other.list()).map(({ connection }) => connection.name);
  }

  it('adds, changes and removes; another window sees it', async () => {
    assert.deepEqual(await store.list(), []);
    const [addedA, addedB] = await store.add([a, b]);
    assert.deepEqual(await other.list(), [addedA, addedB]);
    const changed = await other.change({ ...a, name: 'A2' }, addedA!.version);
    assert.ok(changed.version > addedB!.version);
    assert.deepEqual(await names(), ['A2', 'B']);
    await store.remove([{ id: 'b', version: addedB!.version }]);
    assert.deepEqual(await store.list(), [changed]);
  });

  it('law: what was added is what is listed', async () => {
    await fc.assert(
      fc.asyncProperty(connectionsOf(3), async (connections) => {
        const seen = (await store.list()).map(({ connection: { id }, version }) => ({ id, version }));
        await store.remove(seen);
        await store.add(connections);
        assert.deepEqual(
          (await other.list()).map(({ connection }) => connection),
          connections,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a change of what another window has changed or removed since', async () => {
    const [added] = await store.add([a]);
    const seen = { id: 'a', version: added!.version };
    await other.change({ ...a, port: 1 }, added!.version);
    await assert.rejects(store.change({ ...a, port: 2 }, added!.version), isConflict);
    await assert.rejects(store.remove([seen]), isConflict);
    await assert.rejects(store.moveToGroup([seen], 'X'), isConflict);
    const [now] = await store.list();
    assert.equal(now!.connection.port, 1);
    await other.remove([{ id: 'a', version: now!.version }]);
    await assert.rejects(store.change(a, now!.version), isConflict);
  });

  it('a connection that was removed and added again is another one', async () => {
    const [added] = await store.add([a]);
    await store.remove([{ id: 'a', version: added!.version }]);
    const [again] = await other.add([a]);
    assert.notEqual(again!.version, added!.version);
    await assert.rejects(store.change({ ...a, port: 2 }, added!.version), isConflict);
  });

  it('moves several to a group, or none of them when one was changed', async () => {
    const [addedA, addedB] = await store.add([a, b]);
    const seen = [addedA!, addedB!].map(({ connection: { id }, version }) => ({ id, version }));
    const moved = await store.moveToGroup(seen, 'Team B');
    assert.deepEqual(
      moved.map(({ connection }) => connection.group),
      ['Team B', 'Team B'],
    );
    await assert.rejects(
      store.moveToGroup([{ id: 'a', version: moved[0]!.version }, seen[1]!], null),
      isConflict,
    );
    const groups = (await other.list()).map(({ connection }) => connection.group);
    assert.deepEqual(groups, ['Team B', 'Team B']);
    const now = moved.map(({ connection: { id }, version }) => ({ id, version }));
    await assert.rejects(store.moveToGroup(now, ' '), isUsage);
    await store.moveToGroup(now, null);
    assert.deepEqual(
      (await other.list()).map(({ connection }) => connection.group),
      [null, null],
    );
  });

  it('adds all or none', async () => {
    await store.add([a]);
    await assert.rejects(other.add([b, a]), isConflict);
    await assert.rejects(other.add([b, b]), isConflict);
    await assert.rejects(other.add([b, { ...a, id: 'c', port: 0 }]), isUsage);
    assert.deepEqual(await names(), ['A']);
  });

  it('PR9 keeps no secret: a field that is not the model’s is refused, and the disk never sees it', async () => {
    const leaking: Connection = Object.assign({ ...a }, { password: 'canary' });
    await assert.rejects(store.add([leaking]), isUsage);
    const [added] = await store.add([a]);
    await assert.rejects(store.change(leaking, added!.version), isUsage);
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.ok(texts.length > 0 && !texts.join().includes('canary'));
  });

  it('changes of two windows at once: all are there', async () => {
    const connections = Array.from({ length: 20 }, (_, index) => ({ ...a, id: `c${index}` }));
    await Promise.all(connections.map((connection, index) => [store, other][index % 2]!.add([connection])));
    const ids = (await store.list()).map(({ connection }) => connection.id);
    assert.deepEqual([...ids].sort(), connections.map(({ id }) => id).sort());
  });

  it('F-13 tells the other window', async () => {
    const heard = new Promise((resolve) => {
      other.onDidChange((connections) => resolve(connections.map(({ connection }) => connection.id)));
    });
    await store.add([a]);
    assert.deepEqual(await heard, ['a']);
  });
});
