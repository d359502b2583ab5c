/** What a test of a connection tells while it runs: one stage after the other, each with its end. */
import type { Said } from '../schema/phrase.ts';
import type { ShadowSyncError } from '../schema/shadowSyncError.ts';

export const connectionStages = [
  'dns', // the name of the first host to speak to
  'tcp', // a connection to it
  'jump', // the SSH server in front: its key and the log-in
  'ssh', // the SSH server: its key and the log-in
  'forward', // from there to the database's host
  'tls', // encryption, and who the database server is
  'authentication', // the account, the database, what kind of server it is
  'privileges', // what the account may do
] as const;

export type ConnectionStage = (typeof connectionStages)[number];

/** A warning lets analyses work and keeps runs from working. */
export type StageState = 'running' | 'ok' | 'warning' | 'failed' | 'skipped';

export interface StageReport {
  readonly stage: ConnectionStage;
  readonly state: StageState;
  /** What was found or what is wrong, a whole sentence; null while it runs. */
  readonly detail: string | null;
  /** What the user can do about it; a whole sentence. */
  readonly remedy: string | null;
  /** What `detail` and `remedy` say in English. */
  readonly saidDetail?: Said | null;
  readonly saidRemedy?: Said | null;
  /** What somebody has to paste elsewhere: GRANT statements, a line of known_hosts, a public key. */
  readonly copyText: string | null;
}

export interface ConnectionTestResult {
  readonly canAnalyse: boolean;
  readonly canRun: boolean;
  /** How each stage ended, in order. Those after a failed one are skipped. */
  readonly stages: readonly StageReport[];
  /** What ended it early; null when every stage was reached. */
  readonly error: ShadowSyncError | null;
}

export interface ConnectionTestOptions {
  /** Besides the connection's own, such as the one where the shadows live. */
  readonly databases?: readonly string[];
  /** Told each stage as it begins and as it ends. */
  readonly onReport?: (report: StageReport) => void;
  /** Looked at while waiting. */
  readonly signal?: { readonly aborted: boolean };
  /** For all stages together. */
  readonly timeoutMs?: number;
}

/** Told when a stage begins, with null, and when it has gone well, with what was found. */
export type StageListener = (stage: ConnectionStage, found: Said | null) => void;
