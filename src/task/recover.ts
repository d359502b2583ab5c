/** Runs that ended without saying so (S12, R11): what became of their last statements, found out without sending any DDL. */
import type { Dialect } from '../diff/dialect.ts';
import { phrase, reasoned, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { SchemaReader } from '../shadow/schemaReader.ts';
import { AbortGrace } from './abortGrace.ts';
import { noFailPoint } from './failPoint.ts';
import type { FailPoint } from './failPoint.ts';
import { Lane } from './lane.ts';
import { liveEntry, readLiveTables } from './liveTables.ts';
import { openIntents, recoveredOutcome } from './journalStory.ts';
import type { Intent, RecoveredStatement } from './journalStory.ts';
import type { Clock, DdlServer, JournalStore, RunJournal } from './ports.ts';
import type { RunOutcome } from './runResult.ts';
import { settledBy } from './settle.ts';
import { takeLocks } from './takeLocks.ts';

export interface RecoverRequest {
  readonly server: DdlServer;
  readonly reader: SchemaReader;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly policy: { readonly handoverMs: number; readonly reconnectMs: number; readonly pollMs: number };
  /** Told while a statement of the dead run still works on the server; it is waited for, never stopped. */
  readonly onWaiting?: (run: string, statements: readonly number[]) => void;
  readonly failPoint?: FailPoint;
}

export type RecoveredRun =
  | {
      readonly kind: 'recovered';
      readonly run: string;
      readonly outcome: RunOutcome;
      readonly statements: readonly RecoveredStatement[];
      /** The record's last line was not written whole; it was skipped. */
      readonly torn: boolean;
    }
  /** Made on another server: it is left for a start that is connected there. */
  | { readonly kind: 'other-server'; readonly run: string; readonly serverIdentity: string }
  /** It could not be completed now; the next start tries again. */
  | { readonly kind: 'left'; readonly run: string; readonly reason: string; readonly saidReason: Said };

/**
 * Completes the records of all runs that broke off on this server; gives one entry per run, oldest first. Sends nothing
 * that changes anything. Throws what the store throws when it can't be read, and what `identity` throws.
 */
export async function recoverRuns(
  store: JournalStore,
  request: RecoverRequest,
): Promise<readonly RecoveredRun[]> {
  const unfinished = await store.unfinished();
  if (unfinished.length === 0) return [];
  const identity = await request.server.identity();
  const grace = new AbortGrace(request.clock, request.signal);
  const recovered: RecoveredRun[] = [];
  try {
    for (const open of unfinished) {
      if (request.signal.aborted) break;
      const started = open.entries.find((entry) => entry.kind === 'started');
      if (started !== undefined && started.serverIdentity !== identity) {
        recovered.push({ kind: 'other-server', run: open.run, serverIdentity: started.serverIdentity });
      } else {
        recovered.push(await recoverRun(store, { ...request, grace }, identity, open));
      }
    }
  } finally {
    grace.end();
  }
  return recovered;
}

type Recovery = RecoverRequest & { readonly grace: AbortGrace };
type UnfinishedRun = Awaited<ReturnType<JournalStore['unfinished']>>[number];

async function recoverRun(
  store: JournalStore,
  request: Recovery,
  identity: string,
  { run, entries, torn }: UnfinishedRun,
): Promise<RecoveredRun> {
  let journal: RunJournal | null = null;
  const lane = new Lane(request.server, identity);
  try {
    journal = await store.reopen(run);
    await waitUntilQuiet(request, run);
    const statements: RecoveredStatement[] = [];
    for (const intent of openIntents(entries)) {
      statements.push(await reconcile(request, lane, journal, intent));
    }
    const outcome = recoveredOutcome(entries, statements);
    await (request.failPoint ?? noFailPoint)('recover.before-finished');
    await journal.append({ kind: 'finished', at: request.clock.now(), outcome });
    return { kind: 'recovered', run, outcome, statements, torn };
  } catch (error) {
    if (!ShadowSyncError.is(error)) throw error;
    return { kind: 'left', run, ...reasoned(error.said) };
  } finally {
    await lane.discard();
    await journal?.close();
  }
}

/** A statement goes on after its client's death (reliability.md §1.6): it is waited for, so that its outcome is final. */
async function waitUntilQuiet(request: Recovery, run: string): Promise<void> {
  for (;;) {
    const running = await request.grace.bounded(() => request.server.findRunning(run));
    if (running.length === 0) return;
    if (request.signal.aborted)
      throw new ShadowSyncError('cancelled', phrase`A statement of the run still works on the server.`);
    request.onWaiting?.(
      run,
      running.map(({ statement }) => statement),
    );
    await request.clock.sleep(request.policy.pollMs, request.signal);
  }
}

async function reconcile(
  request: Recovery,
  lane: Lane,
  journal: RunJournal,
  intent: Intent,
): Promise<RecoveredStatement> {
  const { clock, dialect, grace, reader, policy } = request;
  const { statement, shadow } = intent;
  const patience = { clock, grace, pollMs: policy.pollMs, reconnectMs: policy.reconnectMs };
  // The server grants the lock only when the dead run's connection is gone: nothing of it can arrive any more.
  await takeLocks(lane, [shadow], patience, policy.handoverMs);
  const live = liveEntry(await readLiveTables(reader, dialect, [shadow], patience), shadow);
  const settled = settledBy(live, intent, shadow);
  await lane.unlock();
  // What can't be read is not settled: the run is left for the next start, which asks again.
  if (settled.kind === 'unknown') throw new ShadowSyncError('unknown-outcome', settled.reason);
  const outcome =
    settled.kind === 'applied' ? 'succeeded' : settled.kind === 'not-applied' ? 'not-applied' : 'stale';
  const how = `found by reading the table after the run had broken off on connection ${intent.connectionId}`;
  await (request.failPoint ?? noFailPoint)('recover.before-reconciled');
  await journal.append({ kind: 'reconciled', at: clock.now(), statement, outcome, how });
  if (outcome === 'succeeded' && intent.final) {
    await journal.append({ kind: 'verified', at: clock.now(), shadow, verified: true, reason: null });
  }
  return { statement, shadow, outcome };
}
