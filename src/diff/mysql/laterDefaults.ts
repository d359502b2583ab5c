/** Defaults that MySQL takes only in a statement of their own. */
import type { Column, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { columnChanges } from './columnChanges.ts';

/** Functions that are unsafe for statement-based replication; tried one by one on MySQL 9.7. */
const unsafeCall =
  /\b(?:rand|uuid|uuid_short|sysdate|user|current_user|session_user|system_user|random_bytes|aes_encrypt|aes_decrypt|load_file)\s*\(/i;

/** Types whose columns print nothing where others print DEFAULT NULL. */
const silentTypes = /^(?:tiny|medium|long)?(?:text|blob)$/;

/**
 * MySQL 9.7: 1674 "Statement is unsafe because it uses a system function" for an ALTER that adds any column while it writes
 * such a default for any column, whatever the binary log's format. The same default on columns that are there is taken, so
 * the state in between has none.
 */
export function withoutUnsafeDefaults(
  from: MysqlTable,
  to: MysqlTable,
  facts: MysqlServerFacts,
): readonly MysqlTable[] {
  // Most tables have no such default, and comparing columns is not free.
  if (!to.columns.some(hasUnsafeDefault)) return [];
  const { placed } = columnChanges(from, to, facts);
  const late = new Set(placed.map((change) => change.to).filter(hasUnsafeDefault));
  if (late.size === 0 || placed.every((change) => change.from !== null)) return [];
  return [
    { ...to, columns: to.columns.map((column) => (late.has(column) ? withoutDefault(column) : column)) },
  ];
}

function hasUnsafeDefault(column: Column): boolean {
  return column.default.kind === 'expression' && unsafeCall.test(column.default.expression.text);
}

function withoutDefault(column: Column): Column {
  const silent = !column.nullable || silentTypes.test(column.type.name);
  return { ...column, default: { kind: silent ? 'none' : 'null' } };
}
