/** Tries a connection stage by stage, and says of the first that fails what is wrong and what helps. */
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { runStages } from '../runStages.ts';
import type { StageParts } from '../runStages.ts';
import { routeTo } from '../serverRoute.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { checkPrivileges } from './checkPrivileges.ts';
import { connect } from './connect.ts';
import type { ServerConnection } from './serverConnection.ts';
import { factVariables, readServerFacts } from './serverFacts.ts';
import { pinSession } from './sessionPins.ts';
import { readingPins } from './sessionSettings.ts';

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  return await runStages(target, options, async (parts) => {
    const route = routeTo(target);
    parts.closeLater(route);
    const connection = await logIn(route, parts);
    const facts = await identify(connection, target, parts);
    return (databases, within) => checkPrivileges(connection, facts, databases, within);
  });
}

/** An account that may not use the database is let in without it: then what it lacks can be said. */
async function logIn(route: ServerRoute, parts: StageParts): Promise<ServerConnection> {
  try {
    return await connected(route, parts);
  } catch (error) {
    const isRefusedDatabase = ShadowSyncError.is(error, 'privilege') && route.target.database !== null;
    if (!isRefusedDatabase) throw error;
    return await connected(withoutDatabase(route), parts);
  }
}

async function connected(
  route: ServerRoute,
  { board, closeLater, limits }: StageParts,
): Promise<ServerConnection> {
  const connection = await connect(route, { ...limits(), onStage: board.listener });
  closeLater(connection);
  return connection;
}

async function identify(
  connection: ServerConnection,
  target: ConnectionTarget,
  { board }: StageParts,
): Promise<MysqlServerFacts> {
  const variables = await pinSession(connection, readingPins, factVariables);
  const { facts } = await readServerFacts(connection, variables);
  const product = `${productNames[facts.dialect]} ${facts.versionText}`;
  const account = displayTarget(target);
  board.end(
    'authentication',
    'ok',
    facts.dialect === target.dialect
      ? phrase`Logged in as ${account}: ${product}.`
      : phrase`Logged in as ${account}: ${product} (the connection says ${target.dialect}).`,
  );
  return facts;
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
