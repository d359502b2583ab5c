import { phrase } from '../../../schema/phrase.ts';
import type { Finding, TableFacts } from '../../finding.ts';
import { makeFinding } from './columnFindings.ts';

/** SS121: the finding of a statement that leaves no table. */
export function tableDropped(table: string, facts: TableFacts | null): Finding {
  const rows =
    facts?.hasRows === false ? phrase`it had no rows when it was looked at` : phrase`all its rows are lost`;
  return makeFinding('SS121', 'unsafe', 'table', table, phrase`Shadow table ${table} is dropped: ${rows}.`);
}

/** SS205, when any of a statement's other findings is unsafe and the table has rows. */
export function rowsAtRisk(
  table: string,
  facts: TableFacts | null,
  others: readonly Finding[],
): readonly Finding[] {
  if (facts?.hasRows !== true || !others.some(({ level }) => level === 'unsafe')) return [];
  const said =
    facts.estimatedRows === null || facts.estimatedRows === 0
      ? phrase`Table ${table} has rows that the unsafe changes of this statement can meet.`
      : phrase`Table ${table} has rows, about ${facts.estimatedRows}, that the unsafe changes of this statement can meet.`;
  return [makeFinding('SS205', 'caution', 'table', table, said)];
}
