/**
 * Reads `SHOW CREATE TABLE` of exactly the asked tables, many in one packet, over a few connections. A table that
 * fails, fails alone: an error ends its packet (testing.md §1), so the rest of the packet is asked again without it.
 */
import { phrase, reasoned } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { CancelSignal, ReadTable } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { grantFor } from './grantRemedy.ts';
import type { MetadataSessions } from './metadataSession.ts';
import { quoteTable } from './quoteTable.ts';
import type { RawRow } from './rawRows.ts';
import type { ServerConnection } from './serverConnection.ts';

export interface DefinitionRequest {
  readonly sessions: MetadataSessions;
  /** The account as the server knows it, for remedies. */
  readonly account: string;
  /** The server's max_allowed_packet. */
  readonly maxPacketBytes: number;
  readonly signal: CancelSignal;
  readonly onProgress: (done: number, of: number) => void;
  /** What is kept of a definition; called as soon as it is here. */
  readonly digest: (definition: unknown, name: TableName) => unknown;
  /** The tables that the account can see in a database; asked only after many failures. */
  readonly list: (database: string) => Promise<TableList>;
}

export interface TableList {
  /** Compares as the server compares table names. */
  has(table: string): boolean;
}

/** Measured: fewer per packet cost round trips, more cost evenness between the connections. */
const tablesPerPacket = 250;
/** Measured on two cores: the second connection hides the server's time behind ours, a third adds nothing. */
const maxConnections = 2;
/** C8. Above it a text is not even decoded. */
const maxTextBytes = 10 * 1024 * 1024;
/** A packet's whole answer. Ordinary tables stay below 5 kB, so this is met by partition monsters and hostile servers. */
const maxAnswerBytes = 48 * 1024 * 1024;
/** After so many failures the rest is checked against the database's list, instead of failing one round trip each. */
const failuresBeforeListing = 8;
/** Each one costs a connection: a server that keeps flooding is not asked on. */
const maxFloods = 20;

/** Errors that are about the session or the server, not about the table that was asked for. */
const sessionErrors: ReadonlySet<number> = new Set([1040, 1053, 1203, 1226, 1317, 1927, 3169, 4031]);

interface Reading {
  readonly request: DefinitionRequest;
  readonly results: Map<string, ReadTable>;
  readonly packets: TableName[][];
  readonly of: number;
  failures: number;
  floods: number;
}

/** One entry per asked table, by `tableKey`. Throws ShadowSyncError when the server or the session fails. */
export async function readDefinitions(
  names: readonly TableName[],
  request: DefinitionRequest,
): Promise<ReadonlyMap<string, ReadTable>> {
  const unique = [...new Map(names.map((name) => [tableKey(name), name])).values()];
  const packets = packed(unique, request.maxPacketBytes);
  const reading: Reading = {
    request,
    results: new Map(),
    packets,
    of: unique.length,
    failures: 0,
    floods: 0,
  };
  const workers = Math.min(maxConnections, packets.length);
  const ended = await Promise.allSettled(Array.from({ length: workers }, () => drain(reading)));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return reading.results;
}

/** How many connections a reading of at most so many tables can use; null: nobody knows how many. */
export function connectionsFor(atMost: number | null): number {
  return atMost === null ? maxConnections : Math.min(maxConnections, Math.ceil(atMost / tablesPerPacket));
}

/** Packets of about equal size, so that the connections end together. */
function packed(names: readonly TableName[], maxPacketBytes: number): TableName[][] {
  // A statement is at most two names of 64 characters, 4 bytes each, all of them doubled backticks in the worst case.
  const limit = Math.max(1, Math.min(tablesPerPacket, Math.floor(maxPacketBytes / 1100)));
  const count = Math.ceil(names.length / limit);
  const size = Math.ceil(names.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, i) => names.slice(i * size, (i + 1) * size));
}

async function drain(reading: Reading): Promise<void> {
  const { request, packets } = reading;
  for (let packet = packets.shift(); packet !== undefined; packet = packets.shift()) {
    const asked: TableName[] = packet;
    try {
      await request.sessions.with({ signal: request.signal }, (connection) =>
        readAll(asked, connection, reading),
      );
    } catch (error) {
      // Nobody asks on for a reading that has failed.
      packets.length = 0;
      throw error;
    }
  }
}

async function readAll(
  asked: readonly TableName[],
  connection: ServerConnection,
  reading: Reading,
): Promise<void> {
  let rest = asked;
  while (rest.length > 0) {
    if (reading.request.signal.aborted)
      throw new ShadowSyncError('cancelled', phrase`The reading was cancelled.`);
    const { done, failure } = await readPacket(rest, connection, reading);
    rest = rest.slice(done);
    if (failure !== null) rest = await afterFailure(rest, failure, connection, reading);
    reading.request.onProgress(reading.results.size, reading.of);
    if (connection.lost !== null && rest.length > 0) {
      reading.packets.push([...rest]);
      return;
    }
  }
}

