/** Tries a connection to an OMS server stage by stage, and says of the first that fails what is wrong and what helps. */
import type { StopSignal } from '../alert/oms/migrationServer.ts';
import type {
  ConnectionStage,
  ConnectionTestResult,
  StageListener,
  StageState,
} from '../connection/connectionTest.ts';
import { displayOmsTarget } from '../connection/omsConnection.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { OmsParts } from './omsParts.ts';
import { OmsServer } from './omsServer.ts';

/** Keeps what was told, stage by stage; src/database has one. */
export interface TestBoard {
  readonly listener: StageListener;
  begin(stage: ConnectionStage): void;
  end(
    stage: ConnectionStage,
    state: Exclude<StageState, 'running'>,
    detail: Said,
    more?: { remedy?: Said },
  ): void;
  /** Throws 'cancelled' on, once all stages have been told so. */
  fail(error: unknown): void;
  result(): ConnectionTestResult;
}

export interface OmsTestOptions {
  readonly timeoutMs?: number;
  readonly signal?: StopSignal;
}

/** The stages of such a test. */
export function omsStages({ tls }: Pick<OmsTarget, 'tls'>): readonly ConnectionStage[] {
  return tls.mode === 'off'
    ? ['dns', 'tcp', 'authentication', 'privileges']
    : ['dns', 'tcp', 'tls', 'authentication', 'privileges'];
}

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function testOmsServer(
  target: OmsTarget,
  board: TestBoard,
  parts: OmsParts,
  { timeoutMs = 20_000, signal }: OmsTestOptions = {},
): Promise<ConnectionTestResult> {
  const stages = omsStages(target);
  const before = stages[stages.indexOf('authentication') - 1];
  const onStage: StageListener = (stage, found) => {
    board.listener(stage, found);
    if (stage === before && found !== null) board.listener('authentication', null);
  };
  const server = new OmsServer(target, parts, { limits: { timeoutMs }, onStage });
  try {
    await attempt(server, target, board, signal);
  } catch (error) {
    board.fail(error);
  } finally {
    server.close();
  }
  return board.result();
}

async function attempt(
  server: OmsServer,
  target: OmsTarget,
  board: TestBoard,
  signal: StopSignal | undefined,
): Promise<void> {
  const account = displayOmsTarget(target);
  const list = await readList(server, board, account, target, signal);
  const count = list.isComplete
    ? phrase`${list.tasks.length} tasks`
    : phrase`${list.tasks.length} tasks and more`;
  const [task] = list.tasks;
  if (task === undefined) {
    board.end('privileges', 'ok', phrase`The account sees no task yet.`);
    return;
  }
  try {
    await server.components(task.id, signal);
  } catch (error) {
    if (!ShadowSyncError.is(error) || error.code === 'cancelled') throw error;
    board.end(
      'privileges',
      'warning',
      phrase`The account sees ${count}, and not their components. ${error.said}`,
      {
        remedy: phrase`Without them nothing is told of a synchronization task whose components stand still.`,
      },
    );
    return;
  }
  board.end(
    'privileges',
    'ok',
    phrase`The account sees ${count}. Whether it may start and stop them shows when it does.`,
  );
}

/** One request says both: who is let in, and whether that account may read. */
async function readList(
  server: OmsServer,
  board: TestBoard,
  account: string,
  target: OmsTarget,
  signal: StopSignal | undefined,
): ReturnType<OmsServer['listTasks']> {
  // Its stages are told while it runs; what fails after them is the log-in or what comes after it.
  const reading = server.listTasks({ most: 1 }, signal);
  try {
    const list = await reading;
    letIn(board, account, target);
    board.begin('privileges');
    return list;
  } catch (error) {
    if (ShadowSyncError.is(error) && (error.code === 'privilege' || error.code === 'usage')) {
      letIn(board, account, target);
      board.begin('privileges');
    }
    throw error;
  }
}

function letIn(board: TestBoard, account: string, { host, tls }: OmsTarget): void {
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (tls.mode !== 'off' || isLocal) {
    board.end('authentication', 'ok', phrase`Logged in as ${account}.`);
    return;
  }
  board.end(
    'authentication',
    'warning',
    phrase`Logged in as ${account}; the password went there unencrypted.`,
    { remedy: phrase`Use https, and name the fingerprint of the certificate or its authority.` },
  );
}
