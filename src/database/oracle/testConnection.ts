/** Tries a connection stage by stage, and says of the first that fails what is wrong and what helps. */
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import { phrase } from '../../schema/phrase.ts';
import { runStages } from '../runStages.ts';
import { checkPrivileges } from './checkPrivileges.ts';
import { connect, routesTo } from './connect.ts';
import { readAccount, readServerFacts } from './serverFacts.ts';
import { pinSession, readingPins } from './sessionPins.ts';

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  return await runStages(target, options, async ({ board, closeLater, limits }) => {
    const routes = await routesTo(target);
    closeLater(routes);
    const connection = await connect(routes, { ...limits(), onStage: board.listener });
    closeLater(connection);
    await pinSession(connection, readingPins, null);
    const { versionText } = await readServerFacts(connection);
    board.end(
      'authentication',
      'ok',
      phrase`Logged in as ${displayTarget(target)}: Oracle Database ${versionText}.`,
    );
    const account = await readAccount(connection);
    return (schemas, within) => checkPrivileges(connection, account, schemas, within);
  });
}
