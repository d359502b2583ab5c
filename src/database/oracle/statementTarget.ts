/** Which table one of our own statements is about; for messages, not for decisions. */
import type { TableName } from '../../schema/tableName.ts';

const quoted = '"([^"]+)"\\."([^"]+)"';
const ofTable = new RegExp(
  `^(CREATE|ALTER|DROP)\\s+(?:GLOBAL\\s+TEMPORARY\\s+|PRIVATE\\s+TEMPORARY\\s+)?TABLE\\s+${quoted}`,
);
const ofIndex = new RegExp(`^CREATE\\s[^"]*INDEX\\s+(?:"[^"]+"\\.)?"[^"]+"\\s+ON\\s+${quoted}`);
const ofComment = new RegExp(`^COMMENT\\s+ON\\s+(?:TABLE|COLUMN)\\s+${quoted}`);

/** What the account needs, as the kinds of GRANT are named. */
export type StatementVerb = 'CREATE' | 'ALTER' | 'DROP' | 'INDEX' | 'COMMENT';

export interface StatementTarget {
  readonly verb: StatementVerb;
  readonly table: TableName;
}

/** Verb and table of a statement that begins as ours do; null for any other. */
export function statementTarget(sql: string): StatementTarget | null {
  const table = ofTable.exec(sql);
  if (table !== null) {
    const [, verb = '', database = '', name = ''] = table;
    return { verb: verb === 'CREATE' || verb === 'DROP' ? verb : 'ALTER', table: { database, table: name } };
  }
  const index = ofIndex.exec(sql);
  if (index !== null) return { verb: 'INDEX', table: { database: index[1] ?? '', table: index[2] ?? '' } };
  const comment = ofComment.exec(sql);
  return comment === null
    ? null
    : { verb: 'COMMENT', table: { database: comment[1] ?? '', table: comment[2] ?? '' } };
}
