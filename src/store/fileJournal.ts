/**
 * Journals as files: one append-only NDJSON file per run in a private folder (reliability.md F5, F6, F8). Lines of kind
 * `claim` are the store's own and say which process has the journal; all others are the run's entries.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever } from '../schema/assertNever.ts';
import { phrase, type Phrase, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Clock, JournalStore, ReadJournal, RunJournal } from '../task/ports.ts';
import { FileRunJournal } from './fileRunJournal.ts';
import { errorCode, journalError } from './journalError.ts';
import { isFinished, ownerOf, readJournal } from './journalFile.ts';
import type { JournalClaim, JournalContent } from './journalFile.ts';
import { makePrivateFolder } from './makeFolder.ts';
import { processInWords, processState, thisProcess } from './processIdentity.ts';

type UnfinishedRun = Awaited<ReturnType<JournalStore['unfinished']>>[number];

export interface FileJournalOptions {
  readonly clock: Clock;
  /** Finished journals beyond so many, or older than this, go when a new one is made (F5: 500 runs, 90 days). */
  readonly keepRuns?: number;
  readonly keepMs?: number;
  /**
   * A run of a process that can't be seen from here is taken over when its journal was silent for so long (2 days: no
   * statement may take longer than one, see the run policy).
   */
  readonly silentMs?: number;
}

const extension = '.ndjson';
const day = 24 * 60 * 60 * 1000;

/** More files than this are not looked at: the newest count. Pruning keeps a folder far below it. */
const maxScanned = 2000;

/** Opens (and makes, when it is not there) nothing yet: the folder is made with the first journal. */
export function fileJournal(folder: string, options: FileJournalOptions): JournalStore {
  const opened = new Set<string>();
  const pathOf = (run: string): string => join(folder, `${checkedRun(run)}${extension}`);
  const opening = (run: string, handle: FileHandle): FileRunJournal => {
    opened.add(run);
    return new FileRunJournal(run, pathOf(run), handle, () => opened.delete(run));
  };

  return {
    create: async (run) =>
      mapped(phrase`made`, pathOf(run), async () => {
        await makePrivateFolder(folder);
        await prune(folder, options);
        const handle = await open(pathOf(run), flagsToMake, 0o600);
        const journal = opening(run, handle);
        try {
          await journal.appendLine(await claim(1));
          await syncFolder(folder);
        } catch (error) {
          await closed(journal);
          // Nothing was sent yet: a record without a beginning would only puzzle the next start.
          await unlink(pathOf(run)).catch(() => undefined);
          throw error;
        }
        return journal;
      }),

    unfinished: () =>
      mapped(phrase`read`, folder, async () => {
        const found: UnfinishedRun[] = [];
        for (const { path, run, touched } of (await journalsIn(folder)).slice(0, maxScanned)) {
          if (opened.has(run) || (await unlessGone(isFinished(path))) !== false) continue;
          const content = await unlessGone(readJournal(path));
          if (content === null) continue;
          if ((await heldBy(content, touched, options)) !== null) continue;
          found.push({ run, entries: content.entries, torn: content.torn });
        }
        return found.reverse();
      }),

    read: (prefix) =>
      mapped(phrase`read`, folder, async () => {
        const found: ReadJournal[] = [];
        for (const { path, run } of await journalsIn(folder, prefix)) {
          const content = await unlessGone(readJournal(path));
          if (content !== null) found.push({ run, entries: content.entries });
        }
        return found.sort((a, b) => begunAt(a) - begunAt(b));
      }),

    reopen: async (run) =>
      mapped(phrase`opened`, pathOf(run), () => takeOver(run, pathOf(run), opening, options)),
  };
}

/** `O_EXCL` and `O_NOFOLLOW`: neither a file nor a link that somebody put there is written to (F-08). */
const flagsToMake =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const flagsToAppend = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW;

/**
 * Takes an unfinished journal from its dead owner. Two processes may try at once; appends have one order, so the first
 * claim with the next number wins. Throws ShadowSyncError 'lock' for the other one.
 */
async function takeOver(
  run: string,
  path: string,
  opening: (run: string, handle: FileHandle) => FileRunJournal,
  options: FileJournalOptions,
): Promise<RunJournal> {
  const content = await readJournal(path);
  const held = await heldBy(content, (await stat(path)).mtimeMs, options);
  if (held !== null) throw heldError(run, path, held, options);
  const before = ownerOf(content);
  const handle = await open(path, flagsToAppend);
  const journal = opening(run, handle);
  const mine = await claim((before?.number ?? 0) + 1);
  const winner = await claimed(journal, path, mine).catch(async (error: unknown) => {
    await closed(journal);
    throw error;
  });
  if (winner?.token === mine.token) return journal;
  await journal.close();
  const who = winner === null ? phrase`another process` : processInWords(winner.owner);
  throw new ShadowSyncError('lock', phrase`The run ${run} is being looked after by ${who}.`);
}

