/** What the runner's port (DdlServer) is made of, so that Oracle and OceanBase differ in these two and nowhere else. */
import type { Said } from '../../schema/phrase.ts';
import type { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlServer, DdlSession, RunningStatement, StatementMarker } from '../../task/ports.ts';

export type LockAnswer = Awaited<ReturnType<DdlSession['lock']>>;

/** What a carrier's connection is to those who don't know its driver. */
interface CarryingConnection {
  readonly lost: ShadowSyncError | null;
  ping(timeoutMs: number): Promise<void>;
  /** Says goodbye; never throws. */
  close(): Promise<void>;
  /** Drops the connection at once; what waits for it gets `reason`. */
  destroy(reason: ShadowSyncError): void;
}

/** One pinned connection that carries DDL and nothing else (R8). */
export interface DdlCarrier {
  readonly connection: CarryingConnection;
  /** The server's name of the connection. */
  readonly id: string;
  /** Sends one statement with the marker and waits without a limit; gives the server's remarks. Throws ShadowSyncError. */
  send(sql: string, marker: StatementMarker): Promise<readonly string[]>;
  /**
   * Asks the server to end the statement that runs here, if it still carries the marker. Says whether it was asked to.
   * Throws ShadowSyncError when it can't be asked.
   */
  stop(marker: StatementMarker): Promise<boolean>;
  /** Takes a lock by its name, without waiting. */
  lock(name: string): Promise<LockAnswer>;
  unlock(name: string): Promise<void>;
}

/** The second connection: asks about statements that run on others, and stops them. */
export interface Oversight {
  open(): Promise<void>;
  identity(): Promise<string>;
  /** None also where the account may not see what sessions do: then the table's own locks are what protects it. */
  ofRun(run: string): Promise<readonly RunningStatement[]>;
  /** Null where the account may not see it. */
  isRunning(connectionId: string, marker: StatementMarker): Promise<boolean | null>;
  kill(connectionId: string, marker: StatementMarker): ReturnType<DdlServer['kill']>;
  blockers(table: TableName, ownIds: ReadonlySet<string>): Promise<readonly Said[]>;
  close(): Promise<void>;
}
