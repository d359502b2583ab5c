/** One connection to an Oracle tenant that carries DDL, and the second one that stops it. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { DdlServer, RunningStatement, StatementMarker } from '../../task/ports.ts';
import type { DdlCarrier, LockAnswer, Oversight } from '../oracle/ddlCarrier.ts';
import { markerComment } from '../oracle/marker.ts';
import { metadataTimeoutMs } from '../oracle/rowSource.ts';
import type { Query, Row } from '../oracle/rowSource.ts';
import type { TenantConnection } from './tenantConnection.ts';
import { readTenantIdentity } from './tenantFacts.ts';

/** Enough for a question that is answered from memory; a server that takes longer can't be asked. */
const limits = { timeoutMs: 3000 };

/** ER_NO_SUCH_THREAD, and OceanBase's own for a session that is gone. */
const goneSessions: ReadonlySet<number> = new Set([1094, 4016]);

/** Learns the connection's id. Throws ShadowSyncError. */
export async function tenantCarrier(connection: TenantConnection, oversight: Oversight): Promise<DdlCarrier> {
  const [row] = await connection.rows(() => "SELECT SYS_CONTEXT('USERENV', 'SESSIONID') FROM DUAL", {
    timeoutMs: metadataTimeoutMs,
  });
  return new TenantCarrier(connection, oversight, row?.[0] ?? '');
}

class TenantCarrier implements DdlCarrier {
  readonly id: string;
  readonly place: string;
  readonly #connection: TenantConnection;
  readonly #oversight: Oversight;

  constructor(connection: TenantConnection, oversight: Oversight, id: string) {
    this.id = id;
    this.place = connection.place;
    this.#connection = connection;
    this.#oversight = oversight;
  }

  get lost(): ShadowSyncError | null {
    return this.#connection.lost;
  }

  async send(sql: string, marker: StatementMarker): Promise<readonly string[]> {
    await this.#connection.statement(`${markerComment(marker)} ${sql}`, { timeoutMs: null });
    return [];
  }

  async stop(marker: StatementMarker): Promise<boolean> {
    return (await this.#oversight.kill(this.id, marker)) === 'killed';
  }

  /** GET_LOCK is of the MySQL mode, and what DBMS_LOCK does here depends on the version. */
  lock(): Promise<LockAnswer> {
    return Promise.resolve({
      kind: 'unavailable',
      reason: phrase`Oracle tenants of OceanBase have no lock that every version keeps over a statement.`,
    });
  }

  unlock(): Promise<void> {
    return Promise.resolve();
  }

  async ping(timeoutMs: number): Promise<void> {
    await this.#connection.ping(timeoutMs);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  destroy(reason: ShadowSyncError): void {
    this.#connection.destroy(reason);
  }
}

/** Opens a connection when it is first asked, and a new one after a loss. */
export function tenantOversight(open: () => Promise<TenantConnection>): Oversight {
  let current: Promise<TenantConnection> | null = null;
  let isClosed = false;
  const connection = async (): Promise<TenantConnection> => {
    const kept = await current?.catch(() => null);
    if (kept?.lost === null) return kept;
    if (isClosed)
      throw new ShadowSyncError('connection', phrase`The connection to the server is closed already.`);
    current = open();
    return await current;
  };
  return {
    open: async () => {
      await connection();
    },
    identity: async () => readTenantIdentity(await connection()),
    ofRun: async (run) => statementsOf(run, (await sessions(await connection())) ?? []),
    isRunning: async (id, marker) => {
      const found = await sessions(await connection());
      return found === null ? null : found.some((row) => isOurs(row, id, marker));
    },
    kill: async (id, marker) => kill(await connection(), id, marker),
    // No view tells who holds a table's lock.
    blockers: () => Promise.resolve([]),
    close: async () => {
      isClosed = true;
      const opened = await current?.catch(() => null);
      await opened?.close();
    },
  };
}

/** Id, state and statement of each session; null where the account may not see them. */
async function sessions(connection: TenantConnection): Promise<readonly Row[] | null> {
  const query: Query = () => 'SELECT ID, STATE, INFO FROM SYS.GV$OB_PROCESSLIST';
  try {
    return await connection.rows(query, limits);
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno !== null && connection.lost === null) return null;
    throw error;
  }
}

function isOurs([rowId, , info]: Row, id: string, marker: StatementMarker): boolean {
  return rowId === id && info?.startsWith(markerComment(marker)) === true;
}

function statementsOf(run: string, rows: readonly Row[]): readonly RunningStatement[] {
  const head = markerComment({ run, statement: 0, fence: 0 }).replace(/stmt=.*$/, 'stmt=');
  return rows.flatMap(([id, state, info]): RunningStatement[] => {
    const statement = info?.startsWith(head) === true ? /^\d+/.exec(info.slice(head.length))?.[0] : undefined;
    return statement === undefined
      ? []
      : [{ connectionId: id ?? '', statement: Number(statement), state: state ?? '' }];
  });
}

async function kill(
  connection: TenantConnection,
  id: string,
  marker: StatementMarker,
): ReturnType<DdlServer['kill']> {
  const found = await sessions(connection);
  if (found === null) {
    throw new ShadowSyncError(
      'privilege',
      phrase`The account may not see the statements of other sessions.`,
      {
        remedy: phrase`Have an administrator stop it, or grant SELECT on SYS.GV$OB_PROCESSLIST.`,
      },
    );
  }
  const row = found.find(([rowId]) => rowId === id);
  if (row?.[2] === null || row === undefined) return 'gone';
  // The server gives the ids of ended sessions to new ones.
  if (!isOurs(row, id, marker)) return 'not-ours';
  try {
    await connection.statement(`KILL QUERY ${Number(id)}`, limits);
    return 'killed';
  } catch (error) {
    if (ShadowSyncError.is(error) && goneSessions.has(error.errno ?? 0)) return 'gone';
    throw error;
  }
}
