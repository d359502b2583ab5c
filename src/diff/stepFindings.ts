/** What is said of a statement whatever the dialect: that it leaves no table, and that its risks meet rows. */
import { english, phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { TableModel } from '../schema/tableModel.ts';
import type { Step } from './dialect.ts';
import type { Finding, FindingLevel, TableFacts } from './finding.ts';

/** Makes a finding; its code's meaning is told in docs/findings.md. `said` is one sentence. */
export function makeFinding(
  code: string,
  level: FindingLevel,
  kind: string,
  name: string,
  said: Phrase,
): Finding {
  return { code, level, message: english(said), said, object: { kind, name } };
}

/** The risks of one step; `changed` looks at a table that is there before and after it. Creating a table risks nothing. */
export function stepFindings<T extends TableModel>(
  { before, after }: Step<T>,
  facts: TableFacts | null,
  changed: (before: T, after: T) => readonly Finding[],
): readonly Finding[] {
  if (before === null) return [];
  const found = after === null ? [tableDropped(before.name.table, facts)] : changed(before, after);
  return [...found, ...rowsAtRisk(before.name.table, facts, found)];
}

/** SS121: the finding of a statement that leaves no table. */
function tableDropped(table: string, facts: TableFacts | null): Finding {
  const rows =
    facts?.hasRows === false ? phrase`it had no rows when it was looked at` : phrase`all its rows are lost`;
  const said = phrase`Shadow table ${table} is dropped: ${rows}.`;
  return makeFinding('SS121', 'unsafe', 'table', table, said);
}

/** SS205, when any of a statement's other findings is unsafe and the table has rows. */
function rowsAtRisk(table: string, facts: TableFacts | null, others: readonly Finding[]): readonly Finding[] {
  if (facts?.hasRows !== true || !others.some(({ level }) => level === 'unsafe')) return [];
  const said =
    facts.estimatedRows === null || facts.estimatedRows === 0
      ? phrase`Table ${table} has rows that the unsafe changes of this statement can meet.`
      : phrase`Table ${table} has rows, about ${facts.estimatedRows}, that the unsafe changes of this statement can meet.`;
  return [makeFinding('SS205', 'caution', 'table', table, said)];
}
