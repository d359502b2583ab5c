/** Where one ALTER can't go: the states in between that the server demands. */
import type { Index, MysqlTable, TableOption } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { equal } from './equal.ts';
import { withoutUnsafeDefaults } from './laterDefaults.ts';
import { byName, foldName } from './names.ts';
import { oceanbaseRoute } from './oceanbaseRoute.ts';
import { engineOf, optionOf } from './options.ts';

/** The states to alter the table to, one after the other; the last one is `to`, and usually it is the only one. */
export function routeTo(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): readonly MysqlTable[] {
  switch (facts.dialect) {
    case 'mysql':
      return [
        ...withoutSpatialIndexes(from, to),
        ...withoutUnsafeDefaults(from, to, facts),
        ...withoutNewInvisibility(from, to),
        to,
      ];
    case 'mariadb':
      return [
        ...readyForEngine(from, to),
        ...withoutReblockedKeys(from, to),
        ...withPageChecksum(from, to),
        to,
      ];
    case 'oceanbase':
      return oceanbaseRoute(from, to, facts);
  }
}

/** MySQL 9.7: 3644 "SRID … cannot be changed because there is a spatial index", even when the same ALTER drops it. */
function withoutSpatialIndexes(from: MysqlTable, to: MysqlTable): readonly MysqlTable[] {
  const indexes = from.indexes.filter((index) => !blocksGeometry(index, from, to));
  return indexes.length === from.indexes.length ? [] : [{ ...from, indexes }];
}

function blocksGeometry(index: Index, from: MysqlTable, to: MysqlTable): boolean {
  if (index.kind !== 'spatial') return false;
  const [old, wanted] = [byName(from.columns), byName(to.columns)];
  return index.parts.some((part) => {
    if (part.key.kind !== 'column') return false;
    const key = foldName(part.key.name);
    const [before, after] = [old.get(key), wanted.get(key)];
    return (
      before !== undefined &&
      after !== undefined &&
      !(before.srid === after.srid && equal(before.type, after.type))
    );
  });
}

/**
 * MySQL 9.7: 3522 "A primary key index cannot be invisible" also for the unique index that stands in for a missing primary
 * key, even when the same ALTER adds one: hiding such an index waits until the primary key is there.
 */
function withoutNewInvisibility(from: MysqlTable, to: MysqlTable): readonly MysqlTable[] {
  if (from.primaryKey !== null || to.primaryKey === null) return [];
  const old = byName(from.indexes);
  const indexes = to.indexes.map((index) => {
    const before = old.get(foldName(index.name));
    const hidden =
      index.kind === 'unique' && index.visibility === 'invisible' && before?.visibility === 'visible';
    return hidden ? { ...index, visibility: before.visibility } : index;
  });
  return indexes.every((index, i) => index === to.indexes[i]) ? [] : [{ ...to, indexes }];
}

/**
 * What has to go before MariaDB changes the engine. 11.8 leaves the hidden table of a vector index behind, dropped by the same
 * ALTER or kept, and that one stands in the way of the next (1050) and of the table's own name. 1911 "Unknown option" comes
 * for an engine's own option (`page_compressed`=DEFAULT) in the ALTER that leaves that engine; left alone, it stays behind
 * as a comment.
 */
function readyForEngine(from: MysqlTable, to: MysqlTable): readonly MysqlTable[] {
  if (engineOf(from) === engineOf(to)) return [];
  const indexes = from.indexes.filter(({ kind }) => kind !== 'vector');
  const options = from.options.filter(
    ({ name, quotedName }) => quotedName !== true || optionOf(to, name) !== null,
  );
  const isSame = indexes.length === from.indexes.length && options.length === from.options.length;
  return isSame ? [] : [{ ...from, indexes, options }];
}

/**
 * MariaDB: MyISAM and Aria keep a key as it is that one ALTER drops and adds when the difference is that the engine's own
 * block size (KEY_BLOCK_SIZE=1024, 8192) is said (seen on 10.11). So such keys go first. Where AUTO_INCREMENT needs its key
 * (1075), it stays. MySQL is told to copy (algorithm.ts).
 */
function withoutReblockedKeys(from: MysqlTable, to: MysqlTable): readonly MysqlTable[] {
  const engine = engineOf(from);
  if (engine !== engineOf(to) || (engine !== 'MYISAM' && engine !== 'ARIA')) return [];
  if (from.columns.some((column) => column.autoIncrement)) return [];
  const wanted = byName(to.indexes);
  const indexes = from.indexes.filter((index) => !isReblocked(index, wanted.get(foldName(index.name))));
  const primaryKey = isReblocked(from.primaryKey, to.primaryKey) ? null : from.primaryKey;
  const isSame = indexes.length === from.indexes.length && primaryKey === from.primaryKey;
  return isSame ? [] : [{ ...from, indexes, primaryKey }];
}

function isReblocked(from: Index | null, to: Index | null | undefined): boolean {
  if (from === null || to == null) return false;
  const isSaidOnce = (from.keyBlockSize === null) !== (to.keyBlockSize === null);
  return isSaidOnce && equal({ ...from, keyBlockSize: null }, { ...to, keyBlockSize: null });
}

/**
 * MariaDB: a table that leaves Aria, or is partitioned in Aria, keeps PAGE_CHECKSUM=1 whatever the same ALTER says; the
 * next one takes it away.
 */
function withPageChecksum(from: MysqlTable, to: MysqlTable): readonly MysqlTable[] {
  const name = 'PAGE_CHECKSUM';
  if (engineOf(from) !== 'ARIA' || optionOf(to, name) !== null) return [];
  const kept = from.options.filter((option: TableOption) => option.name === name);
  return kept.length === 0 ? [] : [{ ...to, options: [...to.options, ...kept] }];
}
