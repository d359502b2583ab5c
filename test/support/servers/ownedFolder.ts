import { readFileSync, readdirSync, renameSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../removeFolder.ts';
import { identityPid, isLiving, ownIdentity, processIdentity } from './processIdentity.ts';

/** The beginning of the name of every server's temporary folder. */
const folderPrefix = 'shadow-sync-server-';

const memoryFolder = '/dev/shm';
const gibibyte = 1024 ** 3;
const startingTakesAtMostMs = 600_000;

/** Who made a folder and which server runs in it, as identities of living processes. */
interface Owner {
  readonly process: string;
  readonly server?: string;
}

/**
 * Makes an empty temporary folder that is marked as this process's, so that a later process can tell that
 * it was abandoned. In memory where there is plenty: DDL waits for the disk and is five times faster there.
 */
export async function createOwnedFolder(): Promise<string> {
  const folder = await mkdtemp(join(parentFolder(), folderPrefix));
  writeOwner(folder, { process: ownIdentity() });
  return folder;
}

/** Notes in the folder which server runs in it. */
export function recordServer(folder: string, pid: number): void {
  const server = processIdentity(pid);
  writeOwner(folder, server === undefined ? { process: ownIdentity() } : { process: ownIdentity(), server });
}

/** Removes an owned folder with all that is in it; the server in it must be gone, or dying while it creates a last file. */
export function removeOwnedFolder(folder: string): void {
  removeFolder(folder);
}

/**
 * Ends the servers and removes the folders of test processes that died without doing so themselves (killed
 * with SIGKILL, out of memory). Gives the folders it removed. What belongs to a living process stays.
 */
export function sweepAbandonedFolders(): readonly string[] {
  return [...new Set([memoryFolder, tmpdir()])].flatMap((parent) => {
    const names = listing(parent).filter((name) => name.startsWith(folderPrefix));
    return names.map((name) => join(parent, name)).filter((folder) => sweep(folder));
  });
}

function sweep(folder: string): boolean {
  const owner = readOwner(folder);
  if (owner === undefined ? !isOld(folder) : isLiving(owner.process)) return false;
  if (owner?.server !== undefined && isLiving(owner.server)) kill(identityPid(owner.server));
  const claimed = `${folder}.abandoned-${String(process.pid)}`;
  try {
    renameSync(folder, claimed);
  } catch {
    return false; // Another process sweeps it at this moment.
  }
  removeOwnedFolder(claimed);
  return true;
}

/** The folder for temporary folders: short enough for a socket's path, which has at most 107 bytes (unix(7)). */
function parentFolder(): string {
  if (hasRoomInMemory()) return memoryFolder;
  return Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : '/tmp';
}

function hasRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    return bavail * bsize >= 4 * gibibyte && process.availableMemory() >= 8 * gibibyte;
  } catch {
    return false;
  }
}

function writeOwner(folder: string, owner: Owner): void {
  const path = join(folder, 'owner.json');
  writeFileSync(`${path}.new`, JSON.stringify(owner));
  renameSync(`${path}.new`, path);
}

function readOwner(folder: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function isOld(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > startingTakesAtMostMs;
}

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
