/** Whether a generation that was just published is part of the store's history (reliability.md F1, F-14). */
import type { GenerationContext } from './generationContext.ts';
import { listFolder } from './generationFolder.ts';
import { readGeneration } from './readNewest.ts';

/**
 * - `kept`: it is the newest, or the parent of a later one.
 * - `displaced`: its number was free because the generation that had it is pruned: the writer slept while others went
 *   on. It is not, and never was, what anybody reads.
 * - `unknown`: it is gone, or its child is damaged, and nothing tells whether it counted.
 */
export type PlaceInChain = 'kept' | 'displaced' | 'unknown';

/**
 * The newest generation is never pruned and a writer takes the next free number above all there are, so a generation
 * that has none above itself is the newest. Pruning goes from the lowest number up: as long as ours is there, what was
 * built on it is there too. Throws the file system's errors.
 */
export async function placeInChain(
  { folder, clock }: GenerationContext,
  rev: number,
  uid: string,
): Promise<PlaceInChain> {
  const { revisions } = await listFolder(folder);
  const own = await readGeneration(folder, rev, clock);
  const isThere = typeof own === 'object' && own.uid === uid;
  let isUnsure = !isThere;
  for (const later of revisions.filter((other) => other > rev).reverse()) {
    const generation = await readGeneration(folder, later, clock);
    if (typeof generation === 'string') {
      isUnsure = true;
      continue;
    }
    if (generation.prev === uid) return 'kept';
    // The next number was taken by somebody who did not build on ours.
    if (later === rev + 1) return 'displaced';
  }
  if (isUnsure) return 'unknown';
  return revisions.some((other) => other > rev) ? 'displaced' : 'kept';
}
