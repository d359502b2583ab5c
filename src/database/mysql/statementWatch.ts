/**
 * Watches one running statement from a second connection: stops it on the server when its time is over or the user
 * aborts (closing the client would not stop it, §1.6), and notices when it has ended and its answer never comes.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { StopReason } from '../ddlOutcome.ts';
import type { ControlConnection } from './controlConnection.ts';
import { statementOf } from './processList.ts';
import type { ServerConnection } from './serverConnection.ts';

export interface WatchedStatement {
  readonly control: ControlConnection;
  /** The session that runs it. */
  readonly connection: ServerConnection;
  /** The marker comment that its text begins with. */
  readonly comment: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** How often a statement that nobody wants to stop is looked for. */
const probeEveryMs = 5000;
/** How often one that is to stop is looked for. */
const stopEveryMs = 250;
/** A statement that the list no longer shows must have answered within that. */
const answerGraceMs = 1000;
/** One that is to stop, on a server that can't be asked, is given up after that; the user's patience is shorter. */
const unreachableGraceMs = { timeout: 10_000, cancelled: 1000 } as const;

export class StatementWatch {
  readonly #watched: WatchedStatement;
  readonly #over = new AbortController();
  #rouse = new AbortController();
  #stopReason: StopReason | null = null;
  #giveUpTimer: NodeJS.Timeout | undefined;
  #hasGivenUp = false;
  #unseenSince: number | null = null;
  #killedFor: StopReason | null = null;
  readonly #done: Promise<void>;
  readonly #release: () => void;

  /** Begins to watch; the statement is about to be sent. */
  constructor(watched: WatchedStatement) {
    this.#watched = watched;
    const onAbort = (): void => this.#stop('cancelled');
    const timer = setTimeout(() => this.#stop('timeout'), watched.timeoutMs);
    watched.signal.addEventListener('abort', onAbort, { once: true });
    this.#release = (): void => {
      clearTimeout(timer);
      clearTimeout(this.#giveUpTimer);
      watched.signal.removeEventListener('abort', onAbort);
    };
    if (watched.signal.aborted) onAbort();
    this.#done = this.#loop();
  }

  /** Why we killed the statement; null when we did not. */
  get killedFor(): StopReason | null {
    return this.#killedFor;
  }

  /** Ends the watch. When it resolves, no KILL of ours is under way any more. */
  async end(): Promise<void> {
    this.#release();
    this.#over.abort();
    this.#rouse.abort();
    // The connection is gone then, and a question that is still open meets nobody's statement.
    if (!this.#hasGivenUp) await this.#done;
  }

  #stop(reason: StopReason): void {
    if (this.#stopReason !== null) return;
    this.#stopReason = reason;
    this.#giveUpUnlessSeen();
    this.#rouse.abort();
  }

  async #loop(): Promise<void> {
    for (;;) {
      await this.#nap();
      if (this.#isOver()) return;
      await this.#look();
    }
  }

  /** Until it is time to look again, or something happened; what happens during a look cuts the next nap short. */
  async #nap(): Promise<void> {
    const isHurried = this.#stopReason !== null || this.#unseenSince !== null;
    const { signal } = this.#rouse;
    await delay(isHurried ? stopEveryMs : probeEveryMs, undefined, { signal }).catch(() => undefined);
    this.#rouse = new AbortController();
  }

  /** A method, because the answer changes while others are awaited. */
  #isOver(): boolean {
    return this.#over.signal.aborted;
  }

  async #look(): Promise<void> {
    const { control, connection, comment } = this.#watched;
    try {
      const isRunning = await control.ask(async (asking) => {
        const statement = await statementOf(asking, connection.id);
        const isOurs = statement?.text?.startsWith(comment) === true;
        if (isOurs && this.#stopReason !== null && !this.#isOver()) await this.#kill(asking);
        return isOurs;
      });
      if (this.#stopReason !== null) this.#giveUpUnlessSeen();
      this.#noteSeen(isRunning);
    } catch (error) {
      // Whether to go on without an answer is the timer's affair.
      if (!ShadowSyncError.is(error)) throw error;
    }
  }

  async #kill(asking: ServerConnection): Promise<void> {
    this.#killedFor = this.#stopReason;
    await asking
      .rows(`KILL QUERY ${Number(this.#watched.connection.id)}`, [], { timeoutMs: 3000 })
      .catch(ignoreGone);
  }

  #noteSeen(isRunning: boolean): void {
    if (isRunning) {
      this.#unseenSince = null;
      return;
    }
    this.#unseenSince ??= performance.now();
    if (performance.now() - this.#unseenSince < answerGraceMs) return;
    this.#giveUp(phrase`The server has finished the statement, but its answer did not arrive.`);
  }

  /** Begins, or begins anew with every answer, to wait for the next answer about the statement that is to stop. */
  #giveUpUnlessSeen(): void {
    clearTimeout(this.#giveUpTimer);
    if (this.#isOver() || this.#stopReason === null) return;
    this.#giveUpTimer = setTimeout(
      () => this.#giveUp(phrase`The statement was to be stopped, but the server could not be asked.`),
      unreachableGraceMs[this.#stopReason],
    );
  }

  #giveUp(why: Phrase): void {
    this.#over.abort();
    this.#hasGivenUp = true;
    this.#watched.connection.destroy(new ShadowSyncError('unknown-outcome', why));
  }
}

/** ER_NO_SUCH_THREAD: the statement's session ended between the look and the KILL. */
function ignoreGone(error: unknown): void {
  if (!ShadowSyncError.is(error) || error.errno !== 1094) throw error;
}
