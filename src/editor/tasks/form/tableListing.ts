/** The tables that a form offers, read when its target is known. Without `vscode`. */
import { asShadowSyncError } from '../../../comparison/asShadowSyncError.ts';
import type { ServerPool } from '../../../comparison/serverPool.ts';
import { withServer } from '../../../comparison/withServer.ts';
import type { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { ListedTables } from './tablePreview.ts';

export type ListingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ShadowSyncError }
  | { readonly kind: 'ready'; readonly listed: ListedTables; readonly names: readonly string[] };

export interface ListingAddress {
  readonly connectionId: string;
  readonly database: string;
  readonly shadowDatabase: string;
}

export class TableListing {
  readonly #servers: ServerPool;
  readonly #onChange: () => void;
  readonly #ids = new Map<string, number>();
  readonly #namesById: string[] = [];
  #abort = new AbortController();
  #key = '';
  state: ListingState = { kind: 'none' };

  constructor(servers: ServerPool, onChange: () => void) {
    this.#servers = servers;
    this.#onChange = onChange;
  }

  /** Reads what stands there unless it has been read; null for a target that is not known yet. */
  look(address: ListingAddress | null): void {
    const key = address === null ? '' : JSON.stringify(Object.values(address));
    if (key === this.#key) return;
    this.#key = key;
    this.#abort.abort();
    if (address === null) this.#enter({ kind: 'none' });
    else void this.#read(address);
  }

  /** Reads anew. */
  refresh(address: ListingAddress | null): void {
    this.#key = '';
    this.look(address);
  }

  /** The same for the same name for as long as the form is open. */
  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#namesById.length);
    return this.#namesById.push(name) - 1;
  }

  nameOf(id: number): string | null {
    return this.#namesById[id] ?? null;
  }

  dispose(): void {
    this.#abort.abort();
  }

  async #read({ connectionId, database, shadowDatabase }: ListingAddress): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    this.#enter({ kind: 'reading' });
    try {
      const use = { connectionId, signal, isRepeatable: true };
      const listed = await withServer(
        this.#servers,
        use,
        async ({ reader, dialect }): Promise<ListedTables> => {
          const sources = await reader.listTables(database, signal);
          const isElsewhere = shadowDatabase !== database;
          const shadows = isElsewhere ? await reader.listTables(shadowDatabase, signal) : sources;
          return { database, sources, shadowDatabase, shadows, names: dialect.names };
        },
      );
      const names = listed.sources.flatMap(({ kind, name }) => (kind === 'table' ? [name.table] : []));
      if (!signal.aborted) this.#enter({ kind: 'ready', listed, names });
    } catch (error) {
      if (!signal.aborted) this.#enter({ kind: 'failed', error: asShadowSyncError(error) });
    }
  }

  #enter(state: ListingState): void {
    this.state = state;
    this.#onChange();
  }
}
