import type { TableFacts } from '../../../finding.ts';
import type { Finding } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { FindingRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const dropsTable: FindingRule = {
  code: 'SS121',
  title: phrase`drops the shadow table`,
  levels: ['unsafe'],
  why: phrase`All rows of the shadow are gone. Only the undo of a created shadow does this.`,
  remedy: phrase`Allow it when nothing that was written to the shadow since is needed.`,
};

/** The finding of a statement that leaves no table. */
export function tableDropped(table: string, facts: TableFacts | null): Finding {
  const rows =
    facts?.hasRows === false ? phrase`it had no rows when it was looked at` : phrase`all its rows are lost`;
  return finding(
    dropsTable,
    'unsafe',
    { kind: 'table', name: table },
    phrase`Shadow table ${table} is dropped: ${rows}.`,
  );
}
