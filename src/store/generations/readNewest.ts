/** Finds the state of the store: the highest generation that is whole (reliability.md F2). */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Clock } from '../../task/ports.ts';
import { errorCode } from '../journalError.ts';
import { decodeGeneration } from './generationFile.ts';
import type { Generation } from './generationFile.ts';
import { generationPath, listFolder } from './generationFolder.ts';
import { retryBusy } from './retryBusy.ts';

export type Newest =
  /** No generation, and no trace of a former store. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'found';
      readonly generation: Generation;
      /** The highest number that is taken, by a damaged generation if need be. */
      readonly highest: number;
      /** Revisions above it that are damaged. */
      readonly damaged: readonly number[];
    }
  /** There is a store, or there was one, and nothing of it can be read. */
  | { readonly kind: 'lost'; readonly damaged: readonly number[]; readonly kept: readonly string[] };

/** Others may prune so often while one process reads; beyond it something else is going on. */
const maxTries = 100;

/** Throws the file system's errors: a file that can't be read now is not a damaged one. */
export async function readNewest(folder: string, clock: Clock): Promise<Newest> {
  for (let left = maxTries; ; left -= 1) {
    const found = await tryReadNewest(folder, clock);
    if (found !== 'moved-on') return found;
    if (left === 0) throw new Error('generations vanish faster than they can be read');
  }
}

async function tryReadNewest(folder: string, clock: Clock): Promise<Newest | 'moved-on'> {
  const { revisions, kept } = await listFolder(folder);
  const [highest] = revisions;
  if (highest === undefined)
    return kept.length === 0 ? { kind: 'none' } : { kind: 'lost', damaged: [], kept };
  const damaged: number[] = [];
  for (const rev of revisions) {
    const generation = await readGeneration(folder, rev, clock);
    // Pruned since the listing: then there are higher ones by now.
    if (generation === 'gone') return 'moved-on';
    if (generation !== 'damaged') return { kind: 'found', generation, highest, damaged };
    damaged.push(rev);
  }
  return { kind: 'lost', damaged, kept };
}

/** Reads one generation. Throws the file system's errors. */
export async function readGeneration(
  folder: string,
  rev: number,
  clock: Clock,
): Promise<Generation | 'gone' | 'damaged'> {
  try {
    const bytes = await retryBusy(clock, () => readPlainFile(generationPath(folder, rev)));
    return (bytes === null ? null : decodeGeneration(bytes, rev)) ?? 'damaged';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

/** Null for what is no file of ours: a link, a folder, a pipe (which a plain open would wait for). */
async function readPlainFile(path: string): Promise<Buffer | null> {
  let handle;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (['ELOOP', 'EISDIR', 'ENXIO'].includes(errorCode(error))) return null;
    throw error;
  }
  try {
    return (await handle.stat()).isFile() ? await handle.readFile() : null;
  } finally {
    await handle.close();
  }
}
