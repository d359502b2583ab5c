/** What a storage engine that the shadow keeps (option storage=ignored) can't hold of its source. */
import { isGeometryType } from '../../schema/mysql/columnTypes.ts';
import type { Column, IndexKind, IndexPart, MysqlTable } from '../../schema/mysql/model.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { engineOf } from './options.ts';
import { allKeys } from './releases.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';

const longTypes = new Set([
  ...['tinytext', 'text', 'mediumtext', 'longtext', 'tinyblob', 'blob', 'mediumblob', 'longblob'],
  ...['json', 'vector'],
]);

type Lack = readonly [of: Phrase, isNeeded: (to: MysqlTable) => boolean];

const longColumns: Lack = [
  phrase`BLOB, TEXT, JSON and geometry columns`,
  hasColumn(({ type }) => longTypes.has(type.name) || isGeometryType(type.name)),
];
const generatedColumns: Lack = [phrase`generated columns`, hasColumn(({ generated }) => generated !== null)];
const textIndexes: Lack = [phrase`fulltext and spatial indexes`, hasIndex('fulltext', 'spatial')];
const spatialIndexes: Lack = [phrase`spatial indexes`, hasIndex('spatial')];
const defaultExpressions: Lack = [
  phrase`defaults that are expressions`,
  hasColumn(({ default: value }) => value.kind === 'expression'),
];

/** Seen on MySQL 9.7 and MariaDB 10.11 (1163, 1910, 3106, 1069, 1178, 1214, 1464); InnoDB has it all, MyISAM and Aria all of these. */
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
  ['MRG_MYISAM', [generatedColumns, textIndexes]],
  ['BLACKHOLE', [generatedColumns, spatialIndexes]],
]);

/** MySQL from 8: what only engines like InnoDB have (1178, 1478, and 3774 where MyISAM has it too). */
const newerLacks: readonly Lack[] = [
  [phrase`partitions`, ({ partitioning }) => partitioning !== null],
  [phrase`descending indexes`, hasPart(({ direction }) => direction === 'DESC')],
  [phrase`indexes on expressions`, hasPart(({ key }) => key.kind === 'expression')],
];

/** Why the table can't become `to` in the engine that it has; null when nothing is known against it. */
export function refuseEngine(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): Phrase | null {
  const engine = engineOf(to);
  if (engine !== engineOf(from)) return null;
  const known = [
    ...(lacks.get(engine) ?? []),
    ...(facts.dialect === 'mysql' ? lacksInMysql(engine, facts) : []),
  ];
  const [of] = known.find(([, isNeeded]) => isNeeded(to)) ?? [];
  if (of === undefined) return null;
  return phrase`The shadow’s engine ${engine} has no ${of}, which the source needs: compare the storage too, or give the shadow another engine.`;
}

const fullEngines = new Set(['INNODB', 'NDB', 'NDBCLUSTER', '']);

function lacksInMysql(engine: string, facts: MysqlServerFacts): readonly Lack[] {
  if (!atLeast(facts, 8) || fullEngines.has(engine)) return [];
  return engine === 'MYISAM' ? newerLacks : [...newerLacks, defaultExpressions];
}

function hasPart(test: (part: IndexPart) => boolean): (to: MysqlTable) => boolean {
  return (to) => allKeys(to).some(({ parts }) => parts.some(test));
}

function hasIndex(...kinds: readonly IndexKind[]): (to: MysqlTable) => boolean {
  return ({ indexes }) => indexes.some(({ kind }) => kinds.includes(kind));
}

function hasColumn(test: (column: Column) => boolean): (to: MysqlTable) => boolean {
  return ({ columns }) => columns.some(test);
}

function needsOtherKeys(to: MysqlTable): boolean {
  const numbered = to.columns.find(({ autoIncrement }) => autoIncrement)?.name;
  return allKeys(to).some(({ parts }) => {
    const [first, ...more] = parts;
    return more.length > 0 || first?.key.kind !== 'column' || first.key.name !== numbered;
  });
}
