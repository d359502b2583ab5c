/** Asks one view about some tables. */
import { metadataTimeoutMs } from '../../queryLimits.ts';
import type { QueryLimits } from '../../queryLimits.ts';
import type { RowSource } from '../rowSource.ts';
import type { Catalog } from './catalog.ts';
import { Cells } from './cells.ts';
import type { DictionaryView } from './views.ts';

/** What a question needs around it. */
export interface Asking {
  readonly source: RowSource;
  readonly catalog: Catalog;
  readonly limits: Pick<QueryLimits, 'signal'>;
}

/** `ALL_TABLES`, in the dictionary's own schema: a schema may have a table of that name. */
export function viewName({ prefix }: Catalog, view: DictionaryView): string {
  return `SYS.${view.prefix ?? prefix}_${view.name}`;
}

/** The rows of a view that fulfil `where`; none when the server does not have the view. Throws ShadowSyncError. */
export async function ask(
  { catalog, limits, source }: Asking,
  view: DictionaryView,
  where: (bind: (value: string) => string) => string,
): Promise<readonly Cells[]> {
  if (!catalog.isThere(view)) return [];
  const columns = [...view.columns, ...(view.newer ?? [])].filter((column) => catalog.has(view, column));
  const places = new Map(columns.map((column, place) => [column, place]));
  const name = viewName(catalog, view);
  const rows = await source.rows((bind) => `SELECT ${columns.join(', ')} FROM ${name} WHERE ${where(bind)}`, {
    timeoutMs: metadataTimeoutMs,
    ...limits,
  });
  return rows.map((row) => new Cells(`${catalog.prefix}_${view.name}`, places, row));
}

/** `OWNER = … AND TABLE_NAME IN (…)`: at most 1,000 names fit into one list (ORA-01795). */
export function ofTables(
  owner: string,
  names: readonly string[],
  [ownerColumn, nameColumn]: readonly [string, string] = ['OWNER', 'TABLE_NAME'],
): (bind: (value: string) => string) => string {
  return (bind) => `${ownerColumn} = ${bind(owner)} AND ${nameColumn} IN (${names.map(bind).join(', ')})`;
}

/** Rows by one of their names. */
export function grouped(
  rows: readonly Cells[],
  keyOf: (cells: Cells) => string,
): ReadonlyMap<string, readonly Cells[]> {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  return groups;
}
