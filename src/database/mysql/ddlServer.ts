/** The port DdlServer for the MySQL family. */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase, type Phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlServer, DdlSession, StatementMarker } from '../../task/ports.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { markerComment } from '../statementMarker.ts';
import { findBlockers } from './blockers.ts';
import { connect } from './connect.ts';
import { ControlConnection } from './controlConnection.ts';
import { MysqlDdlSession } from './ddlSession.ts';
import { controlTimeoutMs, statementOf, statementsOfRun } from './processList.ts';
import type { ServerConnection } from './serverConnection.ts';
import { checkIdentity, factVariables, readIdentity } from './serverFacts.ts';
import { SessionLocks } from './sessionLocks.ts';
import { pinSession } from './sessionPins.ts';
import type { SessionVariables } from './sessionPins.ts';
import { ddlPins } from './sessionSettings.ts';

export interface DdlServerSource {
  readonly route: ServerRoute;
  readonly facts: MysqlServerFacts;
  /** `CURRENT_USER()`, for remedies. */
  readonly account: string;
}

/** Galera's: GET_LOCK holds on one node only (§2). */
const clusterVariables = ['wsrep_on', 'wsrep_provider'];

/** Makes the port; opens nothing until it is used. */
export function makeDdlServer(source: DdlServerSource): DdlServer {
  return new MysqlDdlServer(source);
}

class MysqlDdlServer implements DdlServer {
  readonly #source: DdlServerSource;
  readonly #control: ControlConnection;
  readonly #sessions = new Set<DdlSession>();

  constructor(source: DdlServerSource) {
    this.#source = source;
    this.#control = new ControlConnection(source.route, source.facts);
  }

  async identity(): Promise<string> {
    return await this.#control.ask(async (connection) =>
      readIdentity(connection, this.#source.facts.dialect, await pinSession(connection, [], factVariables)),
    );
  }

  async openSession(): Promise<DdlSession> {
    const { account, facts } = this.#source;
    // First of all: when the server has only one connection left, a statement that nobody can stop must not begin.
    await this.#control.open();
    const { connection, variables } = await this.#openPinned();
    const locks = new SessionLocks(facts, connection, async () => (await this.#openPinned()).connection);
    const session: DdlSession = new MysqlDdlSession({
      connection,
      locks,
      control: this.#control,
      account,
      blockers: (shadow) => this.#findBlockers(shadow, connection.id),
      onClose: () => this.#sessions.delete(session),
      lockProblem: lockProblem(variables),
    });
    this.#sessions.add(session);
    return session;
  }

  /** A connection for DDL, on the very server that the facts are of. */
  async #openPinned(): Promise<{
    readonly connection: ServerConnection;
    readonly variables: SessionVariables;
  }> {
    const { facts, route } = this.#source;
    const connection = await connect(route);
    try {
      await connection.learnId();
      const variables = await pinSession(connection, ddlPins, [...factVariables, ...clusterVariables]);
      await checkIdentity(connection, facts, variables);
      return { connection, variables };
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async findRunning(run: string): ReturnType<DdlServer['findRunning']> {
    return await this.#control.ask((connection) => statementsOfRun(connection, run));
  }

  async kill(connectionId: string, marker: StatementMarker): ReturnType<DdlServer['kill']> {
    const comment = markerComment(marker);
    return await this.#control.ask(async (connection) => {
      const statement = await statementOf(connection, connectionId);
      const text = statement?.text ?? null;
      if (text === null) return 'gone';
      // The server gives the ids of ended connections to new ones after a restart.
      if (!text.startsWith(comment)) return 'not-ours';
      return await killQuery(connection, connectionId);
    });
  }

  async blockers(shadow: TableName): Promise<readonly Said[]> {
    return await this.#findBlockers(shadow, null);
  }

  async #findBlockers(shadow: TableName, ownId: string | null): Promise<readonly Said[]> {
    const own = new Set([...this.#sessions].map((session) => session.connectionId));
    if (ownId !== null) own.add(ownId);
    return await this.#control.ask((connection) => findBlockers(connection, shadow, own));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
    await this.#control.close();
  }
}

async function killQuery(connection: ServerConnection, connectionId: string): Promise<'killed' | 'gone'> {
  try {
    await connection.rows(`KILL QUERY ${Number(connectionId)}`, [], { timeoutMs: controlTimeoutMs });
    return 'killed';
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno === 1094) return 'gone'; // ER_NO_SUCH_THREAD
    throw error;
  }
}

function lockProblem(variables: SessionVariables): Phrase | null {
  const isCluster =
    variables.get('wsrep_on') === 'ON' && (variables.get('wsrep_provider') ?? 'none') !== 'none';
  return isCluster ? phrase`This is a Galera cluster, where GET_LOCK holds on one node only.` : null;
}
