/** From a target to everything the floors need of its server. The one function that src/compose.ts calls. */
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import { atLeast } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import type { LogInOptions } from '../logInBounds.ts';
import type { OpenedDatabase } from '../openedDatabase.ts';
import { connect, routesTo } from './connect.ts';
import { openWay } from './openWay.ts';
import { oracleCarrier } from './oracleCarrier.ts';
import type { OracleConnection } from './oracleConnection.ts';
import { oracleOversight } from './oracleOversight.ts';
import { readIdentity, readServerFacts } from './serverFacts.ts';

/** Connects, pins the reading session and reads the facts. Throws ShadowSyncError. */
export async function openDatabase(
  target: ConnectionTarget,
  options: LogInOptions = {},
): Promise<OpenedDatabase<OracleServerFacts>> {
  const routes = await routesTo(target);
  return await openWay<OracleConnection>(
    {
      schema: target.database,
      connect: (more) => connect(routes, more),
      readFacts: readServerFacts,
      readIdentity,
      oversight: ({ account, facts, open }) =>
        oracleOversight({ open, account, canCancel: atLeast(facts, 18) }),
      carrier: (connection, { account }) => oracleCarrier(connection, account),
      close: () => routes.close(),
    },
    options,
  );
}
