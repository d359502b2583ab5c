/** What the client needs of other rooms; src/composeOms.ts hands it over. */
import type { Socket } from 'node:net';
import type { StageListener } from '../connection/connectionTest.ts';
import type { StopSignal } from '../alert/oms/migrationServer.ts';
import type { ShadowSyncError } from '../schema/shadowSyncError.ts';

export interface OmsParts {
  /** A connected socket that belongs to the caller. Throws ShadowSyncError 'connection' or 'cancelled'. */
  readonly openTcp: (
    host: string,
    port: number,
    timeoutMs: number,
    signal: StopSignal | undefined,
    onStage: StageListener,
  ) => Promise<Socket>;
  /** What Node says about a connection, in words that name the place. */
  readonly explainNetwork: (error: unknown, host: string, port: number) => ShadowSyncError;
}
