/** One connection to an Oracle tenant that carries DDL, and the second one that stops it. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { DdlServer, RunningStatement, StatementMarker } from '../../task/ports.ts';
import type { DdlCarrier, LockAnswer, Oversight } from '../oracle/ddlCarrier.ts';
import { rowsIfAllowed } from '../oracle/rowsIfAllowed.ts';
import type { Row } from '../oracle/rowSource.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { Renewed } from '../renewed.ts';
import { markedStatement, markerComment } from '../statementMarker.ts';
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
  readonly connection: TenantConnection;
  readonly #oversight: Oversight;

  constructor(connection: TenantConnection, oversight: Oversight, id: string) {
    this.id = id;
    this.connection = connection;
    this.#oversight = oversight;
  }

  async send(sql: string, marker: StatementMarker): Promise<readonly string[]> {
    await this.connection.statement(`${markerComment(marker)} ${sql}`, { timeoutMs: null });
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
}

/** Opens a connection when it is first asked, and a new one after a loss. */
export function tenantOversight(open: () => Promise<TenantConnection>): Oversight {
  const kept = new Renewed<TenantConnection>();
  const ask = <T>(work: (connection: TenantConnection) => Promise<T>): Promise<T> => kept.use(open, work);
  return {
    open: async () => {
      await kept.get(open);
    },
    identity: () => ask(readTenantIdentity),
    ofRun: async (run) => statementsOf(run, (await ask(sessions)) ?? []),
    isRunning: async (id, marker) => {
      const found = await ask(sessions);
      return found === null ? null : found.some((row) => isOurs(row, id, marker));
    },
    kill: (id, marker) => ask((connection) => kill(connection, id, marker)),
    // No view tells who holds a table's lock.
    blockers: () => Promise.resolve([]),
    close: () => kept.close(),
  };
}

/** Id, state and statement of each session; null where the account may not see them. */
async function sessions(connection: TenantConnection): Promise<readonly Row[] | null> {
  return await rowsIfAllowed(connection, () => 'SELECT ID, STATE, INFO FROM SYS.GV$OB_PROCESSLIST', limits);
}

function isOurs([rowId, , info]: Row, id: string, marker: StatementMarker): boolean {
  return rowId === id && info?.startsWith(markerComment(marker)) === true;
}

function statementsOf(run: string, rows: readonly Row[]): readonly RunningStatement[] {
  return rows.flatMap(([id, state, info]): RunningStatement[] => {
    const statement = markedStatement(info ?? '', run);
    return statement === null ? [] : [{ connectionId: id ?? '', statement, state: state ?? '' }];
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
