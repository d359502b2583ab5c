/**
 * A store that several processes share and none can lose (reliability.md F1 to F8): `mutate` reads the newest state,
 * applies a pure function and publishes the outcome as a new generation, or starts again when another was faster.
 */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { Low, Memory } from 'lowdb';
import { english, phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { errorCode } from '../journalError.ts';
import { GenerationAdapter, OvertakenError } from './generationAdapter.ts';
import { generationContext } from './generationContext.ts';
import type { GenerationContext, GenerationOptions } from './generationContext.ts';
import { listFolder, makePrivate } from './generationFolder.ts';
import { prune } from './prune.ts';
import { jittered } from './retryBusy.ts';
import { storeError } from './storeError.ts';
import type { StoreNotice } from './storeNotice.ts';
import type { StoreSchema } from './storeSchema.ts';
import { watchFolder } from './watchFolder.ts';
import type { WatchOptions } from './watchFolder.ts';

export interface StoredState<T> {
  /** Grows with every change; 0 for a store that is not there yet. */
  readonly revision: number;
  readonly data: T;
}

export interface StoreOptions extends GenerationOptions, Partial<WatchOptions> {
  /** Told once about each thing that the user has to know. */
  readonly onNotice: (notice: StoreNotice) => void;
}

export interface GenerationStore<T> {
  /** False when the folder can't be written to: changes live as long as this process (F-12). */
  readonly isSaved: boolean;
  /** The newest state. Throws ShadowSyncError 'store' when there is one that can't be read; never gives defaults then. */
  read(): Promise<StoredState<T>>;
  /**
   * Gives the state after the change, which is on the disk then. `change` is pure: it may be applied several times, and
   * what it throws is passed on with nothing written. When it gives its argument back, nothing is written either.
   * Throws ShadowSyncError 'store'; the old state is as it was then.
   */
  mutate(change: (data: T) => T): Promise<StoredState<T>>;
  /** Told after each change of any process; gives back what ends that. */
  onDidChange(listener: (state: StoredState<T>) => void): () => void;
  /** Waits for changes that are under way, and takes no more. */
  close(): Promise<void>;
}

/** Others are faster again and again, or a suspended one holds a claim: this long is waited. */
const patienceMs = 30_000;

/** Errors that say that nothing can be written here at all, now or later. */
const unwritable = new Set(['EROFS', 'EACCES', 'EPERM', 'EEXIST', 'ENOTDIR']);

/**
 * Opens the store in `folder`, which is made when it is not there. What can't be read is found by `read`, so that a
 * window opens with a broken store too. Throws ShadowSyncError 'store' for a file system that fails in an odd way.
 */
export async function openGenerationStore<T extends object>(
  folder: string,
  schema: StoreSchema<T>,
  options: StoreOptions,
): Promise<GenerationStore<T>> {
  const { onNotice, pollMs = 5000, listens = true, ...rest } = options;
  const context = generationContext(folder, rest);
  const obstacle = await prepare(context);
  const store = new FolderStore(context, schema, { pollMs, listens }, onNotice);
  if (obstacle !== null) await store.keepInMemory(obstacle);
  return store;
}

/** Makes the folder fit for use. Gives the error's code when nothing can be written there. */
async function prepare(context: GenerationContext): Promise<string | null> {
  try {
    await makePrivate(context.folder);
    await access(context.folder, constants.W_OK);
  } catch (error) {
    const code = errorCode(error);
    if (unwritable.has(code)) return code;
    // A full disk takes no new folder, but may have room again when there is something to save (F8).
    if (code === 'ENOSPC' || code === 'EDQUOT') return null;
    throw storeError(phrase`opened`, context.folder, error);
  }
  await prune(context);
  return null;
}

/** Where states come from and changes go to: the folder, or the memory of this process. */
type Source<T> =
  { readonly kind: 'folder' } | { readonly kind: 'memory'; readonly low: Low<T>; revision: number };

class FolderStore<T extends object> implements GenerationStore<T> {
  readonly #context: GenerationContext;
  readonly #schema: StoreSchema<T>;
  readonly #watching: WatchOptions;
  readonly #onNotice: (notice: StoreNotice) => void;
  readonly #listeners = new Set<(state: StoredState<T>) => void>();
  readonly #damaged = new Set<number>();
  #source: Source<T> = { kind: 'folder' };
  /** The highest revisions that were given to a caller, and to the listeners. */
  #given = 0;
  #announced = 0;
  #changing: Promise<unknown> = Promise.resolve();
  #endWatch: (() => void) | null = null;
  #isClosed = false;

  constructor(
    context: GenerationContext,
    schema: StoreSchema<T>,
    watching: WatchOptions,
    onNotice: (notice: StoreNotice) => void,
  ) {
    this.#context = context;
    this.#schema = schema;
    this.#watching = watching;
    this.#onNotice = onNotice;
  }

  get isSaved(): boolean {
    return this.#source.kind === 'folder';
  }

  /** From now on changes go to memory only; what is in the folder is where they start. */
  async keepInMemory(code: string): Promise<void> {
    const { folder } = this.#context;
    const said = phrase`The ${this.#schema.name} can't be saved at ${folder} (${code}): changes last until this window closes.`;
    this.#onNotice({ kind: 'not-saved', message: english(said), said });
    try {
      const { revision, data } = await this.#readFolder();
      this.#source = { kind: 'memory', low: new Low(new Memory<T>(), data), revision };
    } catch {
      // There is a store that can't be read. Reading it says so, and no defaults take its place (F3).
    }
  }

  async read(): Promise<StoredState<T>> {
    const source = this.#source;
    if (source.kind === 'memory') return { revision: source.revision, data: source.low.data };
    const state = await this.#readFolder();
    this.#announce(state);
    return state;
  }

  mutate(change: (data: T) => T): Promise<StoredState<T>> {
    if (this.#isClosed) {
      return Promise.reject(
        new ShadowSyncError('store', phrase`The store of the ${this.#schema.name} is closed.`),
      );
    }
    // One after the other: a process has no need to be faster than itself.
    const changed = this.#changing.then(() => this.#mutate(change));
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  onDidChange(listener: (state: StoredState<T>) => void): () => void {
    // The same function twice is two listeners.
    const own = (state: StoredState<T>): void => listener(state);
    if (this.#listeners.size === 0) this.#announced = this.#given;
    this.#listeners.add(own);
    this.#endWatch ??= watchFolder(this.#context.folder, this.#watching, () => this.#look());
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#stopWatching();
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#stopWatching();
    await this.#changing;
  }

  async #mutate(change: (data: T) => T): Promise<StoredState<T>> {
    const { clock } = this.#context;
    const source = this.#source;
    const end = clock.monotonic() + patienceMs;
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      const state =
        source.kind === 'memory' ? await this.#tryMemory(source, change) : await this.#tryFolder(change);
      if (state !== null) {
        this.#announce(state);
        return state;
      }
      if (clock.monotonic() > end) throw this.#busy();
      await clock.sleep(jittered(wait));
    }
  }

  /** Null when another process was faster. */
  async #tryFolder(change: (data: T) => T): Promise<StoredState<T> | null> {
    const { adapter, low } = this.#open();
    await low.read();
    this.#checkIsThere(adapter.revision);
    await this.#context.failPoint('store.after-read');
    const before = low.data;
    const after = change(before);
    if (after === before) return this.#give(adapter.revision, before);
    low.data = this.#schema.parse(after);
    try {
      await low.write();
    } catch (error) {
      if (error instanceof OvertakenError) return null;
      throw error;
    }
    return this.#give(adapter.revision, low.data);
  }

  async #tryMemory(
    source: Source<T> & { readonly kind: 'memory' },
    change: (data: T) => T,
  ): Promise<StoredState<T>> {
    const { low } = source;
    const after = change(low.data);
    if (after === low.data) return this.#give(source.revision, after);
    low.data = this.#schema.parse(after);
    await low.write();
    source.revision += 1;
    return this.#give(source.revision, low.data);
  }

  async #readFolder(): Promise<StoredState<T>> {
    const { adapter, low } = this.#open();
    await low.read();
    this.#checkIsThere(adapter.revision);
    return this.#give(adapter.revision, low.data);
  }

  /** A pair for one reading: several may go on at a time, and a write has to know what it was made from. */
  #open(): { readonly adapter: GenerationAdapter<T>; readonly low: Low<T> } {
    const adapter = new GenerationAdapter(this.#context, this.#schema, (notice) => this.#notify(notice));
    return { adapter, low: new Low<T>(adapter, this.#schema.defaults) };
  }

  /** A store that was there a moment ago and is gone is not a new one (F3). */
  #checkIsThere(revision: number): void {
    if (revision > 0 || this.#given === 0) return;
    const { folder } = this.#context;
    throw new ShadowSyncError(
      'store',
      phrase`The ${this.#schema.name} at ${folder} were removed while they were in use.`,
      {
        symbol: 'UNREADABLE',
        remedy: phrase`Put the folder back. To go on without them, reload the window.`,
      },
    );
  }

  #give(revision: number, data: T): StoredState<T> {
    this.#given = Math.max(this.#given, revision);
    return { revision, data };
  }

  #announce(state: StoredState<T>): void {
    if (this.#listeners.size === 0 || state.revision <= this.#announced) return;
    this.#announced = state.revision;
    for (const listener of [...this.#listeners]) listener(state);
  }

  /** After a stir in the folder: is there anything new? Errors are for those who read. */
  async #look(): Promise<void> {
    try {
      const { revisions } = await listFolder(this.#context.folder);
      if ((revisions[0] ?? 0) > this.#announced && this.isSaved) await this.read();
    } catch {
      // see above
    }
  }

  /** A folder that can't be written to takes no copy that would say that a damage is known. */
  #notify(notice: StoreNotice): void {
    if (notice.kind === 'damaged') {
      if (this.#damaged.has(notice.revision)) return;
      this.#damaged.add(notice.revision);
    }
    this.#onNotice(notice);
  }

  #stopWatching(): void {
    this.#endWatch?.();
    this.#endWatch = null;
  }

  #busy(): ShadowSyncError {
    const { folder } = this.#context;
    return new ShadowSyncError(
      'store',
      phrase`The ${this.#schema.name} at ${folder} can't be written: other processes change them all the time, or one that is stopped holds the right to.`,
      {
        symbol: 'BUSY',
        remedy: phrase`Try again. When nothing else runs, remove the files "claim.*" in ${folder}.`,
      },
    );
  }
}
