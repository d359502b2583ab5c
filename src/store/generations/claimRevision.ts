/**
 * The right to publish a revision where the file system has no hard links (exFAT, some network drives): a file of that
 * revision's name which only one process can make. A lock for the whole store would have to be broken when its owner
 * dies, and two can break it at once (reliability.md §1.3); a dead owner's revision is just left out.
 */
import { constants } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Clock } from '../../task/ports.ts';
import { errorCode } from '../journalError.ts';
import { isAlive, thisProcess } from '../processIdentity.ts';
import type { ProcessIdentity } from '../processIdentity.ts';
import type { GenerationContext } from './generationContext.ts';
import { claimPath, listFolder } from './generationFolder.ts';
import { removeQuietly } from './tempFile.ts';

interface Claim {
  readonly uid: string;
  readonly owner: ProcessIdentity;
}

/** A claim without its owner's name after so long was left by a process that died while it wrote it. */
const namelessMs = 10_000;

const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Claims the revision after `highest`, or a later one where dead processes hold claims. Null when somebody else was
 * faster or is at it. Throws the file system's errors.
 */
export async function claimRevision(
  context: GenerationContext,
  highest: number,
  uid: string,
): Promise<number | null> {
  const { claims, revisions } = await listFolder(context.folder);
  if ((revisions[0] ?? 0) > highest) return null;
  let rev = highest + 1;
  for (; claims.includes(rev); rev += 1) {
    if (!(await isDead(context, rev))) return null;
  }
  await context.failPoint('store.claim-free');
  if (!(await makeClaim(context, rev, uid))) return null;
  await context.failPoint('store.claim-written');
  return rev;
}

/** False when there is one already. */
async function makeClaim(context: GenerationContext, rev: number, uid: string): Promise<boolean> {
  const path = claimPath(context.folder, rev);
  let handle: FileHandle;
  try {
    handle = await open(path, flags, 0o600);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await context.failPoint('store.claim-made');
    const claim: Claim = { uid, owner: await thisProcess() };
    await handle.writeFile(JSON.stringify(claim));
    return true;
  } catch (error) {
    await removeQuietly(path); // a full disk has room for a name, but not for what stands in the file
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * True when this process, and nobody else, may publish the claimed revision now. Whoever judged this claim dead has
 * made a higher one before it looked again, and this claim bore its owner's name before this looks: at least one of
 * the two sees the other and steps back.
 */
export async function holdsClaim(
  context: GenerationContext,
  highest: number,
  rev: number,
  uid: string,
): Promise<boolean> {
  const { claims, revisions } = await listFolder(context.folder);
  if ((revisions[0] ?? 0) > highest || (claims[0] ?? 0) > rev) return false;
  const own = await readClaim(context.folder, rev);
  if (typeof own !== 'object' || own.uid !== uid) return false;
  for (const lower of claims.filter((other) => other > highest && other < rev)) {
    if (!(await isDead(context, lower))) return false;
  }
  return true;
}

async function isDead({ folder, clock }: GenerationContext, rev: number): Promise<boolean> {
  const claim = await readClaim(folder, rev);
  if (claim === 'gone') return false; // its owner has just let it go: look again
  if (claim === 'nameless') return isOld(claimPath(folder, rev), clock);
  return !(await isAlive(claim.owner));
}

async function isOld(path: string, clock: Clock): Promise<boolean> {
  try {
    return clock.now() - (await stat(path)).mtimeMs > namelessMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function readClaim(folder: string, rev: number): Promise<Claim | 'gone' | 'nameless'> {
  let text: string;
  try {
    text = await readFile(claimPath(folder, rev), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isClaim(value) ? value : 'nameless';
  } catch {
    return 'nameless';
  }
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null || !('uid' in value && 'owner' in value)) return false;
  const { owner } = value;
  return (
    typeof owner === 'object' &&
    owner !== null &&
    'host' in owner &&
    typeof owner.host === 'string' &&
    'pid' in owner &&
    typeof owner.pid === 'number' &&
    'started' in owner &&
    (owner.started === null || typeof owner.started === 'string')
  );
}
