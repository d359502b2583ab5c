/** Which dictionary views this account can ask, and which columns they have in this version. */
import { metadataTimeoutMs } from '../../queryLimits.ts';
import type { QueryLimits } from '../../queryLimits.ts';
import type { RowSource } from '../rowSource.ts';
import { allViews } from './views.ts';
import type { DictionaryView } from './views.ts';

export interface Catalog {
  /** DBA_ where the account may read it, which shows everything; else ALL_, which shows what the account may see. */
  readonly prefix: 'ALL' | 'DBA';
  /** Whether the view has the column; of a view that says nothing of itself, what it had in 12.1. */
  has(view: DictionaryView, column: string): boolean;
  /** Whether the view is there; one that this version lacks has nothing to say. */
  isThere(view: DictionaryView): boolean;
}

/**
 * Asks once per connection. The views of the dictionary stand in the dictionary themselves, so no list of versions has to
 * be kept; of a server that does not show them (OceanBase may not), those of 12.1 are assumed. Throws ShadowSyncError when the server can't be asked.
 */
export async function readCatalog(source: RowSource, limits: Pick<QueryLimits, 'signal'>): Promise<Catalog> {
  const names = allViews.flatMap(({ name }) => [`ALL_${name}`, `DBA_${name}`]);
  const rows = await source.rows(
    (bind) =>
      'SELECT TABLE_NAME, COLUMN_NAME FROM SYS.ALL_TAB_COLUMNS ' +
      `WHERE OWNER = ${bind('SYS')} AND TABLE_NAME IN (${names.map(bind).join(', ')})`,
    { timeoutMs: metadataTimeoutMs, ...limits },
  );
  const columns = new Map<string, Set<string>>();
  for (const [view, column] of rows) {
    const known = columns.get(view ?? '') ?? new Set();
    columns.set(view ?? '', known.add(column ?? ''));
  }
  // All of them or none: what the views say has to fit together.
  const mayReadAll = allViews.every(({ isOld, name }) => !isOld || columns.has(`DBA_${name}`));
  const prefix = mayReadAll ? 'DBA' : 'ALL';
  const columnsOf = (view: DictionaryView): ReadonlySet<string> | undefined =>
    columns.get(`${view.prefix ?? prefix}_${view.name}`);
  return {
    prefix,
    has: (view, column) => columnsOf(view)?.has(column) ?? view.columns.includes(column),
    isThere: (view) => (columns.size === 0 ? view.isOld : columnsOf(view) !== undefined),
  };
}
