/** Removes what nobody needs any more: old generations, and what killed processes left (reliability.md F2, F-02). */
import { lstat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../journalError.ts';
import type { GenerationContext } from './generationContext.ts';
import { claimPath, generationPath, listFolder } from './generationFolder.ts';
import { removeQuietly } from './tempFile.ts';

/** What can't be removed now is tried again with the next change; throws nothing but what a fail point throws. */
export async function prune(context: GenerationContext): Promise<void> {
  const listing = await listFolder(context.folder).catch(() => null);
  if (listing === null) return;
  const { revisions, claims, temps } = listing;
  await removeGenerations(context, revisions);
  for (const name of temps) {
    const path = join(context.folder, name);
    if (await isOld(context, path)) await removeQuietly(path);
  }
  // A claim of a revision that is there, or was, gives no right any more.
  for (const rev of claims) {
    if (rev <= (revisions[0] ?? 0)) await removeQuietly(claimPath(context.folder, rev));
  }
}

/**
 * From the lowest number up, and not beyond the first that stays or can't be removed: that a generation is there says
 * that all which came after it are (placeInChain).
 */
async function removeGenerations(context: GenerationContext, revisions: readonly number[]): Promise<void> {
  for (const rev of revisions.slice(context.keepGenerations).reverse()) {
    const path = generationPath(context.folder, rev);
    if (!(await isOld(context, path))) return;
    await context.failPoint('store.pruning');
    try {
      await unlink(path);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') return;
    }
  }
}

/** By the change of the inode too: a writer that slept gives an old file its name, and has to find it there. */
async function isOld({ clock, keepMs }: GenerationContext, path: string): Promise<boolean> {
  try {
    const { mtimeMs, ctimeMs } = await lstat(path);
    return clock.now() - Math.max(mtimeMs, ctimeMs) >= keepMs;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
