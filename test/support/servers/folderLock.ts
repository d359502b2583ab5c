import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { removeFolder } from '../removeFolder.ts';
import { isLiving, ownIdentity } from './processIdentity.ts';

const betweenTriesMs = 100;
let asides = 0;

/**
 * Runs `work` while holding the lock folder `path`, waiting for as long as another living process holds it.
 * A lock whose owner has died is taken over. Gives what `work` gives, and throws what it throws.
 */
export async function withFolderLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const identity = ownIdentity();
  while (!(await tryToTake(path, identity))) {
    await breakWhenAbandoned(path);
    await pause(betweenTriesMs);
  }
  try {
    return await work();
  } finally {
    // Moved away in one step first: an emptied lock folder could be taken while it is being removed.
    const aside = asideOf(path);
    await rename(path, aside);
    removeFolder(aside);
  }
}

/** The folder appears with its owner already inside: rename(2) onto a folder that isn't empty fails. */
async function tryToTake(path: string, identity: string): Promise<boolean> {
  const prepared = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
  await writeFile(join(prepared, 'owner'), identity);
  try {
    await rename(prepared, path);
    return true;
  } catch {
    removeFolder(prepared);
    return false;
  }
}

async function breakWhenAbandoned(path: string): Promise<void> {
  const owner = await ownerOf(path);
  if (owner === undefined || isLiving(owner)) return;
  const aside = asideOf(path);
  try {
    await rename(path, aside);
  } catch {
    return; // Someone else was quicker.
  }
  // Between reading and renaming another process may have broken and taken the lock: then it gets it back.
  if ((await ownerOf(aside)) === owner) removeFolder(aside);
  else await rename(aside, path).catch(() => undefined);
}

async function ownerOf(path: string): Promise<string | undefined> {
  return await readFile(join(path, 'owner'), 'utf8').catch(() => undefined);
}

/** A name beside the lock that nobody else uses. */
function asideOf(path: string): string {
  asides += 1;
  return `${path}.aside-${String(process.pid)}-${String(asides)}`;
}
