/** What stands in a schema, and which schemas there are. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ListedTable } from '../../shadow/schemaReader.ts';
import { ask } from './dictionary/ask.ts';
import type { Asking } from './dictionary/ask.ts';
import * as views from './dictionary/views.ts';

/** C8. */
const maxNames = 100_000;

/** The types of objects that share their names with tables (SQL Language Reference, "Schema Object Namespaces"). */
const types = ['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE', 'SYNONYM', 'CLUSTER'];

/**
 * Tables and what is in their way, sorted by name. Tables that are parts of others (overflow segments, nested tables,
 * logs of materialized views) are nobody's sources. Throws ShadowSyncError 'unknown-database'.
 */
export async function listObjects(asking: Asking, owner: string): Promise<readonly ListedTable[]> {
  const rows = await ask(
    asking,
    views.objects,
    (bind) => `OWNER = ${bind(owner)} AND OBJECT_TYPE IN (${types.map(bind).join(', ')})`,
  );
  if (rows.length === 0) await checkSchema(asking, owner);
  checkCount(rows.length, owner);
  const parts = await partsOfOthers(asking, owner);
  const kinds = new Map<string, ListedTable['kind']>();
  for (const row of rows) {
    const name = row.name('OBJECT_NAME');
    // The recycle bin is in nobody's way: its names are the server's own.
    if (name.startsWith('BIN$')) continue;
    const isPart = parts.has(name) || row.trimmed('SECONDARY') === 'Y';
    const kind = isPart ? 'other' : kindOf(row.name('OBJECT_TYPE'));
    // A materialized view is listed as such and as the table that holds it.
    if (kinds.get(name) === undefined || kind === 'other') kinds.set(name, kind);
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, kind]) => ({ name: { database: owner, table }, kind }));
}

function kindOf(type: string): ListedTable['kind'] {
  switch (type) {
    case 'TABLE':
      return 'table';
    case 'VIEW':
      return 'view';
    case 'SEQUENCE':
      return 'sequence';
    default:
      return 'other';
  }
}

async function partsOfOthers(asking: Asking, owner: string): Promise<ReadonlySet<string>> {
  const parts = await ask(
    asking,
    views.tables,
    (bind) =>
      `OWNER = ${bind(owner)} AND (NESTED = ${bind('YES')} OR IOT_TYPE IN (${bind('IOT_OVERFLOW')}, ${bind('IOT_MAPPING')}))`,
  );
  const names = new Set(parts.map((row) => row.name('TABLE_NAME')));
  const logs = views.roleViews.filter(({ role }) => role === 'materialized view log');
  for (const view of logs) {
    for (const row of await ask(asking, view, (bind) => `LOG_OWNER = ${bind(owner)}`))
      names.add(row.name('LOG_TABLE'));
  }
  return names;
}

/** An empty schema is one; a name that no schema has is most often one in small letters. */
async function checkSchema(asking: Asking, owner: string): Promise<void> {
  const found = await ask(
    asking,
    views.users,
    (bind) => `USERNAME IN (${bind(owner)}, ${bind(owner.toUpperCase())})`,
  );
  const names = found.map((row) => row.name('USERNAME'));
  if (names.includes(owner)) return;
  const folded = names[0];
  throw new ShadowSyncError('unknown-database', phrase`There is no schema ${owner} on this server.`, {
    remedy:
      folded === undefined
        ? phrase`Check the name of the schema; names that were not quoted are kept in capitals.`
        : phrase`Names that were not quoted are kept in capitals: there is a schema ${folded}.`,
  });
}

/** The servers' own schemas, where the view does not tell them (OceanBase). */
const systemSchemas: ReadonlySet<string> = new Set([
  'SYS',
  'SYSTEM',
  'LBACSYS',
  'ORAAUDITOR',
  '__public',
  '__recyclebin',
]);

/** The schemas that the account may see, without the server's own, by name. */
export async function listSchemas(asking: Asking): Promise<readonly string[]> {
  const rows = await ask(asking, views.users, () => '1 = 1');
  checkCount(rows.length, asking.source.place);
  return rows
    .filter((row) => row.trimmed('ORACLE_MAINTAINED') !== 'Y')
    .map((row) => row.name('USERNAME'))
    .filter((name) => !systemSchemas.has(name))
    .sort();
}

function checkCount(count: number, what: string): void {
  if (count <= maxNames) return;
  throw new ShadowSyncError('limit', phrase`${what} has ${count} names; at most ${maxNames} are read.`);
}
