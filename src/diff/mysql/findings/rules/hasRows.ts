import type { Finding, TableFacts } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { FindingRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const hasRows: FindingRule = {
  code: 'SS205',
  title: phrase`is unsafe on a shadow that has rows`,
  levels: ['caution'],
  why: phrase`The unsafe findings of the statement are not only possible: there are rows that they can meet.`,
  remedy: phrase`Look at the rows before you allow the statement.`,
};

/** Takes the other findings of a statement; gives this one when any of them is unsafe and the table has rows. */
export function rowsAtRisk(
  table: string,
  facts: TableFacts | null,
  others: readonly Finding[],
): readonly Finding[] {
  if (facts?.hasRows !== true || !others.some(({ level }) => level === 'unsafe')) return [];
  const message =
    facts.estimatedRows === null || facts.estimatedRows === 0
      ? phrase`Table ${table} has rows that the unsafe changes of this statement can meet.`
      : phrase`Table ${table} has rows, about ${facts.estimatedRows}, that the unsafe changes of this statement can meet.`;
  return [finding(hasRows, 'caution', { kind: 'table', name: table }, message)];
}
