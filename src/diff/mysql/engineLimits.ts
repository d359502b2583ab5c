/** What a storage engine that the shadow keeps (option storage=ignored) can't hold of its source. */
import type { Column, MysqlTable } from '../../schema/mysql/model.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { engineOf } from './options.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';

const longTypes = new Set([
  ...['tinytext', 'text', 'mediumtext', 'longtext', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'json'],
  ...['geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'],
  ...['geometrycollection', 'geomcollection', 'vector'],
]);

type Lack = readonly [of: Phrase, isNeeded: (to: MysqlTable) => boolean];

const longColumns: Lack = [
  phrase`BLOB, TEXT, JSON and geometry columns`,
  hasColumn(({ type }) => longTypes.has(type.name)),
];
const generatedColumns: Lack = [phrase`generated columns`, hasColumn(({ generated }) => generated !== null)];
const textIndexes: Lack = [
  phrase`fulltext and spatial indexes`,
  ({ indexes }) => indexes.some(({ kind }) => kind === 'fulltext' || kind === 'spatial'),
];

/** Seen on MySQL 9.7 and MariaDB 10.11 (1163, 1910, 3106, 1069, 1178); InnoDB has it all, MyISAM and Aria all of these. */
const lacks: ReadonlyMap<string, readonly Lack[]> = new Map([
  ['MEMORY', [longColumns, generatedColumns, textIndexes]],
  [
    'CSV',
    [
      [phrase`keys`, ({ primaryKey, indexes }) => primaryKey !== null || indexes.length > 0],
      [phrase`columns that may be NULL`, hasColumn(({ nullable }) => nullable)],
      generatedColumns,
    ],
  ],
  [
    'ARCHIVE',
    [[phrase`indexes but the one of AUTO_INCREMENT`, needsOtherKeys], generatedColumns, textIndexes],
  ],
]);

/** Why the table can't become `to` in the engine that it has; null when nothing is known against it. */
export function refuseEngine(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): Phrase | null {
  const engine = engineOf(to);
  if (engine !== engineOf(from)) return null;
  const lack = (lacks.get(engine) ?? []).find(([, isNeeded]) => isNeeded(to));
  // MySQL 8 has no partitions but those of the engine itself (1178).
  const isPartitioned = facts.dialect === 'mysql' && atLeast(facts, 8) && to.partitioning !== null;
  const of = lack?.[0] ?? (isPartitioned && !nativePartitions.has(engine) ? phrase`partitions` : null);
  if (of === null) return null;
  return phrase`The shadow’s engine ${engine} has no ${of}, which the source needs: compare the storage too, or give the shadow another engine.`;
}

const nativePartitions = new Set(['INNODB', 'NDB', 'NDBCLUSTER', '']);

function hasColumn(test: (column: Column) => boolean): (to: MysqlTable) => boolean {
  return ({ columns }) => columns.some(test);
}

function needsOtherKeys({ primaryKey, indexes, columns }: MysqlTable): boolean {
  const numbered = columns.find(({ autoIncrement }) => autoIncrement)?.name;
  const keys = primaryKey === null ? indexes : [primaryKey, ...indexes];
  return keys.some(({ parts }) => {
    const [first, ...more] = parts;
    return more.length > 0 || first?.key.kind !== 'column' || first.key.name !== numbered;
  });
}
