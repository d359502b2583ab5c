/** All that a run may be told, in one value; no global switches. */
import type { Finding } from '../diff/finding.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';

export interface RunPolicy {
  /** After a failed table: abort stops the run, continue goes to the next table (R13). */
  readonly onError: 'abort' | 'continue';
  /** Sessions that work side by side, 1 to 8. */
  readonly parallel: number;
  /** Asked for findings of level `unsafe` and `refused`; false keeps the whole table from running (R3). */
  readonly allow: (statement: PlannedStatement, finding: Finding) => boolean;
  /** How often a statement is sent that ends in a lock wait or a deadlock. */
  readonly lockAttempts: number;
  /** After this a statement is stopped on the server. */
  readonly statementTimeoutMs: number;
  /** Pause before the attempt after the given one (1, 2, …). */
  readonly backOffMs: (attempt: number) => number;
  /** How long a server that went away is waited for before an outcome is called unknown. */
  readonly reconnectMs: number;
  /**
   * How long the lock of a lost connection is waited for. The server gives it up when the connection's `wait_timeout`
   * (60 s, R8) is over, and only then is it sure that nothing more arrives through that connection.
   */
  readonly handoverMs: number;
  /** Pause between two looks at the process list. */
  readonly pollMs: number;
}

export const defaultRunPolicy: RunPolicy = {
  onError: 'abort',
  parallel: 1,
  allow: () => false,
  lockAttempts: 3,
  statementTimeoutMs: 24 * 60 * 60 * 1000,
  backOffMs: (attempt) => 2000 * 2 ** (attempt - 1),
  reconnectMs: 60_000,
  handoverMs: 75_000,
  pollMs: 200,
};

/** Gives the policy back. Throws ShadowSyncError 'usage' for values that no run can work with. */
export function checkedPolicy(policy: RunPolicy): RunPolicy {
  if (!Number.isInteger(policy.parallel) || policy.parallel < 1 || policy.parallel > 8) {
    throw new ShadowSyncError(
      'usage',
      phrase`${String(policy.parallel)} sessions side by side are not possible: 1 to 8 are.`,
    );
  }
  if (!Number.isInteger(policy.lockAttempts) || policy.lockAttempts < 1) {
    throw new ShadowSyncError(
      'usage',
      phrase`A statement can't be sent ${String(policy.lockAttempts)} times: at least once.`,
    );
  }
  return policy;
}
