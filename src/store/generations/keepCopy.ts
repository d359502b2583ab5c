/** Copies that stay: of damaged generations, and of the last one before a migration (reliability.md F2, F4). */
import { lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../journalError.ts';
import type { GenerationContext } from './generationContext.ts';
import { generationPath, syncFolder } from './generationFolder.ts';
import { removeQuietly, writeTemp } from './tempFile.ts';

/**
 * Keeps a damaged generation from being pruned, under a name with the date of its writing. The damaged file stays where
 * it is: its number is taken, and two processes that both move it away could move a good one. Gives the copy's name, or
 * null when there is one already; throws the file system's errors.
 */
export async function keepDamaged(context: GenerationContext, rev: number): Promise<string | null> {
  const path = generationPath(context.folder, rev);
  const date = (await lstat(path)).mtime.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  const name = `corrupt-${date}-g${rev}.json`;
  try {
    await context.link(path, join(context.folder, name));
    return name;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return null;
    return (await copy(context, path, name)) ? name : null;
  }
}

/** Keeps a whole copy of a generation before a later one is written in another form. Throws the file system's errors. */
export async function keepBackup(context: GenerationContext, rev: number, schema: number): Promise<void> {
  await copy(context, generationPath(context.folder, rev), `backup-v${schema}-g${rev}.json`);
  await syncFolder(context.folder);
  await context.failPoint('store.backed-up');
}

/** False when the copy is there already. It has its name only when it is whole. */
async function copy(context: GenerationContext, from: string, name: string): Promise<boolean> {
  const to = join(context.folder, name);
  if (await exists(to)) return false;
  const temp = await writeTemp(context, context.newUid(), await readFile(from));
  try {
    // Two processes that copy at once write the same.
    await context.rename(temp, to);
    return true;
  } finally {
    await removeQuietly(temp);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
