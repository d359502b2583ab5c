/** Which table one of our own statements is about; for messages, not for decisions. */
import type { TableName } from '../../schema/tableName.ts';

const head =
  /^(CREATE|ALTER|DROP)\s+TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?`((?:[^`]|``)+)`\.`((?:[^`]|``)+)`/;

export interface StatementTarget {
  readonly verb: string;
  readonly table: TableName;
}

/** Verb and table of a statement that begins as ours do; null for any other. */
export function statementTarget(sql: string): StatementTarget | null {
  const match = head.exec(sql);
  if (match === null) return null;
  const [, verb = '', database = '', table = ''] = match;
  return { verb, table: { database: unquoted(database), table: unquoted(table) } };
}

/** The tables that a statement of ours names behind REFERENCES; for messages, so that a quoted text may fool it. */
export function referencedTables(sql: string): readonly TableName[] {
  const own = statementTarget(sql)?.table.database ?? '';
  const names = sql.matchAll(/\bREFERENCES\s+(?:`((?:[^`]|``)+)`\.)?`((?:[^`]|``)+)`/g);
  return [...names].map(([, database, table = '']) => ({
    database: database === undefined ? own : unquoted(database),
    table: unquoted(table),
  }));
}

function unquoted(name: string): string {
  return name.replaceAll('``', '`');
}

/** What an account needs for it (MySQL manual, "ALTER TABLE", "CREATE TABLE": privileges). */
export function privilegesFor(verb: string): readonly string[] {
  switch (verb) {
    case 'CREATE':
      return ['SELECT', 'CREATE', 'REFERENCES'];
    case 'DROP':
      return ['DROP'];
    default:
      // DROP is what dropping and reorganising partitions asks for.
      return ['SELECT', 'INSERT', 'CREATE', 'ALTER', 'INDEX', 'REFERENCES', 'DROP'];
  }
}
