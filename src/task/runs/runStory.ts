/**
 * What a run did to each statement, told from the plans that its attempts ran and from their records. The records are
 * written before anything is sent (R11), so this is also true of a run that goes on in another process, or that broke off.
 */
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../shadow/analysis.ts';
import type { JournalEntry, ReadJournal } from '../ports.ts';

/**
 * `waiting`: its turn has not come. `skipped`: the run is over and never sent it. `unknown`: it was sent, and what became of
 * it could not be found out.
 */
export type StoryOutcome = 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped' | 'unknown';

export interface StoryError {
  readonly code: string;
  readonly errno: number | null;
  readonly message: string;
  readonly remedy: string | null;
}

export interface StatementStory {
  readonly shadow: TableName;
  readonly sql: string;
  /** As the plan has it; null when that plan is not kept any more. */
  readonly planned: PlannedStatement | null;
  readonly outcome: StoryOutcome;
  /** It took effect without its answer being seen; that was found out by reading the table. */
  readonly isRecovered: boolean;
  readonly error: StoryError | null;
  readonly durationMs: number;
  /** How often it was sent. */
  readonly sent: number;
}

/** One attempt of a run: a plan, and what became of its statements in the order in which they run. */
export interface AttemptStory {
  readonly planHash: string;
  readonly plan: Plan | null;
  readonly statements: readonly StatementStory[];
}

/** `isOver`: nothing more happens in this run. */
export function attemptStory({ entries }: ReadJournal, plan: Plan | null, isOver: boolean): AttemptStory {
  const facts = factsOf(entries);
  const planHash = entries.find((entry) => entry.kind === 'started')?.planHash ?? plan?.hash ?? '';
  const told = (fact: Facts | undefined): Omit<StatementStory, 'shadow' | 'sql' | 'planned'> =>
    fact === undefined ? { ...untouched, outcome: isOver ? 'skipped' : 'waiting' } : outcomeOf(fact, isOver);
  if (plan === null) {
    const statements = [...facts.values()].map((fact) => ({
      shadow: fact.shadow,
      sql: fact.sql,
      planned: null,
      ...told(fact),
    }));
    return { planHash, plan, statements };
  }
  const statements = plan.groups.flatMap((group) =>
    group.statements.map((planned) => {
      const { pair, sql, id } = planned;
      return { shadow: pair.shadow, sql, planned, ...told(facts.get(id)) };
    }),
  );
  return { planHash, plan, statements };
}

/**
 * Each statement once, with what the last attempt that came to it did: what an earlier one did not reach, a later one may
 * have.
 */
export function wholeStory(attempts: readonly AttemptStory[]): readonly StatementStory[] {
  const whole = new Map<string, StatementStory>();
  for (const { statements } of attempts) {
    for (const statement of statements) {
      const key = storyKey(statement.shadow, statement.sql);
      const before = whole.get(key);
      const isSilent = statement.outcome === 'skipped' || statement.outcome === 'waiting';
      if (before === undefined || !isSilent) whole.set(key, statement);
    }
  }
  return [...whole.values()];
}

/** The same statement in several plans, whose ids mean nothing to each other. */
export function storyKey(shadow: TableName, sql: string): string {
  return `${tableKey(shadow)}\0${sql}`;
}

interface Facts {
  readonly shadow: TableName;
  readonly sql: string;
  sent: number;
  durationMs: number;
  end: Extract<JournalEntry, { kind: 'result' }> | null;
  reconciled: Extract<JournalEntry, { kind: 'reconciled' }>['outcome'] | null;
}

/** By the plan's statement id; of every statement that was to be sent. */
function factsOf(entries: readonly JournalEntry[]): ReadonlyMap<number, Facts> {
  const facts = new Map<number, Facts>();
  for (const entry of entries) {
    if (entry.kind === 'intent') {
      const { statement, shadow, sql } = entry;
      const before = facts.get(statement) ?? { shadow, sql, sent: 0, durationMs: 0 };
      facts.set(statement, { ...before, sent: before.sent + 1, end: null, reconciled: null });
    } else if (entry.kind === 'result') {
      const fact = facts.get(entry.statement);
      if (fact === undefined) continue;
      fact.end = entry;
      fact.durationMs += entry.durationMs;
    } else if (entry.kind === 'reconciled') {
      const fact = facts.get(entry.statement);
      if (fact !== undefined) fact.reconciled = entry.outcome;
    }
  }
  return facts;
}

const untouched = { isRecovered: false, error: null, durationMs: 0, sent: 0 } as const;

function outcomeOf(
  { sent, durationMs, end, reconciled }: Facts,
  isOver: boolean,
): Omit<StatementStory, 'shadow' | 'sql' | 'planned'> {
  const error = end?.error == null ? null : { remedy: null, ...end.error };
  const common = { sent, durationMs, error, isRecovered: false };
  switch (reconciled) {
    case 'succeeded':
      return { ...common, error: null, outcome: 'succeeded', isRecovered: true };
    case 'not-applied':
      return { ...common, outcome: 'failed' };
    case 'stale':
      return { ...common, outcome: 'unknown' };
    case null:
      if (end !== null) return { ...common, outcome: end.outcome };
      return { ...common, outcome: isOver ? 'unknown' : 'running' };
  }
}
