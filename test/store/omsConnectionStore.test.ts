import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOmsConnections } from '../../src/composeOms.ts';
import type { OmsConnectionStore } from '../../src/connection/oms/omsConnectionStore.ts';
import { english } from '../../src/schema/phrase.ts';
import type { Said } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { openConnectionStore } from '../../src/store/connectionStore.ts';
import { removeConnections } from '../../src/connection/removeConnections.ts';
import { memorySecrets } from '../connection/memoryParts.ts';
import { sampleConnection } from '../connection/sampleConnection.ts';
import { sampleOmsConnection } from '../connection/sampleOmsConnection.ts';
import { removeFolder } from '../support/removeFolder.ts';

const isConflict = (error: unknown): boolean =>
  ShadowSyncError.is(error, 'conflict') && error.remedy !== null;

describe('omsConnectionStore', () => {
  let folder: string;
  let store: OmsConnectionStore;
  /** Another window. */
  let other: OmsConnectionStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shsync-oms-'));
    const say = (said: Said): void => assert.fail(english(said));
    store = await openOmsConnections(folder, say);
    other = await openOmsConnections(folder, say);
  });
  afterEach(async () => {
    await store.close();
    await other.close();
    removeFolder(folder);
  });

  it('adds, changes and removes; another window sees it, and a version is never used twice', async () => {
    const added = await store.add(sampleOmsConnection());
    assert.deepEqual(await other.list(), [added]);
    const changed = await other.change({ ...added.connection, name: 'Other' }, added.version);
    assert.ok(changed.version > added.version);
    const secrets = memorySecrets('o1', { password: 'p' });
    await removeConnections([{ id: 'o1', version: changed.version }], store, secrets);
    assert.deepEqual(secrets.kept, []);
    assert.deepEqual(await other.list(), []);
    assert.ok((await store.add(sampleOmsConnection())).version > changed.version);
  });

  it('refuses what another window has changed, removed or added since', async () => {
    const added = await store.add(sampleOmsConnection());
    await assert.rejects(other.add(sampleOmsConnection()), isConflict);
    await other.change({ ...added.connection, name: 'B' }, added.version);
    await assert.rejects(store.change({ ...added.connection, name: 'C' }, added.version), isConflict);
    await assert.rejects(store.remove([{ id: 'o1', version: added.version }]), isConflict);
    await assert.rejects(store.remove([{ id: 'gone', version: 1 }]), isConflict);
    assert.equal((await store.list())[0]?.connection.name, 'B');
  });

  it('refuses what is no connection, and keeps no secret', async () => {
    const withSecret = { ...sampleOmsConnection(), password: 'canary' };
    await assert.rejects(store.add(withSecret), (error) => ShadowSyncError.is(error, 'usage'));
    await store.add(sampleOmsConnection());
    const files = readdirSync(join(folder, 'oms-connections'), { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      assert.ok(!readFileSync(join(file.parentPath, file.name), 'utf8').includes('canary'));
    }
  });

  it('stands beside the connections to databases and touches none of their files', async () => {
    const databases = await openConnectionStore(join(folder, 'connections'), { onNotice: () => undefined });
    const [kept] = await databases.add([sampleConnection()]);
    const before = readdirSync(join(folder, 'connections')).sort();
    await store.add(sampleOmsConnection());
    assert.deepEqual(readdirSync(join(folder, 'connections')).sort(), before);
    assert.deepEqual(await databases.list(), [kept]);
    await databases.close();
  });
});
