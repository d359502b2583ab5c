/** Asks all views about some tables of one owner: a number of questions that does not depend on how many tables they are. */
import { metadataTimeoutMs } from '../../queryLimits.ts';
import { ask, grouped, ofTables, viewName } from './ask.ts';
import type { Asking } from './ask.ts';
import type { Cells } from './cells.ts';
import { roleViews } from './views.ts';
import type { DictionaryView, RoleName } from './views.ts';
import * as views from './views.ts';

type Groups = ReadonlyMap<string, readonly Cells[]>;

/** Everything that the views say, by table, or by index where it is about one (`indexKey`). */
export interface DictionaryRows {
  readonly tables: Groups;
  /** Overflow segments and mapping tables, by the table that they are of. */
  readonly partsOfTables: Groups;
  readonly roles: ReadonlyMap<string, readonly RoleName[]>;
  readonly columns: Groups;
  readonly tableComments: Groups;
  readonly columnComments: Groups;
  readonly identities: Groups;
  readonly constraints: Groups;
  readonly constraintColumns: Groups;
  /** The columns of keys that are referred to, by `keyOf` owner and constraint. */
  readonly referencedColumns: Groups;
  readonly indexes: Groups;
  readonly indexColumns: Groups;
  readonly indexExpressions: Groups;
  readonly indexPartitioning: Groups;
  readonly indexKeys: Groups;
  readonly indexPartitions: Groups;
  readonly lobs: Groups;
  readonly xmlColumns: Groups;
  readonly partitioning: Groups;
  readonly partitionKeys: Groups;
  readonly subpartitionKeys: Groups;
  readonly partitions: Groups;
  readonly subpartitions: Groups;
  readonly subpartitionTemplates: Groups;
}

const nothing: Groups = new Map();

/** An owner and a name of his, as one key. */
export function keyOf(owner: string, name: string): string {
  return `${owner}\0${name}`;
}

/** At most 1,000 names. Throws ShadowSyncError. */
export async function readRows(
  asking: Asking,
  owner: string,
  names: readonly string[],
): Promise<DictionaryRows> {
  const byTable = async (
    view: DictionaryView,
    key: readonly [string, string] = ['OWNER', 'TABLE_NAME'],
  ): Promise<Groups> =>
    grouped(await ask(asking, view, ofTables(owner, names, key)), (row) => row.name(key[1]));
  const tables = await byTable(views.tables);
  // Most tables have no partitions: then nobody asks about them.
  const isPartitioned = some(tables, (table) => table.text('PARTITIONED') === 'YES');
  const isIndexOrganized = some(tables, (table) => table.text('IOT_TYPE') === 'IOT');
  const indexes = await byTable(views.indexes, ['TABLE_OWNER', 'TABLE_NAME']);
  // A descending column makes an index one of expressions too.
  const hasExpressions = some(
    indexes,
    (index) => index.text('INDEX_TYPE')?.startsWith('FUNCTION-BASED') === true,
  );
  return {
    tables,
    partsOfTables: isIndexOrganized
      ? grouped(await ask(asking, views.tables, ofTables(owner, names, ['OWNER', 'IOT_NAME'])), (row) =>
          row.name('IOT_NAME'),
        )
      : nothing,
    roles: await readRoles(asking, owner, names),
    columns: await byTable(views.columns),
    tableComments: await byTable(views.tableComments),
    columnComments: await byTable(views.columnComments),
    identities: await byTable(views.identities),
    constraints: await byTable(views.constraints),
    constraintColumns: await byTable(views.constraintColumns),
    referencedColumns: await readReferenced(asking, owner, names),
    indexes,
    indexColumns: byIndex(
      await ask(asking, views.indexColumns, ofTables(owner, names, ['TABLE_OWNER', 'TABLE_NAME'])),
    ),
    indexExpressions: hasExpressions
      ? byIndex(
          await ask(asking, views.indexExpressions, ofTables(owner, names, ['TABLE_OWNER', 'TABLE_NAME'])),
        )
      : nothing,
    ...(await readIndexPartitions(asking, owner, names, indexes)),
    lobs: await byTable(views.lobs),
    xmlColumns: await byTable(views.xmlColumns),
    partitioning: isPartitioned ? await byTable(views.partitioning) : nothing,
    partitionKeys: isPartitioned ? await byTable(views.partitionKeys, ['OWNER', 'NAME']) : nothing,
    subpartitionKeys: isPartitioned ? await byTable(views.subpartitionKeys, ['OWNER', 'NAME']) : nothing,
    partitions: isPartitioned ? await byTable(views.partitions, ['TABLE_OWNER', 'TABLE_NAME']) : nothing,
    subpartitions: isPartitioned
      ? await byTable(views.subpartitions, ['TABLE_OWNER', 'TABLE_NAME'])
      : nothing,
    subpartitionTemplates: isPartitioned
      ? await byTable(views.subpartitionTemplates, ['USER_NAME', 'TABLE_NAME'])
      : nothing,
  };
}

