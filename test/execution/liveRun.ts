/** Analyse, plan and run on a real server, the way the command line does it; shared by the execution suites. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServer, parseConnectionUrl } from '../../src/compose.ts';
import type { OpenedServer } from '../../src/compose.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import type { Analysis, Plan } from '../../src/shadow/analysis.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import { fileJournal } from '../../src/store/fileJournal.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { FailPoint } from '../../src/task/failPoint.ts';
import type { JournalStore, RunJournal } from '../../src/task/ports.ts';
import { recoverRuns } from '../../src/task/recover.ts';
import type { RecoveredRun } from '../../src/task/recover.ts';
import type { RunEvent } from '../../src/task/runEvents.ts';
import { runPlan } from '../../src/task/runPlan.ts';
import { defaultRunPolicy } from '../../src/task/runPolicy.ts';
import type { RunPolicy } from '../../src/task/runPolicy.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import { removeFolder } from '../support/removeFolder.ts';

export const prefix = '__test_';

/** Where a server is, or a proxy in front of it. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

/** Opens a server by address. The caller closes it. */
export async function openLive(address: Address): Promise<OpenedServer> {
  const { host, port, user = 'root', password = '' } = address;
  const { target } = parseConnectionUrl(`mysql://${user}:${password}@${host}:${String(port)}/`);
  return await openServer(target, { aborted: false });
}

async function analyseLive(server: OpenedServer, database: string): Promise<Analysis> {
  return await analyse({
    database,
    rule: { prefix, suffix: '', shadowDatabase: null },
    range: { include: [], exclude: [] },
    options: defaultCompareOptions,
    reader: server.reader,
    dialect: server.dialect,
    signal: { aborted: false },
    clock: () => systemClock.monotonic(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    adopt: [],
  });
}

export async function planLive(server: OpenedServer, database: string): Promise<Plan> {
  const { dialect, serverIdentity } = server;
  return makePlan(await analyseLive(server, database), { dialect, serverIdentity });
}

/** How many pairs of the database are not consistent. */
export async function leftToDo(server: OpenedServer, database: string): Promise<readonly string[]> {
  const { results } = await analyseLive(server, database);
  return results.flatMap(({ pair, result, reason }) =>
    result === 'consistent'
      ? []
      : [`${pair.source.table}: ${result}${reason === null ? '' : ` (${reason})`}`],
  );
}

/** Everything allowed, and short pauses: what is waited for is the server, not us, and a busy one for longer than usual. */
const livePolicy: RunPolicy = {
  ...defaultRunPolicy,
  allow: () => true,
  backOffMs: () => 100,
  pollMs: 50,
  handoverMs: 200_000,
};

export interface RunOptions {
  readonly policy?: Partial<RunPolicy>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  readonly failPoint?: FailPoint;
  readonly wrapJournal?: (journal: RunJournal) => RunJournal;
}

/** Runs a plan with a journal in `folder`. */
export async function runLive(
  server: OpenedServer,
  plan: Plan,
  folder: string,
  options: RunOptions = {},
): Promise<RunResult> {
  const journal = await journalsIn(folder).create(randomUUID());
  try {
    return await runPlan(plan, {
      server: server.ddlServer,
      reader: server.reader,
      dialect: server.dialect,
      journal: options.wrapJournal?.(journal) ?? journal,
      clock: systemClock,
      signal: options.signal ?? new AbortController().signal,
      policy: { ...livePolicy, ...options.policy },
      ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
      ...(options.failPoint === undefined ? {} : { failPoint: options.failPoint }),
    });
  } finally {
    await journal.close();
  }
}

export async function recoverLive(
  server: OpenedServer,
  folder: string,
  options: { readonly failPoint?: FailPoint; readonly onWaiting?: (run: string) => void } = {},
): Promise<readonly RecoveredRun[]> {
  return await recoverRuns(journalsIn(folder), {
    server: server.ddlServer,
    reader: server.reader,
    dialect: server.dialect,
    clock: systemClock,
    signal: new AbortController().signal,
    policy: livePolicy,
    ...options,
  });
}

export function journalsIn(folder: string): JournalStore {
  return fileJournal(folder, { clock: systemClock });
}

/** A folder for journals; give it back with {@link dropFolder}. */
export function journalFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'shsync-execution-')), 'runs');
}

export function dropFolder(folder: string): void {
  removeFolder(join(folder, '..'));
}

/** `source outcome [code]` per table, for one readable comparison. */
export function outcomes(result: RunResult): readonly string[] {
  return result.tables.map(
    ({ pair, outcome, code }) => `${pair.source.table} ${outcome}${code === null ? '' : ` ${code}`}`,
  );
}
