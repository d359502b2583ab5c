/**
 * Sees what sessions do through V$SESSION, where the account may read it, and stops a statement of a session that is not
 * this process's any more. It carries nothing long, so it may be replaced whenever it breaks.
 */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlServer, RunningStatement, StatementMarker } from '../../task/ports.ts';
import { Renewed } from '../renewed.ts';
import type { Oversight } from './ddlCarrier.ts';
import { grantOf } from './grantRemedy.ts';
import { actionOf, clientInfo, statementIn } from './marker.ts';
import type { OracleConnection } from './oracleConnection.ts';
import type { Query, Row, RowSource } from './rowSource.ts';
import { readIdentity } from './serverFacts.ts';

export interface OversightSource {
  /** A pinned connection to the very server that the facts are of. Throws ShadowSyncError. */
  readonly open: () => Promise<OracleConnection>;
  readonly account: string;
  /** CANCEL SQL came with 18c; before, the session has to go. */
  readonly canCancel: boolean;
}

/** Enough for a question that is answered from memory; a server that takes longer can't be asked. */
const limits = { timeoutMs: 3000 };

/** ORA-00942, ORA-01031, ORA-41900: not for this account. */
const denials: ReadonlySet<number> = new Set([942, 1031, 41_900]);
/** ORA-00026, ORA-00030: there is no such session; ORA-00031: it will end as soon as it can. */
const goneSessions: ReadonlySet<number> = new Set([26, 30]);
const markedForKill = 31;

export function oracleOversight(source: OversightSource): Oversight {
  return new OracleOversight(source);
}

class OracleOversight implements Oversight {
  readonly #source: OversightSource;
  readonly #connection = new Renewed<OracleConnection>();

  constructor(source: OversightSource) {
    this.#source = source;
  }

  async open(): Promise<void> {
    await this.#connection.get(this.#source.open);
  }

  async identity(): Promise<string> {
    return await this.#ask((connection) => readIdentity(connection));
  }

  async ofRun(run: string): Promise<readonly RunningStatement[]> {
    const rows = await this.#ask((connection) =>
      seen(
        connection,
        (bind) =>
          "SELECT SID || ',' || SERIAL# || ',@' || INST_ID, ACTION, STATE || ': ' || EVENT FROM SYS.GV_$SESSION " +
          `WHERE CLIENT_INFO = ${bind(clientInfo(run))} AND STATUS = 'ACTIVE' ORDER BY 1`,
      ),
    );
    return (rows ?? []).flatMap(([connectionId, action, state]): RunningStatement[] => {
      const statement = statementIn(action ?? '');
      return statement === null ? [] : [{ connectionId: connectionId ?? '', statement, state: state ?? '' }];
    });
  }

  async isRunning(connectionId: string, marker: StatementMarker): Promise<boolean | null> {
    const found = await this.#ask((connection) => sessionOf(connection, connectionId));
    return found === null ? null : found !== 'gone' && isOurs(found, marker) && found.status === 'ACTIVE';
  }

  async kill(connectionId: string, marker: StatementMarker): ReturnType<DdlServer['kill']> {
    return await this.#ask(async (connection) => {
      const found = await sessionOf(connection, connectionId);
      if (found === null) throw this.#denied();
      if (found === 'gone' || found.status !== 'ACTIVE') return 'gone';
      // The server gives the ids of ended sessions to new ones.
      if (!isOurs(found, marker)) return 'not-ours';
      return await this.#stop(connection, found);
    });
  }

  async #stop(connection: OracleConnection, { id }: FoundSession): Promise<'killed' | 'gone'> {
    const sql = this.#source.canCancel
      ? `ALTER SYSTEM CANCEL SQL '${id.replace(',@', ', @')}'`
      : `ALTER SYSTEM KILL SESSION '${id}' IMMEDIATE`;
    try {
      await connection.statement(sql, limits);
      return 'killed';
    } catch (error) {
      if (!ShadowSyncError.is(error) || error.errno === null) throw error;
      if (goneSessions.has(error.errno)) return 'gone';
      if (error.errno === markedForKill) return 'killed';
      throw denials.has(error.errno) ? this.#denied() : error;
    }
  }

  #denied(): ShadowSyncError {
    const { account } = this.#source;
    const grants = `${grantOf(['SELECT ON SYS.GV_$SESSION'], account)} ${grantOf(['ALTER SYSTEM'], account)}`;
    return new ShadowSyncError('privilege', phrase`The account may not stop statements of other sessions.`, {
      remedy: phrase`Have an administrator stop it, or run: ${grants}`,
    });
  }

  /** Sessions that have the table locked in their transactions; nobody for an account that may not see them. */
  async blockers(table: TableName, ownIds: ReadonlySet<string>): Promise<readonly Said[]> {
    const rows = await this.#ask((connection) =>
      seen(
        connection,
        (bind) =>
          "SELECT S.SID || ',' || S.SERIAL# || ',@' || S.INST_ID, S.USERNAME, S.MACHINE, S.STATUS, S.LAST_CALL_ET " +
          'FROM SYS.GV_$LOCKED_OBJECT L JOIN SYS.ALL_OBJECTS O ON O.OBJECT_ID = L.OBJECT_ID ' +
          'JOIN SYS.GV_$SESSION S ON S.INST_ID = L.INST_ID AND S.SID = L.SESSION_ID ' +
          `WHERE O.OWNER = ${bind(table.database)} AND O.OBJECT_NAME = ${bind(table.table)} ORDER BY 1`,
      ),
    );
    return (rows ?? []).filter(([id]) => !ownIds.has(id ?? '')).map(inWords);
  }

  async #ask<T>(work: (connection: OracleConnection) => Promise<T>): Promise<T> {
    return await this.#connection.use(this.#source.open, work);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

interface FoundSession {
  readonly id: string;
  readonly status: string;
  readonly info: string;
  readonly action: string;
}

function isOurs({ action, info }: FoundSession, marker: StatementMarker): boolean {
  return info === clientInfo(marker.run) && action === actionOf(marker);
}

/** Null for an account that may not look. An id without a serial number is found by its sid. */
async function sessionOf(source: RowSource, connectionId: string): Promise<FoundSession | 'gone' | null> {
  const [, sid = '', serial = '', instance = ''] = /^(\d+),(\d*),@(\d+)$/.exec(connectionId) ?? [];
  const rows = await seen(
    source,
    (bind) =>
      "SELECT SID || ',' || SERIAL# || ',@' || INST_ID, STATUS, CLIENT_INFO, ACTION FROM SYS.GV_$SESSION " +
      `WHERE TO_CHAR(SID) = ${bind(sid)} AND TO_CHAR(INST_ID) = ${bind(instance)}` +
      (serial === '' ? '' : ` AND TO_CHAR(SERIAL#) = ${bind(serial)}`),
  );
  if (rows === null) return null;
  const [row] = rows;
  if (row === undefined) return 'gone';
  const [id, status, info, action] = row;
  return { id: id ?? '', status: status ?? '', info: info ?? '', action: action ?? '' };
}

async function seen(source: RowSource, query: Query): Promise<readonly Row[] | null> {
  try {
    return await source.rows(query, limits);
  } catch (error) {
    if (ShadowSyncError.is(error) && denials.has(error.errno ?? 0) && source.lost === null) return null;
    throw error;
  }
}

function inWords([id, user, machine, status, seconds]: Row): Said {
  const doing = status === 'ACTIVE' ? phrase`active` : phrase`idle in a transaction`;
  return phrase`session ${id ?? '?'} (${user ?? '?'}@${machine ?? '?'}, ${doing} for ${seconds ?? '?'} s)`;
}
