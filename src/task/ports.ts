/** Ports of the runner: how floor 4 sees a server that it changes, a clock, and a durable journal. */
import type { Said } from '../schema/phrase.ts';
import type { TableName } from '../schema/tableName.ts';

export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Monotonic milliseconds. */
  monotonic(): number;
  /** Resolves after that many milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One pinned connection that carries DDL and nothing else (R8). A lost connection is never replaced: the attempt ends. */
export interface DdlSession {
  /** The server's id of this connection, journaled before anything is sent (R9). */
  readonly connectionId: string;
  /** Takes the lock of a shadow table on this very connection, without waiting. 'unavailable': this server has none. */
  lock(
    shadow: TableName,
  ): Promise<
    | { readonly kind: 'held' }
    | { readonly kind: 'busy'; readonly holder: Said | null }
    | { readonly kind: 'unavailable'; readonly reason: Said }
  >;
  unlock(shadow: TableName): Promise<void>;
  /**
   * Sends one statement with the marker comment. Resolves when the server said yes.
   * Throws ShadowSyncError: 'statement' (the server refused it), 'lock' (lock wait ended), 'unknown-outcome' (the
   * connection was lost or the time limit passed and the server could not be asked), 'cancelled' (killed by us).
   */
  execute(
    sql: string,
    marker: StatementMarker,
    limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<{ readonly warnings: readonly string[] }>;
  /** Ends the connection, also a broken one, and so gives its locks back. Never throws. */
  close(): Promise<void>;
}

/** What the comment before each statement says: `shsync run=… stmt=… fence=…` (R9). Added after the gate. */
export interface StatementMarker {
  readonly run: string;
  readonly statement: number;
  readonly fence: number;
}

export interface DdlServer {
  /** The server's identity now (R6). Throws 'identity', like all here, when another one answers than at the start. */
  identity(): Promise<string>;
  openSession(): Promise<DdlSession>;
  /** Finds a statement with this run's marker in the process list, by whatever connection it runs. */
  findRunning(run: string): Promise<readonly RunningStatement[]>;
  /** KILL QUERY, only after checking on a second connection that the id still carries the marker (R10). */
  kill(connectionId: string, marker: StatementMarker): Promise<'killed' | 'gone' | 'not-ours'>;
  /** Who blocks this table's metadata lock, for people; empty when it can't be told. */
  blockers(shadow: TableName): Promise<readonly Said[]>;
  close(): Promise<void>;
}

export interface RunningStatement {
  readonly connectionId: string;
  readonly statement: number;
  readonly state: string;
}

/** Append-only, durable (fsync) before `append` resolves. Throws ShadowSyncError 'journal'. */
export interface RunJournal {
  readonly run: string;
  append(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

export type JournalEntry =
  | {
      readonly kind: 'started';
      readonly at: number;
      readonly run: string;
      readonly planHash: string;
      readonly serverIdentity: string;
      readonly tables: number;
      readonly statements: number;
    }
  | {
      readonly kind: 'intent';
      readonly at: number;
      readonly statement: number;
      readonly shadow: TableName;
      readonly connectionId: string;
      readonly attempt: number;
      readonly before: string;
      readonly after: string;
      /** It is its table's last: `after` is the state that the plan wants. */ readonly final: boolean;
      readonly sql: string;
    }
  | {
      readonly kind: 'result';
      readonly at: number;
      readonly statement: number;
      readonly outcome: 'succeeded' | 'failed' | 'unknown';
      readonly error: {
        readonly code: string;
        readonly errno: number | null;
        readonly message: string;
        /** Journals of earlier versions don't have it. */
        readonly remedy?: string | null;
      } | null;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'reconciled';
      readonly at: number;
      readonly statement: number;
      readonly outcome: 'succeeded' | 'not-applied' | 'stale';
      readonly how: string;
    }
  | {
      readonly kind: 'verified';
      readonly at: number;
      readonly shadow: TableName;
      readonly verified: boolean;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'finished';
      readonly at: number;
      readonly outcome: 'succeeded' | 'partial' | 'failed' | 'aborted' | 'stale';
    };

/** A journal as it is read back. */
export interface ReadJournal {
  readonly run: string;
  readonly entries: readonly JournalEntry[];
}

/** Where journals live; used to find runs that ended without saying so. */
export interface JournalStore {
  create(run: string): Promise<RunJournal>;
  /**
   * Runs without a `finished` entry whose process is gone, oldest first; torn last lines are skipped and said. A run that
   * a living process is still working on is not among them.
   */
  unfinished(): Promise<
    readonly { readonly run: string; readonly entries: readonly JournalEntry[]; readonly torn: boolean }[]
  >;
  /**
   * The journals of all runs whose names begin so, also of those that go on, in the order in which they were begun. Lines
   * that were not written whole are left out.
   */
  read(prefix: string): Promise<readonly ReadJournal[]>;
  /** Reopens an unfinished run's journal to append to it. Throws ShadowSyncError 'lock' when another process was faster. */
  reopen(run: string): Promise<RunJournal>;
}
