/** Where and how rows are kept, as ALL_TABLES, ALL_PART_TABLES, ALL_TAB_PARTITIONS and ALL_TAB_SUBPARTITIONS say it. */
import type { OracleInmemoryColumns } from '../dictionary.ts';
import { usualInmemory } from '../model.ts';
import type { Inmemory } from '../model.ts';
import { refuseValue } from './readRefusal.ts';

/** COMPRESSION and COMPRESS_FOR as the clause that gives them (SQL Language Reference, table_compression). Throws ReadRefusal. */
export function readCompression(
  compression: string | null,
  compressFor: string | null,
  object: string,
): string | null {
  if (compression !== 'ENABLED') return null;
  switch (compressFor) {
    case null:
    case 'BASIC':
      return 'ROW STORE COMPRESS BASIC';
    case 'ADVANCED':
    case 'OLTP':
      return 'ROW STORE COMPRESS ADVANCED';
    case 'QUERY LOW':
    case 'QUERY HIGH':
    case 'ARCHIVE LOW':
    case 'ARCHIVE HIGH':
      return `COLUMN STORE COMPRESS FOR ${compressFor}`;
    default:
      return refuseValue('ALL_TABLES.COMPRESS_FOR', object, compressFor);
  }
}

const clauses: Readonly<Record<keyof Inmemory, ReadonlyMap<string, string>>> = {
  memcompress: new Map([
    ['NO MEMCOMPRESS', 'NO MEMCOMPRESS'],
    ...['AUTO', 'FOR DML', 'FOR QUERY LOW', 'FOR QUERY HIGH', 'FOR CAPACITY LOW', 'FOR CAPACITY HIGH'].map(
      (level): readonly [string, string] => [level, `MEMCOMPRESS ${level}`],
    ),
  ]),
  priority: prefixed('PRIORITY', ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
  distribute: prefixed('DISTRIBUTE', ['AUTO', 'BY ROWID RANGE', 'BY PARTITION', 'BY SUBPARTITION']),
  duplicate: new Map(['NO DUPLICATE', 'DUPLICATE', 'DUPLICATE ALL'].map((word) => [word, word])),
};

function prefixed(word: string, values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(values.map((value) => [value, `${word} ${value}`]));
}

/** Null for what is not kept in memory. Throws ReadRefusal. */
export function readInmemory(row: OracleInmemoryColumns, object: string): Inmemory | null {
  if (row.inmemory !== 'ENABLED') return null;
  const clause = (part: keyof Inmemory, column: string, value: string | null): string =>
    value === null ? usualInmemory[part] : (clauses[part].get(value) ?? refuseValue(column, object, value));
  return {
    memcompress: clause('memcompress', 'INMEMORY_COMPRESSION', row.inmemoryCompression),
    priority: clause('priority', 'INMEMORY_PRIORITY', row.inmemoryPriority),
    distribute: clause('distribute', 'INMEMORY_DISTRIBUTE', row.inmemoryDistribute),
    duplicate: clause('duplicate', 'INMEMORY_DUPLICATE', row.inmemoryDuplicate),
  };
}
