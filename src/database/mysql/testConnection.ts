/** Tries a connection stage by stage, and says of the first that fails what is wrong and what helps. */
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { patienceFor, waitPatiently } from '../patience.ts';
import type { Patience } from '../patience.ts';
import { routeTo } from '../serverRoute.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { StageBoard, stagesOf } from '../stageBoard.ts';
import { checkPrivileges } from './checkPrivileges.ts';
import { connect } from './connect.ts';
import type { QueryLimits, ServerConnection } from './serverConnection.ts';
import { factVariables, readServerFacts } from './serverFacts.ts';
import { pinSession } from './sessionPins.ts';
import { readingPins } from './sessionSettings.ts';

/** Two log-ins over SSH to the other end of the world. */
const defaultTimeoutMs = 30_000;

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  const board = new StageBoard(stagesOf(target), options.onReport ?? ((): void => undefined));
  const route = routeTo(target);
  const patience = patienceFor(options.timeoutMs ?? defaultTimeoutMs, options.signal);
  const test = new ConnectionTest(board, patience);
  try {
    await waitPatiently<undefined>(patience, {
      begin: (resolve, reject) => {
        test.run(route, options.databases ?? []).then(() => resolve(undefined), reject);
      },
      late: () =>
        new ShadowSyncError('timeout', phrase`The test did not end within ${patience.timeoutMs / 1000} s.`, {
          remedy: phrase`Try again when the network or the server is less busy.`,
        }),
    });
  } catch (error) {
    board.fail(error);
    if (ShadowSyncError.is(error, 'cancelled')) {
      board.result();
      throw error;
    }
  } finally {
    await test.close();
    await route.close();
  }
  return board.result();
}

class ConnectionTest {
  readonly #board: StageBoard;
  readonly #patience: Patience;
  readonly #connections: ServerConnection[] = [];

  constructor(board: StageBoard, patience: Patience) {
    this.#board = board;
    this.#patience = patience;
  }

  async run(route: ServerRoute, more: readonly string[]): Promise<void> {
    const { database } = route.target;
    const wanted = [...new Set(database === null ? more : [database, ...more])];
    const connection = await this.#logIn(route);
    const facts = await this.#identify(connection, route.target);
    this.#board.begin('privileges');
    const { copyText, detail, remedy, state } = await checkPrivileges(
      connection,
      facts,
      wanted,
      this.#limits(),
    );
    this.#board.end('privileges', state, detail, {
      ...(remedy === null ? {} : { remedy }),
      ...(copyText === null ? {} : { copyText }),
    });
  }

  /** An account that may not use the database is let in without it: then what it lacks can be said. */
  async #logIn(route: ServerRoute): Promise<ServerConnection> {
    try {
      return await this.#connect(route);
    } catch (error) {
      const isRefusedDatabase = ShadowSyncError.is(error, 'privilege') && route.target.database !== null;
      if (!isRefusedDatabase) throw error;
      return await this.#connect(withoutDatabase(route));
    }
  }

  async #connect(route: ServerRoute): Promise<ServerConnection> {
    const { deadline, signal } = this.#patience;
    const connection = await connect(route, {
      timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
      ...(signal === undefined ? {} : { signal }),
      onStage: this.#board.listener,
    });
    this.#connections.push(connection);
    return connection;
  }

  async #identify(connection: ServerConnection, target: ConnectionTarget): Promise<MysqlServerFacts> {
    const variables = await pinSession(connection, readingPins, factVariables);
    const facts = await readServerFacts(connection, variables);
    const product = `${productNames[facts.dialect]} ${facts.versionText}`;
    const account = displayTarget(target);
    this.#board.end(
      'authentication',
      'ok',
      facts.dialect === target.dialect
        ? phrase`Logged in as ${account}: ${product}.`
        : phrase`Logged in as ${account}: ${product} (the connection says ${target.dialect}).`,
    );
    return facts;
  }

  #limits(): QueryLimits {
    const { deadline, signal } = this.#patience;
    return {
      timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
      ...(signal === undefined ? {} : { signal }),
    };
  }

  /** Ends also what still waits for an answer. */
  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()));
  }
}

const productNames: Readonly<Record<MysqlServerFacts['dialect'], string>> = {
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  oceanbase: 'OceanBase',
};

/** The same way for an account that is let in and not into its database. */
function withoutDatabase(route: ServerRoute): ServerRoute {
  return {
    target: { ...route.target, database: null },
    open: (patience, onStage) => route.open(patience, onStage),
    close: () => route.close(),
  };
}
