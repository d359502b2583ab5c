/** What can't be a source, and what no ALTER can do. */
import { refusePartitionFiles } from '../../schema/mysql/fileName.ts';
import type { Column, MysqlTable, TableOption } from '../../schema/mysql/model.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { sameStructure } from '../../schema/mysql/sameStructure.ts';
import { equal } from './equal.ts';
import { meaningOf } from './meaning.ts';
import { engineOf, optionOf } from './options.ts';
import { refuseEngine } from './engineLimits.ts';
import { allKeys, parentKeys, supports } from './releases.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { tableKey } from '../../schema/tableName.ts';

/** Engines whose tables are a view on something else: a shadow of one would write where it points (P-12). */
const foreignEngines = new Set([
  'FEDERATED',
  'FEDERATEDX',
  'CONNECT',
  'MRG_MYISAM',
  'MERGE',
  'SPIDER',
  'S3',
  'OQGRAPH',
  'SPHINX',
  'PERFORMANCE_SCHEMA',
  'VIDEX',
]);

const foreignOptions = new Set(['CONNECTION', 'UNION', 'DATA DIRECTORY', 'INDEX DIRECTORY', 'INSERT_METHOD']);

/** See `Dialect.refuseSource`. Names the option, never its value: CONNECTION holds a password. */
export function refuseMysqlSource(source: MysqlTable): Phrase | null {
  const engine = engineOf(source);
  if (foreignEngines.has(engine)) {
    return phrase`The engine ${engine} keeps its rows outside the table; a shadow with it would share them.`;
  }
  const option = allOptions(source).find(({ name }) => foreignOptions.has(name));
  if (option !== undefined) {
    return phrase`The table option ${option.name} points outside the table; a shadow with it would share what is there.`;
  }
  if (source.systemVersioned) {
    return phrase`System-versioned tables can’t be altered without rewriting their history.`;
  }
  const sequenced = sequencedColumn(source);
  if (sequenced !== null) {
    return phrase`The default of the column ${sequenced.name} takes numbers from a sequence; a shadow with it would use up the source’s.`;
  }
  return null;
}

function sequencedColumn({ columns }: MysqlTable): Column | null {
  const sequenced = columns.find(
    ({ default: value }) =>
      value.kind === 'expression' &&
      /\b(?:nextval|lastval|setval)\b|\b(?:next|previous)\s+value\s+for\b/i.test(value.expression.text),
  );
  return sequenced ?? null;
}

function allOptions(table: MysqlTable): readonly TableOption[] {
  const partitions = (table.partitioning?.partitions ?? []).flatMap((p) => [p, ...(p.subpartitions ?? [])]);
  return [...table.options, ...partitions.flatMap(({ options }) => options)];
}

/** See `Dialect.refuseSteps`. */
export function refuseMysqlSteps(
  from: MysqlTable | null,
  to: MysqlTable,
  facts: MysqlServerFacts,
): Phrase | null {
  // Each partition is a file of its own, with a longer name than the table's (P-17); OceanBase keeps no such files.
  const files = facts.dialect === 'oceanbase' ? null : refusePartitionFiles(to);
  if (files !== null) return files;
  const isSame = from !== null && sameStructure(from, to, facts);
  const bare = isSame ? null : refuseBareKeys(to, facts);
  if (bare !== null || from === null) return bare;
  const unfit = refuseEngine(from, to, facts);
  if (unfit !== null) return unfit;
  if (isSame) return null;
  if (from.systemVersioned || to.systemVersioned) {
    return phrase`System-versioned tables can’t be altered without rewriting their history.`;
  }
  const engine = engineOf(from);
  if (foreignEngines.has(engine))
    return phrase`The shadow’s engine ${engine} keeps its rows outside the table.`;
  return (
    refuseReaching(from) ?? (facts.dialect === 'oceanbase' ? refuseOceanbaseAlter(from, to, facts) : null)
  );
}

/**
 * Foreign keys that can't be made as the source has them. MariaDB lets an ALTER of the primary key take away the index that a
 * foreign key rests on, at either end within the table; CREATE and ADD then bring an index of their own along, or say 1005.
 */
function refuseBareKeys(to: MysqlTable, { dialect }: MysqlServerFacts): Phrase | null {
  if (dialect === 'oceanbase' || to.foreignKeys.length === 0) return null;
  const keys = allKeys(to);
  const bare = to.foreignKeys.find((key) => !keys.some((index) => supports(index, key.columns)));
  if (bare !== undefined) {
    return phrase`The foreign key ${bare.name} has no index that begins with its columns; made anew, it would bring one that the source does not have. Add such an index to the source, or leave foreign keys out.`;
  }
  const parents = parentKeys(to);
  const adrift = to.foreignKeys.find(
    ({ referenced, referencedColumns }) =>
      tableKey(referenced) === tableKey(to.name) &&
      !parents.some((index) => supports(index, referencedColumns)),
  );
  if (adrift === undefined) return null;
  return phrase`The foreign key ${adrift.name} refers to columns of its own table that no index begins with, so no server makes it. Add such an index to the source, or leave foreign keys out.`;
}

/** A shadow that reaches outside itself: the statements that take that away, or bring it back, are none of ours. */
function refuseReaching(shadow: MysqlTable): Phrase | null {
  const option = allOptions(shadow).find(({ name }) => foreignOptions.has(name));
  if (option !== undefined) {
    return phrase`The shadow’s table option ${option.name} points outside the table. Drop the shadow: it is then made anew without it.`;
  }
  const sequenced = sequencedColumn(shadow);
  return sequenced === null
    ? null
    : phrase`The default of the shadow’s column ${sequenced.name} takes numbers from a sequence. Drop that default, or the shadow: it is then made anew without it.`;
}

/** What OceanBase has no ALTER for; the same cases that its own Developer Center leaves to people (odc.md §4). */
function refuseOceanbaseAlter(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): Phrase | null {
  for (const name of ['ORGANIZATION', 'WITH COLUMN GROUP']) {
    if (!equal(optionOf(from, name), optionOf(to, name)))
      return phrase`OceanBase can’t change ${name} of an existing table.`;
  }
  if (from.partitioning !== null && to.partitioning === null) {
    return phrase`OceanBase can’t make a partitioned table one without partitions.`;
  }
  if (atLeast(facts, 4)) return null;
  if (from.partitioning === null && to.partitioning !== null) {
    return phrase`OceanBase before 4.0 can’t partition an existing table.`;
  }
  const meaning = meaningOf(facts, from, to);
  const key = (table: MysqlTable): unknown => (table.primaryKey === null ? null : meaning(table.primaryKey));
  if (!equal(key(from), key(to)))
    return phrase`OceanBase before 4.0 can’t change the primary key of an existing table.`;
  const sets = ['DEFAULT CHARSET', 'COLLATE'];
  if (sets.some((name) => !equal(optionOf(from, name), optionOf(to, name)))) {
    return phrase`OceanBase before 4.0 can’t change the character set of an existing table.`;
  }
  return null;
}