/** Sends one packet; `done` tables of it were answered, the next one is what `failure` is about. */
async function readPacket(
  asked: readonly TableName[],
  connection: ServerConnection,
  reading: Reading,
): Promise<{ readonly done: number; readonly failure: ShadowSyncError | null }> {
  const sql = asked.map((name) => `SHOW CREATE TABLE ${quoteTable(name)}`).join(';');
  let done = 0;
  const limits = { timeoutMs: metadataTimeoutMs, maxBytes: maxAnswerBytes, signal: reading.request.signal };
  try {
    await connection.send(sql, [], limits, (row, resultSet) => {
      const name = asked[resultSet];
      if (name === undefined || resultSet !== done) {
        throw new ShadowSyncError(
          'protocol',
          phrase`${connection.place} gave answers that were not asked for.`,
        );
      }
      reading.results.set(tableKey(name), definitionOf(row, name, reading.request.digest));
      done = resultSet + 1;
    });
  } catch (error) {
    if (!ShadowSyncError.is(error)) throw error;
    return { done, failure: error };
  }
  if (done !== asked.length) {
    throw new ShadowSyncError(
      'protocol',
      phrase`${connection.place} answered ${done} of ${asked.length} questions.`,
    );
  }
  return { done, failure: null };
}

/** A table gives its name and its text; a view gives four columns. */
function definitionOf(row: RawRow, name: TableName, digest: DefinitionRequest['digest']): ReadTable {
  const bytes = row.byteLength(1);
  if (row.columns !== 2 || bytes === null)
    return { kind: 'failed', ...reasoned(phrase`It is a view, not a table.`) };
  if (bytes > maxTextBytes) {
    return {
      kind: 'failed',
      ...reasoned(phrase`Its definition has ${bytes} bytes; at most ${maxTextBytes} are read.`),
    };
  }
  return { kind: 'read', definition: digest({ text: row.text(1) ?? '' }, name) };
}

/** Notes what failed and gives what is still to be asked, on this connection or, when it is lost, on another one. */
async function afterFailure(
  rest: readonly TableName[],
  failure: ShadowSyncError,
  connection: ServerConnection,
  reading: Reading,
): Promise<readonly TableName[]> {
  if (failure.code === 'limit') return afterFlood(rest, failure, reading);
  if (failure.errno === null || sessionErrors.has(failure.errno) || connection.lost !== null) throw failure;
  const [failed, ...others] = rest;
  if (failed === undefined) throw failure;
  const result = resultOf(failure, failed, reading.request.account);
  reading.results.set(tableKey(failed), result);
  reading.failures += 1;
  if (reading.failures < failuresBeforeListing || failure.errno === 1205) return others;
  // The server would say the same of every table of that database that it does not list for this account.
  const visible = await reading.request.list(failed.database);
  const isLikeIt = (name: TableName): boolean =>
    name.database === failed.database && !visible.has(name.table);
  for (const name of others.filter(isLikeIt)) {
    reading.results.set(tableKey(name), resultOf(failure, name, reading.request.account));
  }
  return others.filter((name) => !isLikeIt(name));
}

/** An answer that was too big: halve the question, until one table alone is to blame. */
function afterFlood(
  rest: readonly TableName[],
  failure: ShadowSyncError,
  reading: Reading,
): readonly TableName[] {
  reading.floods += 1;
  const [first, ...others] = rest;
  if (first === undefined || reading.floods > maxFloods) throw failure;
  if (others.length === 0) {
    reading.results.set(tableKey(first), { kind: 'failed', ...reasoned(failure.said) });
    return others;
  }
  const half = Math.ceil(rest.length / 2);
  reading.packets.push(rest.slice(0, half), rest.slice(half));
  return [];
}

function resultOf(failure: ShadowSyncError, name: TableName, account: string): ReadTable {
  switch (failure.errno) {
    case 1146: // ER_NO_SUCH_TABLE
      return { kind: 'missing' };
    case 1142: // ER_TABLEACCESS_DENIED_ERROR
    case 1044: // ER_DBACCESS_DENIED_ERROR
      return {
        kind: 'failed',
        ...reasoned(
          phrase`The account may not read it. Have an administrator run: ${grantFor(['SELECT'], name, account)}`,
        ),
      };
    case 1205: // ER_LOCK_WAIT_TIMEOUT
      return {
        kind: 'failed',
        ...reasoned(phrase`Another session keeps it locked; read it again when that has ended.`),
      };
    case null:
    default:
      return { kind: 'failed', ...reasoned(failure.said) };
  }
}
