/**
 * Alerts in stores of generations that all windows share (F1 to F8): the board with all that goes on, which is written often
 * and stays small; the archive in parts, of which only the last one is ever written to; the settings.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AlertStore } from '../alert/alertPorts.ts';
import type { Board, KeptAlert } from '../alert/model/board.ts';
import type { AlertSettings } from '../alert/model/settings.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { GenerationStore, StoreOptions } from './generations/generationStore.ts';

/** How content is read back: the floors that own the types say what is valid, and this room takes no code of theirs. */
export interface AlertReaders {
  readonly readBoard: (value: unknown) => Board;
  readonly readKeptAlert: (value: unknown, place: string) => KeptAlert;
  readonly readSettings: (value: unknown) => AlertSettings;
}

export interface AlertDefaults {
  readonly board: Board;
  readonly settings: AlertSettings;
}

export interface AlertStoreOptions extends StoreOptions {
  /** Alerts in one part of the archive, and parts in all. */
  readonly perPart?: number;
  readonly maxParts?: number;
}

interface PartContent {
  readonly alerts: readonly KeptAlert[];
}

/** The longest range of the list is three months; what is older goes, part by part. */
const keepMs = 100 * 24 * 3_600_000;

/** Opens the alerts kept in `folder`. Throws like `openGenerationStore`. */
export async function openAlertStore(
  folder: string,
  readers: AlertReaders,
  defaults: AlertDefaults,
  options: AlertStoreOptions,
): Promise<AlertStore> {
  const { perPart = 500, maxParts = 80, ...rest } = options;
  const board = await openGenerationStore<Board>(
    join(folder, 'board'),
    { name: 'alerts', defaults: defaults.board, parse: readers.readBoard, migrations: [] },
    // It is written with every delivery and nobody wants to go back to an old one.
    { keepMs: 60_000, ...rest },
  );
  const settings = await openGenerationStore<AlertSettings>(
    join(folder, 'settings'),
    { name: 'alert settings', defaults: defaults.settings, parse: readers.readSettings, migrations: [] },
    rest,
  );
  const archive = new Archive(join(folder, 'archive'), readers, rest, { perPart, maxParts });
  return new GenerationAlertStore(board, settings, archive);
}

class GenerationAlertStore implements AlertStore {
  readonly #board: GenerationStore<Board>;
  readonly #settings: GenerationStore<AlertSettings>;
  readonly #archive: Archive;
  readonly #listeners = new Set<() => void>();
  #latest: { readonly revision: number; readonly data: Board } | null = null;
  #latestSettings: AlertSettings | null = null;
  #ends: (() => void)[] = [];

  constructor(board: GenerationStore<Board>, settings: GenerationStore<AlertSettings>, archive: Archive) {
    this.#board = board;
    this.#settings = settings;
    this.#archive = archive;
  }

  async board(): Promise<Board> {
    // While somebody listens, changes of others are seen within seconds, and asking costs nothing.
    if (this.#latest !== null && this.#ends.length > 0) return this.#latest.data;
    return this.#see(await this.#board.read());
  }

  async change(change: (board: Board) => Board): Promise<Board> {
    return this.#see(await this.#board.mutate(change));
  }

  archive(): Promise<readonly KeptAlert[]> {
    return this.#archive.all();
  }

  keep(alerts: readonly KeptAlert[], now: number): Promise<void> {
    return this.#archive.keep(alerts, now);
  }

  async settings(): Promise<AlertSettings> {
    if (this.#latestSettings !== null && this.#ends.length > 0) return this.#latestSettings;
    this.#latestSettings = (await this.#settings.read()).data;
    return this.#latestSettings;
  }

  async changeSettings(change: (settings: AlertSettings) => AlertSettings): Promise<AlertSettings> {
    this.#latestSettings = (await this.#settings.mutate(change)).data;
    return this.#latestSettings;
  }

  onDidChange(listener: () => void): () => void {
    // The same function twice is two listeners.
    const own = (): void => listener();
    this.#listeners.add(own);
    if (this.#ends.length === 0) this.#watch();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#stopWatching();
    };
  }

  async close(): Promise<void> {
    this.#stopWatching();
    await Promise.all([this.#board.close(), this.#settings.close(), this.#archive.close()]);
  }

  #watch(): void {
    const tell = (): void => {
      for (const one of [...this.#listeners]) one();
    };
    this.#latestSettings = null;
    this.#latest = null;
    this.#ends = [
      this.#board.onDidChange((state) => {
        this.#see(state);
        tell();
      }),
      this.#settings.onDidChange(({ data }) => {
        this.#latestSettings = data;
        tell();
      }),
    ];
  }

