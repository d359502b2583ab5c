/** From a target to everything the floors need of an Oracle tenant of OceanBase. */
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import type { LogInOptions } from '../logInBounds.ts';
import type { OpenedDatabase } from '../openedDatabase.ts';
import { closedOnFailure, openWay } from '../oracle/openWay.ts';
import { routeTo } from '../serverRoute.ts';
import { tenantCarrier, tenantOversight } from './tenantCarrier.ts';
import { connectTenant } from './tenantConnection.ts';
import type { TenantConnection } from './tenantConnection.ts';
import { checkMode, readTenantFacts, readTenantIdentity } from './tenantFacts.ts';

/** Connects, makes sure of the mode, pins the reading session and reads the facts. Throws ShadowSyncError. */
export async function openDatabase(
  target: ConnectionTarget,
  options: LogInOptions = {},
): Promise<OpenedDatabase<OracleServerFacts>> {
  // A schema is no database that the handshake could name.
  const route = routeTo({ ...target, database: null });
  return await openWay<TenantConnection>(
    {
      schema: target.database,
      connect: async (more) => {
        const connection = await connectTenant(route, more);
        return await closedOnFailure(connection, async () => {
          await checkMode(connection);
          return connection;
        });
      },
      readFacts: readTenantFacts,
      readIdentity: readTenantIdentity,
      oversight: ({ open }) => tenantOversight(open),
      carrier: (connection, { oversight }) => tenantCarrier(connection, oversight),
      close: () => route.close(),
    },
    options,
  );
}
