/** Folders for what is kept: for this user alone. */
import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './journalError.ts';

/**
 * Makes the folder and those above it that are missing; one that is there stays as it is. Node's own `recursive` never
 * comes back from where nothing can be made though nothing is there (below /proc). Throws the file system's errors.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const above = dirname(folder);
    if (errorCode(error) !== 'ENOENT' || above === folder) throw error;
    await makeFolder(above);
    await makeOne(folder);
  }
}

/** The same, and takes from others what they may do in it: it may have been there before, or the umask in the way (F-07). */
export async function makePrivateFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  await chmod(folder, 0o700);
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // What a system says of a folder that is there is not always EEXIST: a drive's root, a disk that is not writable.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
