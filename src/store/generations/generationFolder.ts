/** The folder that generations live in: names, listing, access rights. */
import { constants } from 'node:fs';
import { chmod, lstat, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../journalError.ts';
import { makeFolder } from '../makeFolder.ts';

export interface FolderListing {
  /** Of the generations that are there, whole or not; the highest first. */
  readonly revisions: readonly number[];
  /** Revisions that a writer without hard links has claimed; the highest first. */
  readonly claims: readonly number[];
  /** Names of temporary files. */
  readonly temps: readonly string[];
  /** Names of copies that were kept: they say that there was a store once. */
  readonly kept: readonly string[];
}

const emptyListing: FolderListing = { revisions: [], claims: [], temps: [], kept: [] };

const generationName = /^g\.([1-9]\d{0,14})\.json$/;
const claimName = /^claim\.([1-9]\d{0,14})$/;
const tempName = /^t\.[\w-]+\.tmp$/;
const keptName = /^(corrupt|backup)-.*\.json$/;

export function generationPath(folder: string, rev: number): string {
  return join(folder, `g.${rev}.json`);
}

export function claimPath(folder: string, rev: number): string {
  return join(folder, `claim.${rev}`);
}

/** The temporary file of one attempt to write. */
export function tempPath(folder: string, uid: string): string {
  return join(folder, `t.${uid}.tmp`);
}

/** What is in the folder; nothing when there is none. Throws the file system's errors. */
export async function listFolder(folder: string): Promise<FolderListing> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return emptyListing;
    throw error;
  }
  return {
    revisions: numbersIn(names, generationName),
    claims: numbersIn(names, claimName),
    temps: names.filter((name) => tempName.test(name)),
    kept: names.filter((name) => keptName.test(name)),
  };
}

function numbersIn(names: readonly string[], pattern: RegExp): readonly number[] {
  const numbers = names.flatMap((name) => {
    const match = pattern.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  return numbers.sort((a, b) => b - a);
}

/**
 * Makes the folder, and takes from others what they may do in it and with its files, whatever the umask and whatever
 * was there before (F6, F-07). Throws the file system's errors, but none for rights that can't be changed: then the
 * folder belongs to somebody else, and writing will tell.
 */
export async function makePrivate(folder: string): Promise<void> {
  await makeFolder(folder);
  if (process.platform === 'win32') return; // no such modes: a profile's folder is private by its access list
  await narrow(folder, (await stat(folder)).mode, 0o700);
  const { revisions, temps, kept } = await listFolder(folder);
  const paths = [...temps, ...kept].map((name) => join(folder, name));
  paths.push(...revisions.map((rev) => generationPath(folder, rev)));
  for (const path of paths) await narrowFile(path);
}

async function narrowFile(path: string): Promise<void> {
  try {
    const found = await lstat(path);
    // chmod would follow a link and change somebody else's file.
    if (found.isFile()) await narrow(path, found.mode, 0o600);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

async function narrow(path: string, mode: number, wanted: number): Promise<void> {
  if ((mode & 0o777) === wanted) return;
  try {
    await chmod(path, wanted);
  } catch (error) {
    if (!['EPERM', 'EACCES', 'EROFS', 'ENOENT'].includes(errorCode(error))) throw error;
  }
}

/** A new name is safe only when its folder is (fsync(2)). Windows can't do that, and its file system needs it not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
