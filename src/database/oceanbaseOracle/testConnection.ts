/** Tries a connection to an Oracle tenant of OceanBase stage by stage. */
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import { phrase } from '../../schema/phrase.ts';
import { checkPrivileges } from '../oracle/checkPrivileges.ts';
import { readAccount } from '../oracle/serverFacts.ts';
import { pinSession, readingPins } from '../oracle/sessionPins.ts';
import { runStages } from '../runStages.ts';
import { routeTo } from '../serverRoute.ts';
import { connectTenant } from './tenantConnection.ts';
import { checkMode, readTenantFacts } from './tenantFacts.ts';

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  return await runStages(target, options, async ({ board, closeLater, limits }) => {
    const route = routeTo({ ...target, database: null });
    closeLater(route);
    const connection = await connectTenant(route, { ...limits(), onStage: board.listener });
    closeLater(connection);
    await checkMode(connection);
    await pinSession(connection, readingPins, null);
    const { versionText } = await readTenantFacts(connection);
    board.end(
      'authentication',
      'ok',
      phrase`Logged in as ${displayTarget(target)}: ${versionText}, Oracle mode.`,
    );
    const account = await readAccount(connection);
    return (schemas, within) => checkPrivileges(connection, account, schemas, within);
  });
}
