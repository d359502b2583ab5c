/** Puts a new generation behind the newest: a compare-and-swap that any process may die in (reliability.md F1). */
import { unlink } from 'node:fs/promises';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { errorCode } from '../journalError.ts';
import { claimRevision, holdsClaim } from './claimRevision.ts';
import type { GenerationContext } from './generationContext.ts';
import { encodeGeneration } from './generationFile.ts';
import type { GenerationHeader } from './generationFile.ts';
import { claimPath, generationPath, syncFolder } from './generationFolder.ts';
import { placeInChain } from './placeInChain.ts';
import { readGeneration } from './readNewest.ts';
import { retryBusy } from './retryBusy.ts';
import { removeQuietly, writeTemp } from './tempFile.ts';

/** What the change was made from. */
export interface BaseGeneration {
  /** Null for a store that is not there yet. */
  readonly uid: string | null;
  /** The highest number that was taken. */
  readonly highest: number;
}

export interface GenerationContent {
  readonly schema: number;
  readonly data: object;
}

/**
 * Gives the header of the new generation, which is on the disk and in the chain then; null when another process was
 * faster: read again. Throws the file system's errors, and ShadowSyncError 'store' when it can't be told whether the
 * generation counts.
 */
export async function publishGeneration(
  context: GenerationContext,
  base: BaseGeneration,
  content: GenerationContent,
): Promise<GenerationHeader | null> {
  if (!context.learned.hasNoLinks) {
    const outcome = await publishByLink(context, base, content);
    if (outcome !== 'no-links') return outcome;
    context.learned.hasNoLinks = true;
  }
  return publishByClaim(context, base, content);
}

async function publishByLink(
  context: GenerationContext,
  base: BaseGeneration,
  content: GenerationContent,
): Promise<GenerationHeader | 'no-links' | null> {
  const header = headerOf(context, base, content, base.highest + 1);
  const temp = await writeGeneration(context, header, content);
  try {
    const path = generationPath(context.folder, header.rev);
    try {
      await retryBusy(context.clock, () => context.link(temp, path));
    } catch (error) {
      const code = errorCode(error);
      // ENOENT: the temporary file was taken for a dead process's while this one slept.
      if (code === 'EEXIST' || code === 'ENOENT') return null;
      if (meansNoLinks(code)) return 'no-links';
      throw error;
    }
    return await settle(context, header);
  } finally {
    await removeQuietly(temp);
    await context.failPoint('store.temp-removed');
  }
}

async function publishByClaim(
  context: GenerationContext,
  base: BaseGeneration,
  content: GenerationContent,
): Promise<GenerationHeader | null> {
  const uid = context.newUid();
  const rev = await claimRevision(context, base.highest, uid);
  if (rev === null) return null;
  const header = { ...headerOf(context, base, content, rev), uid };
  let temp: string | null = null;
  try {
    temp = await writeGeneration(context, header, content);
    const from = temp;
    if (!(await holdsClaim(context, base.highest, rev, uid))) return null;
    await context.failPoint('store.claim-held');
    try {
      await retryBusy(context.clock, () => context.rename(from, generationPath(context.folder, rev)));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null; // as above
      throw error;
    }
    return await settle(context, header);
  } finally {
    if (temp !== null) await removeQuietly(temp);
    await removeQuietly(claimPath(context.folder, rev));
    await context.failPoint('store.temp-removed');
  }
}

/**
 * Linux says EPERM for a file system without links (link(2)). On Windows that is a scanner which holds the file, and
 * libuv gives EISDIR for the missing function of exFAT. After EPERM the claim comes to the same error when it was
 * about the folder's rights.
 */
function meansNoLinks(code: string): boolean {
  if (code === 'EPERM') return process.platform !== 'win32';
  return ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(code);
}

function headerOf(
  context: GenerationContext,
  base: BaseGeneration,
  { schema }: GenerationContent,
  rev: number,
): GenerationHeader {
  return { schema, rev, uid: context.newUid(), prev: base.uid };
}

function writeGeneration(
  context: GenerationContext,
  header: GenerationHeader,
  { data }: GenerationContent,
): Promise<string> {
  return writeTemp(context, header.uid, encodeGeneration({ ...header, data }));
}

/** The generation has its name. Is it in the chain? Then it is made to stay there. */
async function settle(
  context: GenerationContext,
  header: GenerationHeader,
): Promise<GenerationHeader | null> {
  const { folder, failPoint } = context;
  await failPoint('store.published');
  const place = await placeInChain(context, header.rev, header.uid);
  await failPoint('store.checked');
  if (place === 'displaced') {
    await removeOwn(context, header);
    return null;
  }
  if (place === 'unknown') throw unknownOutcome(folder);
  await syncFolder(folder);
  await failPoint('store.folder-synced');
  return header;
}

async function removeOwn(
  { folder, clock }: GenerationContext,
  { rev, uid }: GenerationHeader,
): Promise<void> {
  const own = await readGeneration(folder, rev, clock);
  if (typeof own === 'string' || own.uid !== uid) return;
  try {
    await retryBusy(clock, () => unlink(generationPath(folder, rev)));
  } catch {
    // Nobody reads it as long as there are later ones, and pruning takes it with its neighbours.
  }
}

function unknownOutcome(folder: string): ShadowSyncError {
  return new ShadowSyncError(
    'store',
    phrase`It can't be told whether the change was saved at ${folder}: this process was stopped for long while it wrote.`,
    {
      symbol: 'UNKNOWN_OUTCOME',
      remedy: phrase`Look at what is there now, and repeat the change if it is missing.`,
    },
  );
}
