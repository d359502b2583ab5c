/** Sets what a session's answers and statements depend on, and reads it back: nothing of that is assumed (R8, P-21). */
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { isServersNo } from './rowsIfAllowed.ts';
import type { RowSource } from './rowSource.ts';

/** A connection that takes ALTER SESSION. */
export interface PinnableSession extends RowSource {
  /** Gives the remark of a success that has one. Throws ShadowSyncError. */
  statement(sql: string, limits: QueryLimits): Promise<string | null>;
}

interface Pin {
  readonly name: string;
  readonly value: string;
  /** Whether NLS_SESSION_PARAMETERS must show it afterwards. */
  readonly isMust: boolean;
}

const must = (name: string, value: string): Pin => ({ name, value, isMust: true });
const wish = (name: string, value: string): Pin => ({ name, value, isMust: false });

/** Seconds that a statement waits for another session's lock on its table (R8). */
export const lockWaitSeconds = 5;

/** What both kinds of session need. */
const common: readonly Pin[] = [
  // `NUMBER(10,2)` in a default's text, and numbers that are printed, have a point.
  must('NLS_NUMERIC_CHARACTERS', '.,'),
  // Partition bounds and defaults such as DATE '2024-01-01' are printed and read in these.
  must('NLS_CALENDAR', 'GREGORIAN'),
  must('NLS_DATE_FORMAT', 'SYYYY-MM-DD HH24:MI:SS'),
  must('NLS_TIMESTAMP_FORMAT', 'SYYYY-MM-DD HH24:MI:SS.FF'),
  must('NLS_TIMESTAMP_TZ_FORMAT', 'SYYYY-MM-DD HH24:MI:SS.FF TZH:TZM'),
  // Names are compared byte by byte, whatever the account's language is.
  must('NLS_COMP', 'BINARY'),
  must('NLS_SORT', 'BINARY'),
  // VARCHAR2(10) without a unit means what the printer says.
  must('NLS_LENGTH_SEMANTICS', 'BYTE'),
  // Errors in one language, so that their numbers stand where they are looked for.
  wish('NLS_LANGUAGE', 'AMERICAN'),
  wish('TIME_ZONE', '+00:00'),
];

/** The sessions that read. */
export const readingPins: readonly Pin[] = common;

/** The sessions that change shadow tables. */
export const ddlPins: readonly Pin[] = [
  ...common,
  wish('DDL_LOCK_TIMEOUT', String(lockWaitSeconds)),
  // OceanBase: microseconds; its default of 10 s ends long DDL. The watchdog is the limit.
  wish('OB_QUERY_TIMEOUT', '86400000000'),
  wish('OB_TRX_TIMEOUT', '86400000000'),
];

/**
 * Gives the session these values, and the schema in which names without one are looked up (the source's: functions in its
 * expressions are found there). Throws ShadowSyncError 'pin-refused' when a `must` could not be had, 'unknown-database'
 * for a schema that is not there.
 */
export async function pinSession(
  session: PinnableSession,
  pins: readonly Pin[],
  schema: string | null,
): Promise<void> {
  const limits = { timeoutMs: metadataTimeoutMs };
  const musts = pins.filter(({ isMust }) => isMust);
  // One refused value undoes the whole statement.
  if (!(await tried(session, musts))) for (const pin of musts) await tried(session, [pin]);
  for (const pin of pins) if (!pin.isMust) await tried(session, [pin]);
  const rows = await session.rows(() => 'SELECT PARAMETER, VALUE FROM SYS.NLS_SESSION_PARAMETERS', limits);
  const held = new Map(rows.map(([name, value]) => [name ?? '', value ?? '']));
  for (const { name, value } of musts) {
    const actual = held.get(name);
    // OceanBase lacks some of them, and then nothing can be wrong with them.
    if (actual === undefined || actual === value) continue;
    throw new ShadowSyncError(
      'pin-refused',
      phrase`${session.place} keeps ${name} at '${actual}'; '${value}' is needed.`,
      { remedy: phrase`Let this account change ${name} (a logon trigger may set it).` },
    );
  }
  if (schema !== null)
    await session.statement(`ALTER SESSION SET CURRENT_SCHEMA = ${quoteIdentifier(schema)}`, limits);
}

async function tried(session: PinnableSession, pins: readonly Pin[]): Promise<boolean> {
  try {
    const parts = pins.map(({ name, value }) => `${name} = ${/^\d+$/.test(value) ? value : `'${value}'`}`);
    await session.statement(`ALTER SESSION SET ${parts.join(' ')}`, { timeoutMs: metadataTimeoutMs });
    return true;
  } catch (error) {
    if (isServersNo(error, session)) return false;
    throw error;
  }
}

/**
 * What a script says before its statements, so that they mean in somebody's client what they mean in ours. Only settings
 * that every account may change.
 */
export const scriptSession: readonly string[] = [
  "ALTER SESSION SET NLS_LENGTH_SEMANTICS = 'BYTE'",
  "ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,'",
  "ALTER SESSION SET NLS_CALENDAR = 'GREGORIAN'",
  "ALTER SESSION SET NLS_DATE_FORMAT = 'SYYYY-MM-DD HH24:MI:SS'",
  "ALTER SESSION SET NLS_TIMESTAMP_FORMAT = 'SYYYY-MM-DD HH24:MI:SS.FF'",
  `ALTER SESSION SET DDL_LOCK_TIMEOUT = ${lockWaitSeconds}`,
];
