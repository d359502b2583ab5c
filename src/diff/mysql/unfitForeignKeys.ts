/** Foreign keys that a parent, as it stands, can't carry. */
import type { Column, ForeignKey, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { UnfitKey } from '../dialect.ts';
import { byName, foldName } from './names.ts';
import { engineOf } from './options.ts';
import { parentKeys, supports } from './releases.ts';

/**
 * See `Dialect.unfitKeys`. Names only what every server refuses (1005, 1215, 1506, 1824, 3780, 1822): a parent of another
 * engine or with partitions, a referenced column that is not there, integers of another size or sign, texts in another
 * collation, no index (manual, FOREIGN KEY Constraints).
 */
export function unfitForeignKeys(
  child: MysqlTable,
  parent: MysqlTable,
  facts: MysqlServerFacts,
): readonly UnfitKey[] {
  const keys = child.foreignKeys.filter(({ referenced }) => tableKey(referenced) === tableKey(parent.name));
  if (keys.length === 0) return [];
  const whole = unfitTable(child, parent, facts);
  return keys.flatMap((key) => {
    const why = whole ?? unfitColumns(key, child, parent);
    return why === null ? [] : [{ name: key.name, why }];
  });
}

/** What speaks against any foreign key between the two; OceanBase has neither limit. */
function unfitTable(child: MysqlTable, parent: MysqlTable, { dialect }: MysqlServerFacts): Phrase | null {
  if (dialect === 'oceanbase' || engineOf(child) !== 'INNODB') return null;
  const engine = engineOf(parent);
  if (engine !== 'INNODB') return phrase`InnoDB refers to no table in the storage engine ${engine}`;
  return parent.partitioning === null ? null : phrase`a partitioned table takes no foreign keys`;
}

function unfitColumns(
  { columns, referencedColumns }: ForeignKey,
  child: MysqlTable,
  parent: MysqlTable,
): Phrase | null {
  const [own, theirs] = [byName(child.columns), byName(parent.columns)];
  if (!parentKeys(parent).some((index) => supports(index, referencedColumns)))
    return phrase`there is no index on the columns that it refers to`;
  const unlike = referencedColumns.find((name, i) => {
    const [to, from] = [theirs.get(foldName(name)), own.get(foldName(columns[i] ?? ''))];
    return to === undefined || from === undefined || isUnlike(from, to);
  });
  return unlike === undefined ? null : phrase`column ${unlike} is not there, or of another type or collation`;
}

const integers = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint']);
const members = new Set(['enum', 'set']);

function isUnlike(a: Column, b: Column): boolean {
  // ENUM and SET are numbers to InnoDB, whatever their members are written in.
  if (members.has(a.type.name) || members.has(b.type.name)) return false;
  if (integers.has(a.type.name) || integers.has(b.type.name))
    return a.type.name !== b.type.name || a.type.unsigned !== b.type.unsigned;
  return a.collation !== null && b.collation !== null && a.collation !== b.collation;
}
