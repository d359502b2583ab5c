/** A small store for the tests of generations, and the fail points that children are made to die or stop at. */
import type { link } from 'node:fs/promises';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { openGenerationStore } from '../../../src/store/generations/generationStore.ts';
import type { GenerationStore, StoreOptions } from '../../../src/store/generations/generationStore.ts';
import { storeFailPointNames } from '../../../src/store/generations/storeFailPoint.ts';
import type { StoreFailPoint } from '../../../src/store/generations/storeFailPoint.ts';
import type { StoreSchema } from '../../../src/store/generations/storeSchema.ts';

export interface Notes {
  readonly entries: readonly string[];
}

function parseNotes(data: unknown): Notes {
  const entries = typeof data === 'object' && data !== null && 'entries' in data ? data.entries : null;
  if (!Array.isArray(entries)) throw new TypeError('no entries');
  return {
    entries: entries.map((entry: unknown) => {
      if (typeof entry !== 'string') throw new TypeError('an entry is no text');
      return entry;
    }),
  };
}

export const notesSchema: StoreSchema<Notes> = {
  name: 'notes',
  defaults: { entries: [] },
  parse: parseNotes,
  migrations: [],
};

/** The same in its next form, with every entry marked as migrated. */
export const notesSchema2: StoreSchema<Notes> = {
  ...notesSchema,
  migrations: [(data: unknown): Notes => ({ entries: parseNotes(data).entries.map((entry) => `${entry}'`) })],
};

export function openNotes(
  folder: string,
  options: Partial<StoreOptions> = {},
): Promise<GenerationStore<Notes>> {
  return openGenerationStore(folder, notesSchema, { onNotice: () => undefined, ...options });
}

export const adding =
  (entry: string) =>
  (notes: Notes): Notes => ({ entries: [...notes.entries, entry] });

/** True for a store's error with that symbol, and with a remedy. */
export const isStoreError =
  (symbol: string) =>
  (error: unknown): boolean =>
    ShadowSyncError.is(error, 'store') && error.symbol === symbol && error.remedy !== null;

/** An error as the file system throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as a file system says it`), { code });
}

/** A file system without hard links, as exFAT is one. */
export const withoutLinks: typeof link = () => Promise.reject(systemError('ENOTSUP'));

/** Takes `name:hit:kill|stop`; nothing happens for an empty text. A stopped process goes on with SIGCONT. */
export function armStoreFailPoint(text: string, onStop: () => void): StoreFailPoint {
  if (text === '') return () => Promise.resolve();
  const [name = '', hit = '', action = ''] = text.split(':');
  const names: readonly string[] = storeFailPointNames;
  if (!names.includes(name) || !(action === 'kill' || action === 'stop')) {
    throw new Error(`${text} is no fail point`);
  }
  let left = Number(hit);
  return async (passed) => {
    if (passed !== name) return;
    left -= 1;
    if (left !== 0) return;
    if (action === 'kill') {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => setInterval(() => undefined, 1000));
    }
    onStop();
    process.kill(process.pid, 'SIGSTOP');
  };
}
