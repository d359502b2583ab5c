/** One generation as a file: how it is written, and how damage is told from a whole one (reliability.md F2). */
import { createHash } from 'node:crypto';

export interface GenerationHeader {
  /** Version of what `data` looks like. */
  readonly schema: number;
  readonly rev: number;
  /** Tells apart two writers of one revision. */
  readonly uid: string;
  /** The uid of the generation that this one was made from; null for the first. */
  readonly prev: string | null;
}

export interface Generation extends GenerationHeader {
  readonly data: unknown;
}

// The sum stands first and covers every byte behind it. So a whole file can be told even when a later version of the
// program put more into it, and it is not taken for a damaged one and left out (F4).
const opening = '{"sum":"';
const closing = '",';
const sumLength = 64;
const headLength = opening.length + sumLength + closing.length;

/** Gives the file's text. `data` has to be what JSON can say. */
export function encodeGeneration({ schema, rev, uid, prev, data }: Generation): string {
  const rest = `${JSON.stringify({ schema, rev, uid, prev, data }).slice(1)}\n`;
  return `${opening}${sumOf(rest)}${closing}${rest}`;
}

/** Reads the file of that revision; null when it is not, byte for byte, what a writer of that revision wrote. */
export function decodeGeneration(bytes: Buffer, rev: number): Generation | null {
  const head = bytes.toString('latin1', 0, headLength);
  const rest = bytes.subarray(headLength);
  if (head !== `${opening}${sumOf(rest)}${closing}`) return null;
  const value = parse(`{${rest.toString('utf8')}`);
  return isGeneration(value) && value.rev === rev ? value : null;
}

function sumOf(rest: string | Buffer): string {
  return createHash('sha256').update(rest).digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isGeneration(value: unknown): value is Generation {
  if (typeof value !== 'object' || value === null) return false;
  if (!('schema' in value && 'rev' in value && 'uid' in value && 'prev' in value && 'data' in value)) {
    return false;
  }
  const { schema, rev, uid, prev } = value;
  return (
    Number.isSafeInteger(schema) &&
    Number.isSafeInteger(rev) &&
    typeof uid === 'string' &&
    (prev === null || typeof prev === 'string')
  );
}
