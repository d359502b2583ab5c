/** One connection of Oracle's driver that carries DDL. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { StatementMarker } from '../../task/ports.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { markerComment } from '../statementMarker.ts';
import type { DdlCarrier, LockAnswer } from './ddlCarrier.ts';
import { grantOf } from './grantRemedy.ts';
import { actionOf, clientInfo } from './marker.ts';
import type { OracleConnection } from './oracleConnection.ts';
import { isServersNo, rowsIfAllowed } from './rowsIfAllowed.ts';

const limits = { timeoutMs: metadataTimeoutMs };
const lockLimits = { timeoutMs: 3000 };

/**
 * Makes a carrier of a pinned connection and learns its name, `sid,serial,@instance`, as ALTER SYSTEM takes it. Throws
 * ShadowSyncError.
 */
export async function oracleCarrier(connection: OracleConnection, account: string): Promise<DdlCarrier> {
  return new OracleCarrier(connection, account, await learnId(connection));
}

/** V$SESSION is for administrators; this is what every session may know of itself. */
async function learnId(connection: OracleConnection): Promise<string> {
  const sid = "SYS_CONTEXT('USERENV', 'SID')";
  const instance = "SYS_CONTEXT('USERENV', 'INSTANCE')";
  const serial = 'SYS.DBMS_DEBUG_JDWP.CURRENT_SESSION_SERIAL';
  const ask = async (text: string): Promise<string> =>
    (await connection.rows(() => `SELECT ${text} FROM DUAL`, limits))[0]?.[0] ?? '';
  try {
    return await ask(`${sid} || ',' || ${serial} || ',@' || ${instance}`);
  } catch (error) {
    // The package may have been taken away from PUBLIC; then the marker alone tells the session from a later one.
    if (!isServersNo(error, connection)) throw error;
    return await ask(`${sid} || ',,@' || ${instance}`);
  }
}

class OracleCarrier implements DdlCarrier {
  readonly id: string;
  readonly connection: OracleConnection;
  readonly #account: string;
  #running: StatementMarker | null = null;

  constructor(connection: OracleConnection, account: string, id: string) {
    this.id = id;
    this.connection = connection;
    this.#account = account;
  }

  async send(sql: string, marker: StatementMarker): Promise<readonly string[]> {
    const text = `${markerComment(marker)} ${sql}`;
    this.connection.show(clientInfo(marker.run), actionOf(marker));
    this.#running = marker;
    try {
      const remark = await this.connection.statement(text, { timeoutMs: null });
      return remark === null ? [] : [remark];
    } finally {
      this.#running = null;
      // What the session shows must not outlive the statement; it goes out with whatever is sent next.
      if (this.connection.lost === null) this.connection.show('', '');
    }
  }

  /** A break on this very connection: no other session can be meant (R10). */
  async stop(marker: StatementMarker): Promise<boolean> {
    if (this.#running !== marker) return false;
    await this.connection.stop();
    return true;
  }

  async lock(name: string): Promise<LockAnswer> {
    let answer: number;
    try {
      answer = await this.connection.numberOf(
        'DECLARE id INTEGER := :1; BEGIN :2 := SYS.DBMS_LOCK.REQUEST(id, SYS.DBMS_LOCK.X_MODE, 0, FALSE); END;',
        [lockId(name)],
        lockLimits,
      );
    } catch (error) {
      // PLS-00201: the package is not there for this account (X-22).
      if (!isServersNo(error, this.connection)) throw error;
      const grant = grantOf(['EXECUTE ON SYS.DBMS_LOCK'], this.#account);
      return { kind: 'unavailable', reason: phrase`The account may not use DBMS_LOCK (${grant})` };
    }
    switch (answer) {
      case 0: // success
      case 4: // it is held by this session already
        return { kind: 'held' };
      case 1: // timeout
      case 2: // deadlock
        return { kind: 'busy', holder: await this.#holder(name) };
      default:
        return { kind: 'unavailable', reason: phrase`DBMS_LOCK answered ${answer}.` };
    }
  }

  /** Who holds a lock is for those who may see sessions. */
  async #holder(name: string): Promise<Said | null> {
    const rows = await rowsIfAllowed(
      this.connection,
      (bind) =>
        'SELECT S.SID, S.USERNAME, S.MACHINE, S.CLIENT_INFO FROM SYS.GV_$LOCK L ' +
        'JOIN SYS.GV_$SESSION S ON S.INST_ID = L.INST_ID AND S.SID = L.SID ' +
        `WHERE L.TYPE = 'UL' AND L.LMODE > 0 AND L.ID1 = TO_NUMBER(${bind(String(lockId(name)))})`,
      lockLimits,
    );
    const [row] = rows ?? [];
    if (row === undefined) return null;
    const [sid, user, machine, info] = row;
    return phrase`session ${sid ?? '?'} (${user ?? '?'}@${machine ?? '?'}, ${info ?? phrase`no run`})`;
  }

  async unlock(name: string): Promise<void> {
    await this.connection.numberOf(
      'DECLARE id INTEGER := :1; BEGIN :2 := SYS.DBMS_LOCK.RELEASE(id); END;',
      [lockId(name)],
      lockLimits,
    );
  }
}

/** Numbers below 2^30 are the user's own; two names that share one wait for each other in vain and nothing worse. */
function lockId(name: string): number {
  const id = Number.parseInt(name.slice(0, 8), 16);
  if (Number.isNaN(id)) throw new ShadowSyncError('internal', phrase`A lock's name is no hash.`);
  return id % 2 ** 30;
}
