import type { ConnectionTarget } from '../../../src/connection/connectionTarget.ts';
import { connect } from '../../../src/database/mysql/connect.ts';
import type { ConnectOptions } from '../../../src/database/mysql/connect.ts';
import type { ServerConnection } from '../../../src/database/mysql/serverConnection.ts';
import { routeTo } from '../../../src/database/serverRoute.ts';

/** One connection on a way of its own. */
export function connectTo(target: ConnectionTarget, options?: ConnectOptions): Promise<ServerConnection> {
  return connect(routeTo(target), options);
}