  #stopWatching(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  /** A slower answer about an older state does not take the place of a newer one. */
  #see(state: { readonly revision: number; readonly data: Board }): Board {
    if (this.#latest === null || state.revision >= this.#latest.revision) this.#latest = state;
    return state.data;
  }
}

interface ArchiveSize {
  readonly perPart: number;
  readonly maxParts: number;
}

/** Parts by their numbers; the last one takes what comes. A part that is full is read once and then known. */
class Archive {
  readonly #folder: string;
  readonly #readers: AlertReaders;
  readonly #storeOptions: StoreOptions;
  readonly #size: ArchiveSize;
  readonly #open = new Map<number, GenerationStore<PartContent>>();
  readonly #full = new Map<number, readonly KeptAlert[]>();

  constructor(folder: string, readers: AlertReaders, storeOptions: StoreOptions, size: ArchiveSize) {
    this.#folder = folder;
    this.#readers = readers;
    this.#storeOptions = storeOptions;
    this.#size = size;
  }

  async all(): Promise<readonly KeptAlert[]> {
    const byId = new Map<string, KeptAlert>();
    // What was kept once more, after it had been sent again by hand, stands in a later part.
    for (const part of await this.#parts()) {
      for (const one of await this.#contentOf(part)) byId.set(one.alert.id, one);
    }
    return [...byId.values()];
  }

  async keep(alerts: readonly KeptAlert[], now: number): Promise<void> {
    const parts = await this.#parts();
    let left = alerts;
    for (let part = parts.at(-1) ?? 1; left.length > 0; part += 1) {
      const room = await this.#add(part, left);
      left = left.slice(room);
    }
    await this.#drop(await this.#parts(), now);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map((store) => store.close()));
  }

  /** Puts as many as there is room for into a part; gives their number. */
  async #add(part: number, alerts: readonly KeptAlert[]): Promise<number> {
    const store = await this.#store(part);
    let taken = 0;
    const { data } = await store.mutate((content) => {
      taken = Math.max(0, this.#size.perPart - content.alerts.length);
      const added = alerts.slice(0, taken);
      if (added.length === 0) return content;
      const ids = new Set(added.map(({ alert }) => alert.id));
      return { alerts: [...content.alerts.filter(({ alert }) => !ids.has(alert.id)), ...added] };
    });
    this.#note(part, data.alerts);
    return Math.min(taken, alerts.length);
  }

  async #drop(parts: readonly number[], now: number): Promise<void> {
    for (const [i, part] of parts.slice(0, -1).entries()) {
      const content = await this.#contentOf(part);
      const isOld = content.every(({ alert }) => alert.lastAt < now - keepMs);
      if (!isOld && parts.length - i <= this.#size.maxParts) return;
      await this.#open.get(part)?.close();
      this.#open.delete(part);
      this.#full.delete(part);
      await rm(join(this.#folder, nameOf(part)), { recursive: true, force: true });
    }
  }

  async #contentOf(part: number): Promise<readonly KeptAlert[]> {
    const known = this.#full.get(part);
    if (known !== undefined) return known;
    const { data } = await (await this.#store(part)).read();
    this.#note(part, data.alerts);
    return data.alerts;
  }

  #note(part: number, alerts: readonly KeptAlert[]): void {
    if (alerts.length >= this.#size.perPart) this.#full.set(part, alerts);
  }

  async #store(part: number): Promise<GenerationStore<PartContent>> {
    const found = this.#open.get(part);
    if (found !== undefined) return found;
    const store = await openGenerationStore<PartContent>(
      join(this.#folder, nameOf(part)),
      {
        name: 'past alerts',
        defaults: { alerts: [] },
        parse: (data) => ({
          alerts: listIn(data).map((value, i) => this.#readers.readKeptAlert(value, `alerts[${String(i)}]`)),
        }),
        migrations: [],
      },
      { keepMs: 60_000, ...this.#storeOptions },
    );
    this.#open.set(part, store);
    return store;
  }

  /** Oldest first. */
  async #parts(): Promise<readonly number[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names
      .filter((name) => /^part-\d{6}$/.test(name))
      .map((name) => Number(name.slice(5)))
      .sort((a, b) => a - b);
  }
}

function nameOf(part: number): string {
  return `part-${String(part).padStart(6, '0')}`;
}

function listIn(data: unknown): readonly unknown[] {
  const value: unknown = typeof data === 'object' && data !== null && 'alerts' in data ? data.alerts : null;
  if (!Array.isArray(value)) throw new TypeError('no list of alerts');
  return value;
}
