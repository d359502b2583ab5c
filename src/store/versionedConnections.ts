/** Connections of one kind in a store of generations, each with the version that its readers saw (reliability.md F1 to F8). */
import type { SeenConnection } from '../connection/connectionStore.ts';
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { StoreOptions } from './generations/generationStore.ts';

/** What every kind of connection has. */
interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Versioned<C> {
  readonly connection: C;
  readonly version: number;
}

export interface VersionedContent<C> {
  /** The version that was given last. It belongs to the store, so that a connection that comes back gets a new one. */
  readonly lastVersion: number;
  readonly connections: readonly Versioned<C>[];
}

/** One kind of connection. */
export interface ConnectionKind<C extends Named> {
  /** What the store is called in messages. */
  readonly name: Said;
  /** Makes a valid one of any value; throws ShadowSyncError 'usage'. `index`: its place in a file that is read. */
  readonly read: (value: unknown, index: number | null) => C;
}

/** Everything throws ShadowSyncError: 'store', 'conflict' when a connection is not what the caller saw, 'usage'. */
export interface VersionedConnections<C extends Named> {
  list(): Promise<readonly Versioned<C>[]>;
  add(connection: C): Promise<Versioned<C>>;
  /** All or none. */
  addAll(connections: readonly C[]): Promise<readonly Versioned<C>[]>;
  change(connection: C, seenVersion: number): Promise<Versioned<C>>;
  remove(seen: readonly SeenConnection[]): Promise<void>;
  /** Changes all or none, each from what it is now; what `apply` gives back as it was keeps its version. */
  changeSeen(seen: readonly SeenConnection[], apply: (connection: C) => C): Promise<readonly Versioned<C>[]>;
  onDidChange(listener: (connections: readonly Versioned<C>[]) => void): () => void;
  close(): Promise<void>;
}

/** Opens what is kept in `folder`. Throws ShadowSyncError 'store'; see `openGenerationStore` for what it leaves to `list`. */
export async function openVersionedConnections<C extends Named>(
  folder: string,
  kind: ConnectionKind<C>,
  options: StoreOptions,
): Promise<VersionedConnections<C>> {
  type Content = VersionedContent<C>;
  const schema = {
    name: kind.name,
    defaults: { lastVersion: 0, connections: [] },
    parse: (data: unknown) => parseContent(data, kind),
    migrations: [],
  };
  const store = await openGenerationStore<Content>(folder, schema, options);
  const mutate = async (
    ids: readonly string[],
    apply: (content: Content) => Content,
  ): Promise<readonly Versioned<C>[]> => {
    const { data } = await store.mutate(apply);
    return ids.map((id) => found(data, id));
  };

  return {
    list: async () => (await store.read()).data.connections,

    add: async (connection) => {
      const added = kind.read(connection, null);
      const { data } = await store.mutate((content) => withAdded(content, added));
      return found(data, added.id);
    },

    addAll: async (connections) => {
      const added = connections.map((connection) => kind.read(connection, null));
      return await mutate(idsOf(added), (content) => added.reduce<Content>(withAdded, content));
    },

    change: async (connection, seenVersion) => {
      const changed = kind.read(connection, null);
      const { data } = await store.mutate((content) => {
        checkSeen(content, { id: changed.id, version: seenVersion });
        return withChanged(content, changed);
      });
      return found(data, changed.id);
    },

    remove: async (seen) => {
      await store.mutate((content) => withoutSeen(content, seen));
    },

    changeSeen: (seen, apply) =>
      mutate(idsOf(seen), (content) => {
        for (const one of seen) checkSeen(content, one);
        return seen.reduce((changed, { id }) => {
          const { connection } = found(changed, id);
          const applied = apply(connection);
          return applied === connection ? changed : withChanged(changed, kind.read(applied, null));
        }, content);
      }),

    onDidChange: (listener) => store.onDidChange(({ data }) => listener(data.connections)),
    close: () => store.close(),
  };
}

function idsOf(all: readonly { readonly id: string }[]): readonly string[] {
  return all.map(({ id }) => id);
}

function withAdded<C extends Named>(content: VersionedContent<C>, connection: C): VersionedContent<C> {
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

function withChanged<C extends Named>(content: VersionedContent<C>, connection: C): VersionedContent<C> {
  const version = content.lastVersion + 1;
  const connections = content.connections.map((stored) =>
    stored.connection.id === connection.id ? { connection, version } : stored,
  );
  return { lastVersion: version, connections };
}

function withoutSeen<C extends Named>(
  content: VersionedContent<C>,
  seen: readonly SeenConnection[],
): VersionedContent<C> {
  for (const one of seen) checkSeen(content, one);
  const ids = new Set(idsOf(seen));
  if (ids.size === 0) return content;
  return { ...content, connections: content.connections.filter(({ connection }) => !ids.has(connection.id)) };
}

function checkSeen(content: VersionedContent<Named>, seen: SeenConnection): void {
  const stored = found(content, seen.id);
  if (stored.version === seen.version) return;
  throw new ShadowSyncError(
    'conflict',
    phrase`The connection "${stored.connection.name}" was changed in another window.`,
    { remedy: phrase`Look at it again, and repeat your change if you still want it.` },
  );
}

function found<C extends Named>(content: VersionedContent<C>, id: string): Versioned<C> {
  const stored = content.connections.find(({ connection }) => connection.id === id);
  if (stored !== undefined) return stored;
  throw new ShadowSyncError('conflict', phrase`The connection was removed in another window.`, {
    remedy: phrase`Add it again if you still want it.`,
  });
}

function parseContent<C extends Named>(data: unknown, kind: ConnectionKind<C>): VersionedContent<C> {
  if (typeof data !== 'object' || data === null || !('lastVersion' in data && 'connections' in data)) {
    throw new TypeError('no content of connections');
  }
  const { lastVersion, connections } = data;
  if (!isVersion(lastVersion) || !Array.isArray(connections)) throw new TypeError('no list of connections');
  const read = connections.map((value: unknown, index) => parseStored(value, index, kind));
  if (read.some(({ version }) => version > lastVersion)) throw new RangeError('a version that was not given');
  if (new Set(read.map(({ connection }) => connection.id)).size < read.length) {
    throw new RangeError('one id twice');
  }
  return { lastVersion, connections: read };
}

function parseStored<C extends Named>(value: unknown, index: number, kind: ConnectionKind<C>): Versioned<C> {
  if (typeof value !== 'object' || value === null || !('connection' in value && 'version' in value)) {
    throw new TypeError('no connection with its version');
  }
  if (!isVersion(value.version)) throw new TypeError('no version');
  return { connection: kind.read(value.connection, index), version: value.version };
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
