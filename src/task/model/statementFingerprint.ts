import { sha256 } from '../../shadow/sha256.ts';

/** What a tick for an unsafe statement is bound to: the very text that would be sent. */
export function statementFingerprint(sql: string): string {
  return sha256(sql).slice(0, 32);
}
