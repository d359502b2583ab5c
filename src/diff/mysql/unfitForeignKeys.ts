/** Foreign keys that a parent, as it stands, can't carry. */
import type { Column, MysqlTable } from '../../schema/mysql/model.ts';
import { tableKey } from '../../schema/tableName.ts';
import { byName, foldName } from './names.ts';
import { parentKeys, supports } from './releases.ts';

/**
 * See `Dialect.unfitKeys`. Names only what every server refuses (1005, 1215, 3780, 1822): a referenced column that is not
 * there, integers of another size or sign, texts in another collation, no index (manual, FOREIGN KEY Constraints).
 */
export function unfitForeignKeys(child: MysqlTable, parent: MysqlTable): readonly string[] {
  const [own, theirs] = [byName(child.columns), byName(parent.columns)];
  const keys = parentKeys(parent);
  return child.foreignKeys
    .filter(({ referenced }) => tableKey(referenced) === tableKey(parent.name))
    .filter(({ columns, referencedColumns }) => {
      if (!keys.some((index) => supports(index, referencedColumns))) return true;
      return referencedColumns.some((name, i) => {
        const [to, from] = [theirs.get(foldName(name)), own.get(foldName(columns[i] ?? ''))];
        return to === undefined || from === undefined || isUnlike(from, to);
      });
    })
    .map(({ name }) => name);
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
