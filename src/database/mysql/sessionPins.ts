/** Sets session variables and reads them back: what correctness rests on is never assumed (R8, P-21). */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { shown } from './serverConnection.ts';
import type { ServerConnection } from './serverConnection.ts';

export interface Pin {
  readonly name: string;
  /** As `SHOW VARIABLES` prints it. */
  readonly value: string;
  /**
   * must: another value would make us read or write something else: refused ⇒ 'pin-refused'.
   * wish: better so; servers that lack it, or accounts that may not set it, work too.
   */
  readonly need: 'must' | 'wish';
}

/** Variables by name, as the session has them now. */
export type SessionVariables = ReadonlyMap<string, string>;

/**
 * Gives the session these values and returns what it then has, together with the variables of `alsoRead`. Two round
 * trips where the server knows all the `must` variables and the wishes are its defaults. A variable that the server
 * does not know is left out. Throws ShadowSyncError 'pin-refused' when a `must` could not be had.
 */
export async function pinSession(
  connection: ServerConnection,
  pins: readonly Pin[],
  alsoRead: readonly string[] = [],
): Promise<SessionVariables> {
  // First of all, and unseen: a low sql_select_limit cuts the very list of variables.
  const musts = pins.filter((pin) => pin.need === 'must');
  if (musts.length > 0) await trySet(connection, musts);
  const names = [...pins.map((pin) => pin.name), ...alsoRead];
  const before = await readVariables(connection, names);
  const wanted = pins.filter((pin) => before.has(pin.name) && !isHeld(pin, before));
  const after = wanted.length === 0 ? before : await setAndRead(connection, wanted, names);
  for (const pin of musts) {
    // Versions of OceanBase lack some of them, and then nothing can be wrong with them.
    if (after.has(pin.name) && !isHeld(pin, after)) {
      throw new ShadowSyncError(
        'pin-refused',
        phrase`${connection.place} keeps the session variable ${pin.name} at ${shown(after.get(pin.name))}; '${pin.value}' is needed.`,
        { remedy: phrase`Let this account set ${pin.name}, or connect past the proxy that overrides it.` },
      );
    }
  }
  return after;
}

async function setAndRead(
  connection: ServerConnection,
  pins: readonly Pin[],
  names: readonly string[],
): Promise<SessionVariables> {
  await setAll(connection, pins);
  return await readVariables(connection, names);
}

async function setAll(connection: ServerConnection, pins: readonly Pin[]): Promise<void> {
  const musts = pins.filter((pin) => pin.need === 'must');
  const wishes = pins.filter((pin) => pin.need === 'wish');
  if (musts.length > 0) {
    try {
      await set(connection, musts);
    } catch (error) {
      if (!ShadowSyncError.is(error) || error.errno === null) throw error;
      throw new ShadowSyncError('pin-refused', phrase`The session could not be set up: ${error.said}`, {
        remedy: phrase`This session needs ${musts.map((pin) => pin.name).join(', ')}.`,
        errno: error.errno,
      });
    }
  }
  if (wishes.length === 0 || (await trySet(connection, wishes))) return;
  // One refused variable undoes its whole SET.
  for (const wish of wishes) await trySet(connection, [wish]);
}

async function trySet(connection: ServerConnection, pins: readonly Pin[]): Promise<boolean> {
  try {
    await set(connection, pins);
    return true;
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno !== null) return false;
    throw error;
  }
}

async function set(connection: ServerConnection, pins: readonly Pin[]): Promise<void> {
  const parts = pins.map((pin) => `SESSION ${pin.name} = ${literal(pin.value)}`);
  await connection.rows(`SET ${parts.join(', ')}`, [], { timeoutMs: metadataTimeoutMs });
}

/** Our own constants only: digits stay a number, which is what numeric variables insist on. */
function literal(value: string): string {
  return /^\d+(?:\.\d+)?$/.test(value) ? value : `'${value}'`;
}

async function readVariables(
  connection: ServerConnection,
  names: readonly string[],
): Promise<SessionVariables> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const rows = await connection.rows(`SHOW SESSION VARIABLES WHERE Variable_name IN (${list})`, [], {
    timeoutMs: metadataTimeoutMs,
  });
  return new Map(rows.map(([name, value]) => [(name ?? '').toLowerCase(), value ?? '']));
}

function isHeld(pin: Pin, variables: SessionVariables): boolean {
  const actual = variables.get(pin.name);
  if (actual === undefined) return pin.need === 'wish';
  return pin.name === 'sql_mode'
    ? sameModes(actual, pin.value)
    : actual.toUpperCase() === pin.value.toUpperCase();
}

/** The server prints modes in an order of its own. */
function sameModes(actual: string, wanted: string): boolean {
  return sorted(actual) === sorted(wanted);
}

function sorted(modes: string): string {
  return modes.toUpperCase().split(',').sort().join(',');
}
