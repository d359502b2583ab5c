import type { MysqlTable } from '../../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../../schema/mysql/serverFacts.ts';
import type { Step } from '../../dialect.ts';
import type { Finding, TableFacts } from '../../finding.ts';
import { stepFindings } from '../../stepFindings.ts';
import { tableRules } from './rules.ts';
import { tableChange } from './tableChange.ts';

/**
 * The risks of one statement. Takes the step, what is known of the table's rows (null: nothing), and the server.
 * A step without an unsafe finding keeps every row and every surviving column's value on any data that was legal
 * before it (PR10). Creating a table risks nothing.
 */
export function mysqlFindings(
  step: Step<MysqlTable>,
  facts: TableFacts | null,
  server: MysqlServerFacts,
): readonly Finding[] {
  return stepFindings(step, facts, (before, after) => {
    const change = tableChange(before, after, step, facts, server);
    return tableRules.flatMap((rule) => rule.check(change));
  });
}
