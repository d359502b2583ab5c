/** Connections in a store of generations: one for all windows of a user (reliability.md F1 to F8). */
import type { Connection } from '../connection/connection.ts';
import type { ConnectionStore, SeenConnection, StoredConnection } from '../connection/connectionStore.ts';
import { readConnection } from '../connection/readConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { StoreOptions } from './generations/generationStore.ts';
import type { StoreSchema } from './generations/storeSchema.ts';

interface ConnectionsContent {
  /** The version that was given last. It belongs to the store, so that a connection that comes back gets a new one. */
  readonly lastVersion: number;
  readonly connections: readonly StoredConnection[];
}

const connectionsSchema: StoreSchema<ConnectionsContent> = {
  name: phrase`connections`,
  defaults: { lastVersion: 0, connections: [] },
  parse: parseContent,
  migrations: [],
};

/** Opens the connections kept in `folder`. Throws ShadowSyncError 'store'; see `openGenerationStore` for what it leaves to `list`. */
export async function openConnectionStore(folder: string, options: StoreOptions): Promise<ConnectionStore> {
  const store = await openGenerationStore(folder, connectionsSchema, options);
  const change = async (
    ids: readonly string[],
    apply: (content: ConnectionsContent) => ConnectionsContent,
  ): Promise<readonly StoredConnection[]> => {
    const { data } = await store.mutate(apply);
    return ids.map((id) => found(data, id));
  };

  return {
    list: async () => (await store.read()).data.connections,

    add: async (connections) => {
      const added = connections.map((connection) => readConnection(connection));
      const ids = added.map(({ id }) => id);
      return change(ids, (content) => added.reduce(withAdded, content));
    },

    change: async (connection, seenVersion) => {
      const changed = readConnection(connection);
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
        if (ids.size === 0) return content;
        return {
          ...content,
          connections: content.connections.filter(({ connection }) => !ids.has(connection.id)),
        };
      });
    },

    moveToGroup: (seen, group) =>
      change(
        seen.map(({ id }) => id),
        (content) => {
          for (const one of seen) checkSeen(content, one);
          return seen.reduce((moved, { id }) => {
            const { connection } = found(moved, id);
            if (connection.group === group) return moved;
            return withChanged(moved, readConnection({ ...connection, group }));
          }, content);
        },
      ),

    onDidChange: (listener) => store.onDidChange(({ data }) => listener(data.connections)),
    close: () => store.close(),
  };
}

function withAdded(content: ConnectionsContent, connection: Connection): ConnectionsContent {
  if (content.connections.some((stored) => stored.connection.id === connection.id)) {
    throw new ShadowSyncError(
      'conflict',
      phrase`There is a connection with the id of "${connection.name}" already.`,
      {
        remedy: phrase`Change the one that is there, or add this one under another id.`,
      },
    );
  }
  const version = content.lastVersion + 1;
  return { lastVersion: version, connections: [...content.connections, { connection, version }] };
}

function withChanged(content: ConnectionsContent, connection: Connection): ConnectionsContent {
  const version = content.lastVersion + 1;
  const connections = content.connections.map((stored) =>
    stored.connection.id === connection.id ? { connection, version } : stored,
  );
  return { lastVersion: version, connections };
}

function checkSeen(content: ConnectionsContent, seen: SeenConnection): void {
  const stored = found(content, seen.id);
  if (stored.version === seen.version) return;
  throw new ShadowSyncError(
    'conflict',
    phrase`The connection "${stored.connection.name}" was changed in another window.`,
    { remedy: phrase`Look at it again, and repeat your change if you still want it.` },
  );
}

function found(content: ConnectionsContent, id: string): StoredConnection {
  const stored = content.connections.find(({ connection }) => connection.id === id);
  if (stored !== undefined) return stored;
  throw new ShadowSyncError('conflict', phrase`The connection was removed in another window.`, {
    remedy: phrase`Add it again if you still want it.`,
  });
}

function parseContent(data: unknown): ConnectionsContent {
  if (typeof data !== 'object' || data === null || !('lastVersion' in data && 'connections' in data)) {
    throw new TypeError('no content of connections');
  }
  const { lastVersion, connections } = data;
  if (!isVersion(lastVersion) || !Array.isArray(connections)) throw new TypeError('no list of connections');
  const read = connections.map((value: unknown, index) => parseStored(value, `Connection ${index + 1}`));
  if (read.some(({ version }) => version > lastVersion)) throw new RangeError('a version that was not given');
  if (new Set(read.map(({ connection }) => connection.id)).size < read.length) {
    throw new RangeError('one id twice');
  }
  return { lastVersion, connections: read };
}

function parseStored(value: unknown, what: string): StoredConnection {
  if (typeof value !== 'object' || value === null || !('connection' in value && 'version' in value)) {
    throw new TypeError('no connection with its version');
  }
  if (!isVersion(value.version)) throw new TypeError('no version');
  return { connection: readConnection(value.connection, what), version: value.version };
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