/** Writes the claim, and says whose claim holds. */
async function claimed(
  journal: FileRunJournal,
  path: string,
  mine: JournalClaim,
): Promise<JournalClaim | null> {
  // A torn last line must not swallow the claim.
  await journal.appendText('\n');
  await journal.appendLine(mine);
  return ownerOf(await readJournal(path));
}

/** Closes what could not be written: the error that is under way says more than one of the closing would. */
async function closed(journal: FileRunJournal): Promise<void> {
  await journal.close().catch(() => undefined);
}

interface Holder {
  readonly who: Said;
  /** Null: it is seen to live. */
  readonly silentForMs: number | null;
}

/** Who still has the journal, or null when its owner is gone. A process that can't be seen counts as living for a time. */
async function heldBy(
  content: JournalContent,
  touched: number,
  { clock, silentMs = 2 * day }: FileJournalOptions,
): Promise<Holder | null> {
  const claim = ownerOf(content);
  if (claim === null) return null;
  const who = processInWords(claim.owner);
  const state = await processState(claim.owner);
  switch (state) {
    case 'alive':
      return { who, silentForMs: null };
    case 'elsewhere': {
      const silentForMs = clock.now() - touched;
      return silentForMs > silentMs ? null : { who, silentForMs };
    }
    // What this process has open is known to the store; what it has closed is free.
    case 'own':
    case 'gone':
      return null;
    default:
      return assertNever(state);
  }
}

function heldError(
  run: string,
  path: string,
  { who, silentForMs }: Holder,
  { silentMs = 2 * day }: FileJournalOptions,
): ShadowSyncError {
  if (silentForMs === null)
    return new ShadowSyncError('lock', phrase`The run ${run} belongs to ${who}, which is still at work.`, {
      remedy: phrase`Wait until it has ended.`,
    });
  const hours = (ms: number): string => `${Math.floor(ms / (60 * 60 * 1000))} h`;
  return new ShadowSyncError(
    'lock',
    phrase`The run ${run} belongs to ${who}, which can't be seen from here; its record has been silent for ${hours(silentForMs)}.`,
    {
      remedy: phrase`Run there, or wait: after ${hours(silentMs)} of silence it is taken over. If that computer or container is gone for good, remove ${path}.`,
    },
  );
}

async function claim(number: number): Promise<JournalClaim> {
  return { kind: 'claim', number, token: randomUUID(), owner: await thisProcess() };
}

/** The run's name becomes a file's name and stands in marker comments (R9). */
function checkedRun(run: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(run)) return run;
  throw new ShadowSyncError(
    'internal',
    phrase`A run was named with other characters than letters, digits, - and _.`,
  );
}

/** A record without its beginning was torn there: nothing was sent for it yet, so it is the newest. */
function begunAt({ entries }: ReadJournal): number {
  return entries.find(({ kind }) => kind === 'started')?.at ?? Number.MAX_SAFE_INTEGER;
}

/** Newest first. */
async function journalsIn(
  folder: string,
  prefix = '',
): Promise<readonly { readonly path: string; readonly run: string; readonly touched: number }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const journals = names.filter((name) => name.startsWith(prefix) && name.endsWith(extension));
  const dated = await Promise.all(
    journals.map(async (name) => {
      const path = join(folder, name);
      // Another process may have pruned it since.
      const touched = await unlessGone(stat(path).then(({ mtimeMs }) => mtimeMs));
      return touched === null ? [] : [{ path, run: name.slice(0, -extension.length), touched }];
    }),
  );
  return dated
    .flat()
    .sort((a, b) => (a.touched === b.touched ? (a.run < b.run ? 1 : -1) : b.touched - a.touched));
}

/** What the promise gives, or null when the file that it is about is there no longer. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes finished journals beyond the bounds. What can't be removed now is tried again with the next run. */
async function prune(
  folder: string,
  { clock, keepRuns = 500, keepMs = 90 * day }: FileJournalOptions,
): Promise<void> {
  const oldest = clock.now() - keepMs;
  const journals = await journalsIn(folder);
  const beyond = journals.filter(({ touched }, index) => index >= keepRuns || touched < oldest);
  for (const { path } of beyond) {
    try {
      if (await isFinished(path)) await unlink(path);
    } catch {
      // see above
    }
  }
}

/** A new file is safe only when its folder's entry is (fsync(2)). Windows can't do that, and its file system needs it not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function mapped<T>(what: Phrase, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw journalError(what, path, error);
  }
}
