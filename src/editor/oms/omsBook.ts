/**
 * The OMS servers as the editor's parts see them: connections, read when somebody first asks, and the tasks of those that
 * somebody has opened. Without `vscode`.
 */
import type { MigrationServer, MigrationTaskList } from '../../alert/oms/migrationServer.ts';
import { Listeners } from '../../comparison/listeners.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
import type { StoredOmsConnection } from '../../connection/oms/omsConnectionStore.ts';
import { resolveOmsConnection } from '../../connection/oms/resolveOmsConnection.ts';
import type { ConnectionSources } from '../../connection/resolveConnection.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { LazyValue } from '../connections/lazyValue.ts';
import type { LazyState } from '../connections/lazyValue.ts';
import type { OmsServices } from './omsServices.ts';

/** States and delays that were read longer ago are read again when somebody looks. */
const freshMs = 30_000;

export class OmsBook {
  readonly #services: OmsServices;
  readonly #sources: ConnectionSources;
  readonly #listeners = new Listeners<undefined>();
  readonly #now: () => number;
  readonly #tasks = new Map<string, { readonly at: number; readonly list: LazyValue<MigrationTaskList> }>();
  #endWatch: (() => void) | null = null;
  #isClosed = false;

  constructor(services: OmsServices, sources: ConnectionSources, now: () => number) {
    this.#services = services;
    this.#sources = sources;
    this.#now = now;
  }

  /** Told when a server or its tasks changed; gives back what ends that. */
  onDidChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** In the order in which they were added; opens nothing where there never was one. */
  async servers(): Promise<readonly StoredOmsConnection[]> {
    if (!(await this.#services.hasConnections())) return [];
    return await (await this.#store()).list();
  }

  /** Throws ShadowSyncError 'usage' when there is none of that id. */
  async find(id: string): Promise<StoredOmsConnection> {
    const found = (await this.servers()).find(({ connection }) => connection.id === id);
    if (found !== undefined) return found;
    throw new ShadowSyncError('usage', phrase`There is no OMS server of that name any more.`);
  }

  async add(connection: OmsConnection): Promise<void> {
    await (await this.#store()).add(connection);
    this.#tell();
  }

  async change(connection: OmsConnection, seenVersion: number): Promise<void> {
    await (await this.#store()).change(connection, seenVersion);
    this.forget(connection.id);
  }

  /** For those who remove secrets with connections. */
  async remove(seen: readonly { readonly id: string; readonly version: number }[]): Promise<void> {
    await (await this.#store()).remove(seen);
    for (const { id } of seen) this.forget(id);
  }

  /** What is known of a server's tasks, after reading them where nobody has yet. Never throws. */
  async tasksOf(id: string): Promise<LazyState<MigrationTaskList>> {
    const known = this.#tasks.get(id);
    if (known !== undefined && this.#now() - known.at < freshMs) return await known.list.load();
    const fetch = (signal: AbortSignal): Promise<MigrationTaskList> =>
      this.use(id, (server) => server.listTasks({}, signal));
    const list = new LazyValue(fetch, () => undefined);
    this.#tasks.set(id, { at: this.#now(), list });
    return await list.load();
  }

  /** What was read of a server is read anew by whoever wants it. */
  forget(id: string): void {
    this.#tasks.get(id)?.list.reset();
    this.#tasks.delete(id);
    this.#tell();
  }

  forgetAll(): void {
    for (const { list } of this.#tasks.values()) list.reset();
    this.#tasks.clear();
    this.#tell();
  }

  /** Speaks to a server and closes it. Throws what it throws. */
  async use<T>(id: string, work: (server: MigrationServer) => Promise<T>): Promise<T> {
    const { connection } = await this.find(id);
    const server = await this.#services.open(await resolveOmsConnection(connection, this.#sources));
    try {
      return await work(server);
    } finally {
      server.close();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#endWatch?.();
    for (const { list } of this.#tasks.values()) list.reset();
    this.#listeners.clear();
  }

  async #store(): ReturnType<OmsServices['connections']> {
    const store = await this.#services.connections();
    if (!this.#isClosed) this.#endWatch ??= store.onDidChange(() => this.#tell());
    return store;
  }

  #tell(): void {
    if (!this.#isClosed) this.#listeners.tell(undefined);
  }
}
