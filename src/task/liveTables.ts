/** Reading tables again during a run, down to what a run compares: fingerprints. */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import { fingerprint, fingerprintOfNothing } from '../shadow/fingerprint.ts';
import type { Dialect } from '../diff/dialect.ts';
import type { ReadTable, SchemaReader } from '../shadow/schemaReader.ts';
import { whileUnreachable } from './whileUnreachable.ts';
import type { Patience } from './whileUnreachable.ts';

/** A table as it stands on the server now. */
export type LiveTable =
  | { readonly kind: 'known'; readonly fingerprint: string }
  /** It stands there but can't be read or is not understood; it is equal to nothing. */
  | { readonly kind: 'unknown'; readonly reason: Said };

/**
 * Reads these tables; the answer has one entry per asked key. Waits for a server that is away as long as `patience`
 * says; throws what the reader throws after that. Reading goes on for a moment after an abort, because the state has to be
 * reported (R10).
 */
export async function readLiveTables(
  reader: SchemaReader,
  dialect: Dialect,
  names: readonly TableName[],
  patience: Patience,
): Promise<ReadonlyMap<string, LiveTable>> {
  const read = await whileUnreachable(patience, () => reader.readTables(names, patience.grace));
  return new Map(names.map((name) => [tableKey(name), liveTable(dialect, name, read.get(tableKey(name)))]));
}

function liveTable(dialect: Dialect, name: TableName, read: ReadTable | undefined): LiveTable {
  if (read === undefined) return { kind: 'unknown', reason: phrase`the server gave no answer about it` };
  switch (read.kind) {
    case 'missing':
      return { kind: 'known', fingerprint: fingerprintOfNothing };
    case 'failed':
      return { kind: 'unknown', reason: read.saidReason ?? read.reason };
    case 'read': {
      const parsed = dialect.parse(read.definition, name);
      if (parsed.kind === 'unsupported') return { kind: 'unknown', reason: parsed.reason };
      return { kind: 'known', fingerprint: fingerprint(dialect, parsed.table) };
    }
  }
}

/** The one entry for a table that was asked for. Throws ShadowSyncError 'internal' when it was not. */
export function liveEntry(live: ReadonlyMap<string, LiveTable>, name: TableName): LiveTable {
  const entry = live.get(tableKey(name));
  if (entry === undefined)
    throw new ShadowSyncError('internal', phrase`The table ${name.table} was not asked for.`);
  return entry;
}
