/** What a journal's entries say about a run that broke off. Pure reading; the server is asked elsewhere. */
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { JournalEntry } from './ports.ts';
import type { RunOutcome } from './runResult.ts';

export type Intent = Extract<JournalEntry, { kind: 'intent' }>;

export interface RecoveredStatement {
  readonly statement: number;
  readonly shadow: TableName;
  /** What was found: done, not done, or neither (somebody else changed the table). */
  readonly outcome: 'succeeded' | 'not-applied' | 'stale';
}

/** The statements that were to be sent and of which the record does not say what became of them, in the order of sending. */
export function openIntents(entries: readonly JournalEntry[]): readonly Intent[] {
  const open = new Map<number, Intent>();
  for (const entry of entries) {
    if (entry.kind === 'intent') open.set(entry.statement, entry);
    else if (entry.kind === 'reconciled') open.delete(entry.statement);
    else if (entry.kind === 'result' && entry.outcome !== 'unknown') open.delete(entry.statement);
  }
  return [...open.values()];
}

/** Names the whole run from its record and from what was found out about its open statements. */
export function recoveredOutcome(
  entries: readonly JournalEntry[],
  found: readonly RecoveredStatement[],
): RunOutcome {
  if (found.some(({ outcome }) => outcome === 'stale')) return 'stale';
  const verified = new Set<string>();
  for (const entry of entries)
    if (entry.kind === 'verified' && entry.verified) verified.add(tableKey(entry.shadow));
  const finals = new Set(
    entries.flatMap((entry) => (entry.kind === 'intent' && entry.final ? [entry.statement] : [])),
  );
  for (const { statement, shadow, outcome } of found) {
    if (outcome === 'succeeded' && finals.has(statement)) verified.add(tableKey(shadow));
  }
  const started = entries.find((entry) => entry.kind === 'started');
  if (started !== undefined && verified.size >= started.tables) return 'succeeded';
  const didSomething =
    found.some(({ outcome }) => outcome === 'succeeded') ||
    entries.some(
      (entry) => (entry.kind === 'result' || entry.kind === 'reconciled') && entry.outcome === 'succeeded',
    );
  return didSomething || verified.size > 0 ? 'partial' : 'aborted';
}