function some(groups: Groups, is: (row: Cells) => boolean): boolean {
  return [...groups.values()].some((rows) => rows.some(is));
}

function byIndex(rows: readonly Cells[], owner = 'INDEX_OWNER', name = 'INDEX_NAME'): Groups {
  return grouped(rows, (row) => keyOf(row.name(owner), row.name(name)));
}

/** Views of index partitions don't name the table; the indexes that stand on these tables do. */
async function readIndexPartitions(
  asking: Asking,
  owner: string,
  names: readonly string[],
  indexes: Groups,
): Promise<Pick<DictionaryRows, 'indexPartitioning' | 'indexKeys' | 'indexPartitions'>> {
  if (!some(indexes, (index) => index.text('PARTITIONED') === 'YES')) {
    return { indexPartitioning: nothing, indexKeys: nothing, indexPartitions: nothing };
  }
  const ofIndexes =
    (ownerColumn: string, nameColumn: string) =>
    (bind: (value: string) => string): string =>
      `(${ownerColumn}, ${nameColumn}) IN (SELECT OWNER, INDEX_NAME FROM ${viewName(asking.catalog, views.indexes)} ` +
      `WHERE ${ofTables(owner, names, ['TABLE_OWNER', 'TABLE_NAME'])(bind)})`;
  const keys = await ask(asking, views.partitionKeys, ofIndexes('OWNER', 'NAME'));
  return {
    indexPartitioning: byIndex(
      await ask(asking, views.indexPartitioning, ofIndexes('OWNER', 'INDEX_NAME')),
      'OWNER',
    ),
    // A table may have the name of an index: OBJECT_TYPE is blank-padded in some versions.
    indexKeys: byIndex(
      keys.filter((row) => row.trimmed('OBJECT_TYPE') === 'INDEX'),
      'OWNER',
      'NAME',
    ),
    indexPartitions: byIndex(
      await ask(asking, views.indexPartitions, ofIndexes('INDEX_OWNER', 'INDEX_NAME')),
    ),
  };
}

/** The keys that the tables' foreign keys refer to. One that the account can't see is not among them. */
async function readReferenced(asking: Asking, owner: string, names: readonly string[]): Promise<Groups> {
  const rows = await ask(
    asking,
    views.constraintColumns,
    (bind) =>
      `(OWNER, CONSTRAINT_NAME) IN (SELECT R_OWNER, R_CONSTRAINT_NAME FROM ${viewName(asking.catalog, views.constraints)} ` +
      `WHERE CONSTRAINT_TYPE = ${bind('R')} AND ${ofTables(owner, names)(bind)})`,
  );
  return grouped(rows, (row) => keyOf(row.name('OWNER'), row.name('CONSTRAINT_NAME')));
}

/** One question for all roles, of the views that this server has. */
async function readRoles(
  { catalog, limits, source }: Asking,
  owner: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly RoleName[]>> {
  const there = roleViews.filter(
    (view) => catalog.isThere(view) && view.columns.every((column) => catalog.has(view, column)),
  );
  if (there.length === 0) return new Map();
  const rows = await source.rows(
    (bind) =>
      there
        .map((view) => {
          const [ownerColumn = '', nameColumn = ''] = view.columns;
          const where = ofTables(owner, names, [ownerColumn, nameColumn])(bind);
          return `SELECT ${bind(view.role)} AS ROLE, ${nameColumn} AS NAME FROM ${viewName(catalog, view)} WHERE ${where}`;
        })
        .join(' UNION '),
    { timeoutMs: metadataTimeoutMs, ...limits },
  );
  const roles = new Map<string, RoleName[]>();
  for (const [said, table] of rows) {
    const role = roleViews.find((view) => view.role === said?.trim())?.role;
    if (role !== undefined && table !== null && table !== undefined)
      roles.set(table, [...(roles.get(table) ?? []), role]);
  }
  return roles;
}
