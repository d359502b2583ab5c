/** Work on a server of the pool, with the lease given back whatever happens. */
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { ErrorCode } from '../schema/shadowSyncError.ts';
import type { OpenedServer } from './openedServer.ts';
import type { ServerPool } from './serverPool.ts';

/** After these nobody should be handed the same connection. A server that is another one now has to be asked anew. */
const lossCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'connection',
  'tls',
  'authentication',
  'identity',
  'timeout',
  'protocol',
  'pin-refused',
]);

export interface ServerUse {
  readonly connectionId: string;
  readonly signal: AbortSignal;
  /** Reading may be begun again on a new connection when the kept one turns out to be dead; changing anything may not. */
  readonly isRepeatable: boolean;
}

/** Throws what the opener and the work throw. */
export async function withServer<T>(
  servers: ServerPool,
  { connectionId, signal, isRepeatable }: ServerUse,
  work: (server: OpenedServer) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const lease = await servers.lease(connectionId, signal);
    try {
      return await work(lease.server);
    } catch (error) {
      const isLost = ShadowSyncError.is(error) && lossCodes.has(error.code);
      if (isLost) lease.discard();
      // Only a connection that was kept from before may have died without anybody noticing.
      const isWorthwhile = isLost && isRepeatable && !lease.isFresh && attempt === 1;
      if (!isWorthwhile || signal.aborted) throw error;
    } finally {
      lease.release();
    }
  }
}
