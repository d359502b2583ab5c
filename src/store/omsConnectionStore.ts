/** Connections to OMS servers in a store of generations of their own: the one of databases stays as it is (F4). */
import type { OmsConnection } from '../connection/omsConnection.ts';
import type { SeenConnection } from '../connection/connectionStore.ts';
import type { OmsConnectionStore, StoredOmsConnection } from '../connection/oms/omsConnectionStore.ts';
import { readOmsConnection } from '../connection/oms/readOmsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { StoreOptions } from './generations/generationStore.ts';
import type { StoreSchema } from './generations/storeSchema.ts';

interface OmsConnectionsContent {
  /** The version that was given last: one that comes back gets a new one. */
  readonly lastVersion: number;
  readonly connections: readonly StoredOmsConnection[];
}

const omsConnectionsSchema: StoreSchema<OmsConnectionsContent> = {
  name: 'connections to OMS servers',
  defaults: { lastVersion: 0, connections: [] },
  parse: parseContent,
  migrations: [],
};

/** Opens what is kept in `folder`. Throws ShadowSyncError 'store'; see `openGenerationStore` for what it leaves to `list`. */
export async function openOmsConnectionStore(
  folder: string,
  options: StoreOptions,
): Promise<OmsConnectionStore> {
  const store = await openGenerationStore(folder, omsConnectionsSchema, options);
  return {
    list: async () => (await store.read()).data.connections,
    add: async (connection) => {
      const added = readOmsConnection(connection);
      const { data } = await store.mutate((content) => withAdded(content, added));
      return found(data, added.id);
    },
    change: async (connection, seenVersion) => {
      const changed = readOmsConnection(connection);
      const { data } = await store.mutate((content) => {
        checkSeen(content, { id: changed.id, version: seenVersion });
        return withChanged(content, changed);
      });
      return found(data, changed.id);
    },
    remove: async (seen) => {
      await store.mutate((content) => {
        for (const one of seen) checkSeen(content, one);
        const ids = new Set(seen.map(({ id }) => id));
        const connections = content.connections.filter(({ connection }) => !ids.has(connection.id));
        return { ...content, connections };
      });
    },
    onDidChange: (listener) => store.onDidChange(({ data }) => listener(data.connections)),
    close: () => store.close(),
  };
}

function withAdded(content: OmsConnectionsContent, connection: OmsConnection): OmsConnectionsContent {
  if (content.connections.some((stored) => stored.connection.id === connection.id)) {
    throw new ShadowSyncError(
      'conflict',
      phrase`There is a connection with the id of "${connection.name}" already.`,
      { remedy: phrase`Change the one that is there, or add this one under another id.` },
    );
  }
  const version = content.lastVersion + 1;
  return { lastVersion: version, connections: [...content.connections, { connection, version }] };
}

function withChanged(content: OmsConnectionsContent, connection: OmsConnection): OmsConnectionsContent {
  const version = content.lastVersion + 1;
  const connections = content.connections.map((stored) =>
    stored.connection.id === connection.id ? { connection, version } : stored,
  );
  return { lastVersion: version, connections };
}

function checkSeen(content: OmsConnectionsContent, seen: SeenConnection): void {
  const stored = found(content, seen.id);
  if (stored.version === seen.version) return;
  throw new ShadowSyncError(
    'conflict',
    phrase`The connection "${stored.connection.name}" was changed in another window.`,
    { remedy: phrase`Look at it again, and repeat your change if you still want it.` },
  );
}

function found(content: OmsConnectionsContent, id: string): StoredOmsConnection {
  const stored = content.connections.find(({ connection }) => connection.id === id);
  if (stored !== undefined) return stored;
  throw new ShadowSyncError('conflict', phrase`The connection was removed in another window.`, {
    remedy: phrase`Add it again if you still want it.`,
  });
}

function parseContent(data: unknown): OmsConnectionsContent {
  if (typeof data !== 'object' || data === null || !('lastVersion' in data && 'connections' in data)) {
    throw new TypeError('no content of connections');
  }
  const { lastVersion, connections } = data;
  if (!isVersion(lastVersion) || !Array.isArray(connections)) throw new TypeError('no list of connections');
  const read = connections.map((value: unknown, index) =>
    parseStored(value, phrase`Connection ${index + 1} of the file`),
  );
  if (read.some(({ version }) => version > lastVersion)) throw new RangeError('a version that was not given');
  if (new Set(read.map(({ connection }) => connection.id)).size < read.length) {
    throw new RangeError('one id twice');
  }
  return { lastVersion, connections: read };
}

function parseStored(value: unknown, what: ReturnType<typeof phrase>): StoredOmsConnection {
  if (typeof value !== 'object' || value === null || !('connection' in value && 'version' in value)) {
    throw new TypeError('no connection with its version');
  }
  if (!isVersion(value.version)) throw new TypeError('no version');
  return { connection: readOmsConnection(value.connection, what), version: value.version };
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
