/** The frame of a connection's test: its time, its stages, and the last of them, which is the same for every driver. */
import type { ConnectionTarget } from '../connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../connection/connectionTest.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { QueryLimits } from './queryLimits.ts';
import { patienceFor, waitPatiently } from './patience.ts';
import type { Patience } from './patience.ts';
import type { PrivilegeReport } from './privilegeReport.ts';
import { StageBoard, stagesOf } from './stageBoard.ts';

interface Closable {
  close(): Promise<void>;
}

export interface StageParts {
  readonly board: StageBoard;
  /** Ended when the test ends, also while it still waits for an answer. */
  readonly closeLater: (opened: Closable) => void;
  /** What is left of the test's time. */
  readonly limits: () => QueryLimits & { readonly timeoutMs: number };
}

/** What the account may do in these databases. */
type CheckPrivileges = (databases: readonly string[], limits: QueryLimits) => Promise<PrivilegeReport>;

/** Connects, tells the stages up to 'authentication', and gives what the privileges are asked with. */
type LogIn = (parts: StageParts) => Promise<CheckPrivileges>;

/** Two log-ins over SSH to the other end of the world. */
const defaultTimeoutMs = 30_000;

/**
 * What the server or the network does is reported and not thrown. Throws ShadowSyncError 'cancelled', after the stages
 * have been told so.
 */
export async function runStages(
  target: ConnectionTarget,
  options: ConnectionTestOptions,
  logIn: LogIn,
): Promise<ConnectionTestResult> {
  const board = new StageBoard(stagesOf(target), options.onReport ?? ((): void => undefined));
  const patience = patienceFor(options.timeoutMs ?? defaultTimeoutMs, options.signal);
  const opened: Closable[] = [];
  const parts: StageParts = {
    board,
    closeLater: (each) => {
      opened.push(each);
    },
    limits: () => limitsOf(patience),
  };
  const { database } = target;
  const more = options.databases ?? [];
  try {
    await waitPatiently<undefined>(patience, {
      begin: (resolve, reject) => {
        const databases = [...new Set(database === null ? more : [database, ...more])];
        run(parts, databases, logIn).then(() => resolve(undefined), reject);
      },
      late: () =>
        new ShadowSyncError('timeout', phrase`The test did not end within ${patience.timeoutMs / 1000} s.`, {
          remedy: phrase`Try again when the network or the server is less busy.`,
        }),
    });
  } catch (error) {
    board.fail(error);
  } finally {
    for (const each of opened.reverse()) await each.close();
  }
  return board.result();
}

async function run(parts: StageParts, databases: readonly string[], logIn: LogIn): Promise<void> {
  const checkPrivileges = await logIn(parts);
  const { board } = parts;
  board.begin('privileges');
  const { copyText, detail, remedy, state } = await checkPrivileges(databases, parts.limits());
  board.end('privileges', state, detail, {
    ...(remedy === null ? {} : { remedy }),
    ...(copyText === null ? {} : { copyText }),
  });
}

function limitsOf({ deadline, signal }: Patience): QueryLimits & { readonly timeoutMs: number } {
  return {
    timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
    ...(signal === undefined ? {} : { signal }),
  };
}
