/** Temporary files: what a generation is before it has its name. */
import { constants } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { tempPath } from './generationFolder.ts';
import type { GenerationContext } from './generationContext.ts';

/** `O_EXCL` and `O_NOFOLLOW`: neither a file nor a link that somebody put there is written to (F-08). */
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Writes a new temporary file, down to the disk, and gives its path. Throws the file system's errors and leaves nothing
 * behind then; EEXIST when a file or a link stands at its name, which nobody but an attacker can have guessed.
 */
export async function writeTemp(
  context: GenerationContext,
  uid: string,
  bytes: string | Buffer,
): Promise<string> {
  const path = tempPath(context.folder, uid);
  const handle = await open(path, flags, 0o600);
  try {
    try {
      await context.failPoint('store.temp-made');
      // The umask can have taken our own rights as well.
      if (process.platform !== 'win32') await handle.chmod(0o600);
      // Writes on after a short write, and so finds a full disk (reliability.md §1.2).
      await handle.writeFile(bytes);
      await context.failPoint('store.temp-written');
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await removeQuietly(path);
    throw error;
  }
  await context.failPoint('store.temp-synced');
  return path;
}

/** What can't be removed now is found and removed later, with what killed processes left (removeLeftovers). */
export async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // see above
  }
}
