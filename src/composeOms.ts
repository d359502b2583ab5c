/** Builds what speaks to OMS servers and keeps the connections to them; loaded when somebody first asks for it. */
import { join } from 'node:path';
import type { MigrationServer } from './alert/oms/migrationServer.ts';
import type { OmsConnectionStore } from './connection/oms/omsConnectionStore.ts';
import type { ConnectionTestResult, StageReport } from './connection/connectionTest.ts';
import type { OmsTarget } from './connection/omsConnection.ts';
import { networkError } from './database/networkError.ts';
import { openTcp } from './database/openTcp.ts';
import { patienceFor } from './database/patience.ts';
import { StageBoard } from './database/stageBoard.ts';
import type { Said } from './schema/phrase.ts';
import type { OmsParts } from './oms/omsParts.ts';
import { OmsServer } from './oms/omsServer.ts';
import type { OmsServerOptions } from './oms/omsServer.ts';
import { omsStages, testOmsServer } from './oms/testOmsServer.ts';
import type { OmsTestOptions } from './oms/testOmsServer.ts';
import { openOmsConnectionStore } from './store/omsConnectionStore.ts';

const parts: OmsParts = {
  explainNetwork: networkError,
  openTcp: (host, port, timeoutMs, signal, onStage) =>
    openTcp(host, port, patienceFor(timeoutMs, signal), onStage),
};

/** Connects to nothing before it is asked something; to be closed. */
export function openOmsServer(target: OmsTarget, options: OmsServerOptions = {}): MigrationServer {
  return new OmsServer(target, parts, options);
}

export interface OmsConnectionTestOptions extends OmsTestOptions {
  /** Told each stage as it begins and as it ends. */
  readonly onReport?: (report: StageReport) => void;
}

/** Tries a connection stage by stage. Reports what the network or the server does; throws ShadowSyncError 'cancelled'. */
export async function testOmsConnection(
  target: OmsTarget,
  { onReport, ...options }: OmsConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  const board = new StageBoard(omsStages(target), onReport ?? ((): void => undefined));
  return await testOmsServer(target, board, parts, options);
}

/** The connections to OMS servers of this user, kept below `folder`. Throws ShadowSyncError 'store'. */
export async function openOmsConnections(
  folder: string,
  say: (said: Said) => void,
): Promise<OmsConnectionStore> {
  return await openOmsConnectionStore(join(folder, 'oms-connections'), {
    onNotice: ({ said }) => say(said),
  });
}
