/**
 * The connections as the editor's parts see them: read when somebody asks for the first time, then kept up to date by what
 * the store says. Without `vscode`.
 */
import { Listeners } from '../../comparison/listeners.ts';
import type { Connection } from '../../connection/connection.ts';
import type { ConnectionStore, SeenConnection, StoredConnection } from '../../connection/connectionStore.ts';
import { english, phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { isSameFailure } from '../ui/isSameFailure.ts';

export type BookState =
  | { readonly kind: 'unread' }
  | { readonly kind: 'read'; readonly connections: readonly StoredConnection[] }
  /** There are connections, and they can't be read (F3). */
  | { readonly kind: 'unreadable'; readonly error: unknown };

export class ConnectionBook {
  readonly #openStore: () => Promise<ConnectionStore>;
  readonly #listeners = new Listeners<BookState>();
  readonly #noticeListeners = new Listeners<Said>();
  readonly #notices = new Map<string, Said>();
  #state: BookState = { kind: 'unread' };
  #reading: Promise<BookState> | null = null;
  #endWatch: (() => void) | null = null;
  #isClosed = false;

  constructor(openStore: () => Promise<ConnectionStore>) {
    this.#openStore = openStore;
  }

  get state(): BookState {
    return this.#state;
  }

  /** Told after each change of this or another window; gives back what ends that. */
  onDidChange(listener: (state: BookState) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** What the user has to know of the store, each once. */
  get notices(): readonly Said[] {
    return [...this.#notices.values()];
  }

  addNotice(said: Said): void {
    const message = english(said);
    if (this.#notices.has(message)) return;
    this.#notices.set(message, said);
    this.#noticeListeners.tell(said);
  }

  onNotice(listener: (said: Said) => void): () => void {
    return this.#noticeListeners.add(listener);
  }

  /** What is known, after reading it where nobody has yet. Never throws. */
  async read(): Promise<BookState> {
    return this.#state.kind === 'read' ? this.#state : await this.reload();
  }

  /** Reads anew. Never throws: what went wrong is a state. */
  async reload(): Promise<BookState> {
    this.#reading ??= this.#readNow();
    try {
      return await this.#reading;
    } finally {
      this.#reading = null;
    }
  }

  /** All connections. Throws ShadowSyncError 'store' when they can't be read. */
  async list(): Promise<readonly StoredConnection[]> {
    const state = await this.read();
    if (state.kind === 'unreadable') throw state.error;
    return state.kind === 'read' ? state.connections : [];
  }

  /** Throws ShadowSyncError 'usage' for a connection that is not there (any more). */
  async find(id: string): Promise<StoredConnection> {
    const found = (await this.list()).find(({ connection }) => connection.id === id);
    if (found !== undefined) return found;
    throw new ShadowSyncError('usage', phrase`The connection is not there any more.`, {
      remedy: phrase`Choose another one, or add it again.`,
    });
  }

  /** Names of the groups, in alphabetical order. */
  async groups(): Promise<readonly string[]> {
    const groups = (await this.list()).flatMap(({ connection }) =>
      connection.group === null ? [] : [connection.group],
    );
    return [...new Set(groups)].sort((a, b) => a.localeCompare(b));
  }

  async add(connections: readonly Connection[]): Promise<readonly StoredConnection[]> {
    const store = await this.#openStore();
    return await this.#after(store.add(connections));
  }

  async change(connection: Connection, seenVersion: number): Promise<StoredConnection> {
    const store = await this.#openStore();
    return await this.#after(store.change(connection, seenVersion));
  }

  async remove(seen: readonly SeenConnection[]): Promise<void> {
    const store = await this.#openStore();
    await this.#after(store.remove(seen));
  }

  async moveToGroup(seen: readonly StoredConnection[], group: string | null): Promise<void> {
    const store = await this.#openStore();
    const ids = seen.map(({ connection, version }) => ({ id: connection.id, version }));
    await this.#after(store.moveToGroup(ids, group));
  }

  close(): void {
    this.#isClosed = true;
    this.#endWatch?.();
    this.#listeners.clear();
    this.#noticeListeners.clear();
  }

  /** A change is seen at once, also where the store's own watch takes its time. */
  async #after<T>(change: Promise<T>): Promise<T> {
    const done = await change;
    await this.reload();
    return done;
  }

  async #readNow(): Promise<BookState> {
    try {
      const store = await this.#openStore();
      const connections = await store.list();
      if (!this.#isClosed) {
        this.#endWatch ??= store.onDidChange((changed) => this.#tell({ kind: 'read', connections: changed }));
      }
      return this.#tell({ kind: 'read', connections });
    } catch (error) {
      return this.#tell({ kind: 'unreadable', error });
    }
  }

  #tell(state: BookState): BookState {
    const before = this.#state;
    this.#state = state;
    if (!isSame(before, state) && !isSameFailure(before, state)) this.#listeners.tell(state);
    return state;
  }
}

/** Every change gives a connection another version, so that the versions say it all. */
function isSame(a: BookState, b: BookState): boolean {
  if (a.kind !== 'read' || b.kind !== 'read' || a.connections.length !== b.connections.length) return false;
  return a.connections.every(({ connection, version }, i) => {
    const other = b.connections[i];
    return other?.version === version && other.connection.id === connection.id;
  });
}
