/**
 * Watches one running statement: stops it on the server when its time is over or the user aborts (closing the client would
 * not stop it, §1.6), and notices, where the account may look, when it has ended and its answer never comes.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { StatementMarker } from '../../task/ports.ts';
import type { StopReason } from '../ddlOutcome.ts';
import type { DdlCarrier, Oversight } from './ddlCarrier.ts';

export interface WatchedStatement {
  readonly carrier: DdlCarrier;
  readonly oversight: Oversight;
  readonly marker: StatementMarker;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** How often a statement that nobody wants to stop is looked for. */
const probeEveryMs = 5000;
/** A statement that no session shows any more must have answered within that. */
const answerGraceMs = 1000;
/** One that was to stop and says nothing is given up after that; the user's patience is shorter. */
const stopGraceMs = { timeout: 10_000, cancelled: 1500 } as const;

export class StatementWatch {
  readonly #watched: WatchedStatement;
  readonly #over = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #onAbort = (): void => this.#stop('cancelled');
  #stoppedFor: StopReason | null = null;
  #stopping: Promise<void> = Promise.resolve();
  readonly #probing: Promise<void>;

  /** Begins to watch; the statement is about to be sent. */
  constructor(watched: WatchedStatement) {
    this.#watched = watched;
    watched.signal.addEventListener('abort', this.#onAbort, { once: true });
    this.#timers.push(setTimeout(() => this.#stop('timeout'), watched.timeoutMs));
    this.#probing = this.#probe();
  }

  /** Why the statement was stopped; null when it was not. */
  get stoppedFor(): StopReason | null {
    return this.#stoppedFor;
  }

  /** Ends the watch. When it resolves, nothing of ours is on its way to the statement any more. */
  async end(): Promise<void> {
    this.#over.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#watched.signal.removeEventListener('abort', this.#onAbort);
    await Promise.all([this.#stopping, this.#probing]);
  }

  #stop(reason: StopReason): void {
    if (this.#stoppedFor !== null || this.#isOver()) return;
    this.#stoppedFor = reason;
    const give = phrase`The statement was to be stopped, and the server did not answer.`;
    this.#timers.push(setTimeout(() => this.#giveUp(give), stopGraceMs[reason]));
    const { carrier, marker } = this.#watched;
    // Whether to go on without an answer is the timer's affair.
    this.#stopping = carrier.stop(marker).then(
      () => undefined,
      (error: unknown) => {
        if (!ShadowSyncError.is(error)) throw error;
      },
    );
  }

  async #probe(): Promise<void> {
    const { carrier, marker, oversight } = this.#watched;
    let isUnseen = false;
    for (;;) {
      const nap = isUnseen ? answerGraceMs : probeEveryMs;
      await delay(nap, undefined, { signal: this.#over.signal, ref: false }).catch(() => undefined);
      if (this.#isOver()) return;
      const isRunning = await oversight.isRunning(carrier.id, marker).catch(ourErrorAsUnknown);
      if (this.#isOver()) return;
      if (isRunning === false && isUnseen) {
        this.#giveUp(phrase`The server has finished the statement, but its answer did not arrive.`);
        return;
      }
      isUnseen = isRunning === false;
    }
  }

  /** A method, because the answer changes while others are awaited. */
  #isOver(): boolean {
    return this.#over.signal.aborted;
  }

  #giveUp(why: Phrase): void {
    if (this.#isOver()) return;
    this.#watched.carrier.connection.destroy(new ShadowSyncError('unknown-outcome', why));
  }
}

function ourErrorAsUnknown(error: unknown): null {
  if (ShadowSyncError.is(error)) return null;
  throw error;
}
