/** The source tables of a database with what is known of their shadows. Without `vscode`. */
import type { NamingRule } from '../../../shadow/namingRule.ts';
import type { ListedTable } from '../../../shadow/schemaReader.ts';
import { shadowName } from '../../../shadow/shadowNames.ts';

/** What the last comparison of the database found for a source table; `changing` while a run works on it. */
export type ComparedMark =
  'none' | 'consistent' | 'differs' | 'unsupported' | 'skipped' | 'failed' | 'changing';

/** `exists`: nobody has compared yet, and there is a table with the shadow's name. */
export type ShadowMark = ComparedMark | 'exists';

export interface TableRow {
  readonly table: string;
  /** The shadow's name by the rule, with its database when that is another one. */
  readonly shadow: string;
  readonly mark: ShadowMark;
}

/** What was read of a database, before any rule or filter. */
export interface ListedDatabase {
  readonly database: string;
  readonly tables: readonly ListedTable[];
  /** What stands in the rule's other database; null when the rule names none. */
  readonly shadowTables: readonly ListedTable[] | null;
  /** Two names are the same table for the server when their folded forms are equal. */
  readonly fold: (name: string) => string;
}

/**
 * One row per source table, in the order of their names. A table that is the shadow of another one by the rule is no
 * source (O-48) and stands with its source only; views and the like are none either.
 */
export function tableRows(
  { database, tables, shadowTables, fold }: ListedDatabase,
  rule: NamingRule,
  compared: ReadonlyMap<string, ComparedMark> | null,
): readonly TableRow[] {
  const sources = tables.filter(({ kind }) => kind === 'table');
  const isSameDatabase = shadowTables === null;
  const existing = new Set((shadowTables ?? tables).map(({ name }) => fold(name.table)));
  const shadows = new Map(sources.map(({ name }) => [name.table, shadowName(rule, name).table]));
  const isShadow = new Set<string>();
  if (isSameDatabase) {
    for (const [table, shadow] of shadows) {
      if (fold(shadow) !== fold(table)) isShadow.add(fold(shadow));
    }
  }
  return sources.flatMap(({ name: { table } }): TableRow[] => {
    if (isShadow.has(fold(table))) return [];
    const shadow = shadows.get(table) ?? '';
    const byName: ShadowMark = existing.has(fold(shadow)) ? 'exists' : 'none';
    return [
      {
        table,
        shadow: isSameDatabase ? shadow : `${rule.shadowDatabase ?? database}.${shadow}`,
        mark: compared?.get(table) ?? byName,
      },
    ];
  });
}
