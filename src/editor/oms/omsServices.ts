/** What the editor's parts are handed to work with OMS servers; src/extensionMain.ts builds it. */
import type { MigrationServer } from '../../alert/oms/migrationServer.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import type { OmsTarget } from '../../connection/omsConnection.ts';
import type { OmsConnectionStore } from '../../connection/oms/omsConnectionStore.ts';

export interface OmsServices {
  /** Opened on first use, then the same one. Throws ShadowSyncError 'store'. */
  readonly connections: () => Promise<OmsConnectionStore>;
  /** Whether there may be some, without opening anything. */
  readonly hasConnections: () => Promise<boolean>;
  /** Connects to nothing before it is asked something; to be closed. */
  readonly open: (target: OmsTarget) => Promise<MigrationServer>;
  /** Throws ShadowSyncError 'cancelled' and nothing else. */
  readonly test: (
    target: OmsTarget,
    options: Pick<ConnectionTestOptions, 'onReport'> & { readonly signal: AbortSignal },
  ) => Promise<ConnectionTestResult>;
}
