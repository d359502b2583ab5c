/** Tablespaces, compression, logging and memory: of tables, partitions and subpartitions, said or inherited. */
import type {
  OracleInmemoryColumns,
  OraclePartitioningRow,
  YesNo,
} from '../../../../src/schema/oracle/dictionary.ts';
import type { SyntaxNode } from '../grammar.ts';
import { inMemory, notInMemory } from '../rows.ts';
import { find, nameOf, says, words } from './syntax.ts';
import type { TableState } from './tableState.ts';

/** What clauses say; what is not there was not said. */
export interface SaidStorage {
  readonly tablespace?: string;
  readonly logging?: YesNo;
  readonly compression?: Compression;
  readonly inmemory?: SyntaxNode;
}

interface Compression {
  readonly compression: 'ENABLED' | 'DISABLED';
  readonly compressFor: string | null;
}

/** Parts of a statement that say it of themselves. */
const others: ReadonlySet<string> = new Set([
  'table_partitioning_clauses',
  'lob_storage_clause',
  'index_org_overflow_clause',
  'relational_property',
  'range_subpartition_desc',
  'list_subpartition_desc',
  'individual_hash_subparts',
  'hash_subparts_by_quantity',
]);

/** What stands below the node, without partitions, LOBs and overflow. */
export function saidStorage(node: SyntaxNode): SaidStorage {
  const said: { -readonly [K in keyof SaidStorage]: SaidStorage[K] } = {};
  const visit = (one: SyntaxNode): void => {
    if (one !== node && others.has(one.rule)) return;
    const tablespace = tablespaceOf(one);
    if (tablespace !== null) said.tablespace = tablespace;
    if (one.rule === 'logging_clause') said.logging = says(one, 'LOGGING') ? 'YES' : 'NO';
    if (one.rule === 'table_compression') said.compression = compressionOf(words(one));
    if (one.rule === 'inmemory_table_clause') said.inmemory = one;
    for (const child of one.children) if (child.rule !== null) visit(child);
  };
  visit(node);
  return said;
}

/** The name behind the node's own TABLESPACE. */
export function tablespaceOf({ children }: SyntaxNode): string | null {
  const at = children.findIndex(({ rule, text }) => rule === null && text.toUpperCase() === 'TABLESPACE');
  const name = children[at + 1];
  return at < 0 || name?.rule == null ? null : nameOf(name);
}

function compressionOf(text: string): Compression {
  if (text.startsWith('NOCOMPRESS')) return { compression: 'DISABLED', compressFor: null };
  const kind = /(?:FOR )?((?:QUERY|ARCHIVE) (?:LOW|HIGH)|ADVANCED|BASIC)$/.exec(text)?.[1] ?? 'BASIC';
  return { compression: 'ENABLED', compressFor: kind };
}

function memoryOf({
  inmemory,
  inmemoryCompression,
  inmemoryPriority,
  inmemoryDistribute,
  inmemoryDuplicate,
}: OracleInmemoryColumns): OracleInmemoryColumns {
  return { inmemory, inmemoryCompression, inmemoryPriority, inmemoryDistribute, inmemoryDuplicate };
}

/** What is left out stays where something was said before. */
function inmemoryOf(node: SyntaxNode | undefined, before: OracleInmemoryColumns): OracleInmemoryColumns {
  if (node === undefined) return memoryOf(before);
  if (says(node, 'NO INMEMORY')) return notInMemory;
  const text = (rule: string): string | null =>
    find(node, rule)?.text.toUpperCase().replace(/\s+/g, ' ') ?? null;
  const base = before.inmemory === 'ENABLED' ? before : inMemory;
  return {
    inmemory: 'ENABLED',
    inmemoryCompression:
      text('inmemory_memcompress')?.replace(/^MEMCOMPRESS /, '') ?? base.inmemoryCompression,
    inmemoryPriority: text('inmemory_priority')?.replace('PRIORITY ', '') ?? base.inmemoryPriority,
    inmemoryDistribute: text('inmemory_distribute')?.replace('DISTRIBUTE ', '') ?? base.inmemoryDistribute,
    inmemoryDuplicate: text('inmemory_duplicate') ?? base.inmemoryDuplicate,
  };
}

/** Of a table, or of the partitions to come of a partitioned one. */
export function setTableStorage(said: SaidStorage, { table, partitioning, indexes }: TableState): void {
  if (partitioning === null) {
    const top = indexes.find(({ indexType }) => indexType === 'IOT - TOP');
    if (said.tablespace !== undefined && top !== undefined) top.tablespaceName = said.tablespace;
    if (said.tablespace !== undefined && top === undefined) table.tablespaceName = said.tablespace;
    if (said.logging !== undefined) table.logging = said.logging;
    Object.assign(table, said.compression, inmemoryOf(said.inmemory, table));
    return;
  }
  if (said.tablespace !== undefined) partitioning.defTablespaceName = said.tablespace;
  if (said.logging !== undefined) partitioning.defLogging = said.logging;
  if (said.compression !== undefined) {
    partitioning.defCompression = said.compression.compression;
    partitioning.defCompressFor = said.compression.compressFor;
  }
  Object.assign(partitioning, inmemoryOf(said.inmemory, partitioning));
}

/** The columns of a partition or a subpartition. */
export interface PartStorage extends OracleInmemoryColumns {
  readonly tablespaceName: string | null;
  readonly logging: string | null;
  readonly compression: string | null;
  readonly compressFor: string | null;
}

/** What a partition gets where nothing is said. */
export function inheritedStorage(row: OraclePartitioningRow): PartStorage {
  const isCompressed = row.defCompression === 'ENABLED';
  return {
    tablespaceName: row.defTablespaceName,
    logging: row.defLogging === 'NO' ? 'NO' : 'YES',
    compression: isCompressed ? 'ENABLED' : 'DISABLED',
    compressFor: isCompressed ? row.defCompressFor : null,
    ...inmemoryOf(undefined, row),
    inmemory: row.inmemory === 'ENABLED' ? 'ENABLED' : 'DISABLED',
  };
}

/** The columns then. */
export function storageThen(before: PartStorage, said: SaidStorage): PartStorage {
  return {
    tablespaceName: said.tablespace ?? before.tablespaceName,
    logging: said.logging ?? before.logging,
    compression: said.compression?.compression ?? before.compression,
    compressFor: said.compression === undefined ? before.compressFor : said.compression.compressFor,
    ...inmemoryOf(said.inmemory, before),
  };
}

/** A subpartition has no LOGGING of its own. */
export function subpartitionStorage(row: PartStorage): Omit<PartStorage, 'logging'> {
  const { tablespaceName, compression, compressFor } = row;
  return { tablespaceName, compression, compressFor, ...memoryOf(row) };
}

/** Of a partition whose subpartitions have it: what those to come would get is not looked at. */
export const ofSubpartitions: Omit<PartStorage, 'tablespaceName'> = {
  ...notInMemory,
  logging: 'NONE',
  compression: 'NONE',
  compressFor: null,
  inmemory: 'NONE',
};

/** Where LOBs are when nothing is said: with the rows of the table, where it is not partitioned. */
export function lobTablespace({ table, partitioning, indexes }: TableState): string | null {
  if (partitioning !== null || table.temporary === 'Y') return null;
  const top = indexes.find(({ indexType }) => indexType === 'IOT - TOP');
  return top === undefined ? table.tablespaceName : top.tablespaceName;
}
