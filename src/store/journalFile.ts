/** A journal's file: its lines, and how they are read back after whatever happened to their writer. */
import { open, readFile } from 'node:fs/promises';
import type { JournalEntry } from '../task/ports.ts';
import type { ProcessIdentity } from './processIdentity.ts';

/** The store's own line: a process takes the journal. The first with the highest number has it. */
export interface JournalClaim {
  readonly kind: 'claim';
  readonly number: number;
  /** Tells two claims of one process apart. */
  readonly token: string;
  readonly owner: ProcessIdentity;
}

export interface JournalContent {
  readonly claims: readonly JournalClaim[];
  readonly entries: readonly JournalEntry[];
  /** True when a line could not be read: the writer died while writing it. */
  readonly torn: boolean;
}

const entryKinds: ReadonlySet<unknown> = new Set<JournalEntry['kind']>([
  'started',
  'intent',
  'result',
  'reconciled',
  'verified',
  'finished',
]);

/** Enough for the last line of a finished journal, which is a short one. */
const tailBytes = 512;

/** Reads a whole journal. Lines that are no JSON are left out and said (`torn`); throws the file system's errors. */
export async function readJournal(path: string): Promise<JournalContent> {
  const text = await readFile(path, 'utf8');
  const claims: JournalClaim[] = [];
  const entries: JournalEntry[] = [];
  // A line without its end was not written whole, even when it reads like one.
  let torn = text !== '' && !text.endsWith('\n');
  const lines = text.split('\n').slice(0, -1);
  for (const line of lines) {
    const value = parseLine(line);
    if (isClaim(value)) claims.push(value);
    else if (isEntry(value)) entries.push(value);
    else torn ||= line !== '';
  }
  return { claims, entries, torn };
}

/** Who has the journal: the first claim with the highest number. Null for a file without any. */
export function ownerOf(content: JournalContent): JournalClaim | null {
  return content.claims.reduce<JournalClaim | null>(
    (best, claim) => (best === null || claim.number > best.number ? claim : best),
    null,
  );
}

/** True when the journal's last line is its `finished`; reads no more of the file than its end. */
export async function isFinished(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, tailBytes);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString('utf8');
    if (!text.endsWith('\n')) return false;
    const value = parseLine(text.slice(text.lastIndexOf('\n', text.length - 2) + 1));
    return isEntry(value) && value.kind === 'finished';
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'kind' in value && entryKinds.has(value.kind);
}

function isClaim(value: unknown): value is JournalClaim {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'claim')
    return false;
  return (
    'number' in value &&
    typeof value.number === 'number' &&
    'owner' in value &&
    typeof value.owner === 'object'
  );
}
