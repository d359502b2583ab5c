/** Where and how rows are kept, of sources of the schema SHOP and their shadows. */
import { column } from '../../support/oracle/columnRows.ts';
import { constraint, inMemory, index, lob, notInMemory, partitionedBy, partitions, subpartitions } from '../../support/oracle/rows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';
import { pair, id, pk, pkIndex, shadowPk, shadowPkIndex, note } from './caseParts.ts';
import type { OracleCase } from './caseParts.ts';

type PartitionRows = ReturnType<typeof partitions>;

/** A table by ranges of ID, its partitions each with a storage of its own. */
const ranges = (more: Parameters<typeof partitionedBy>[2], list: PartitionRows): TableSpec => ({
  columns: [id, note],
  table: { partitioned: 'YES', tablespaceName: null, logging: null, compression: null, inmemory: null },
  rest: { partitioning: partitionedBy('RANGE', ['ID'], more), partitions: list },
});
const p1 = (more: Parameters<typeof partitions>[1] = {}): PartitionRows => partitions([['P1', '100']], more);
const p2 = (more: Parameters<typeof partitions>[1] = {}): PartitionRows => partitions([['P2', '200']], { partitionPosition: 2, ...more });

const hashed = (tablespaces: readonly string[]): TableSpec => ({
  columns: [id, note],
  table: { partitioned: 'YES', tablespaceName: null },
  rest: {
    partitioning: partitionedBy('HASH', ['ID']),
    partitions: tablespaces.flatMap((tablespaceName, i) => partitions([[`H${String(i)}`, null]], { tablespaceName, partitionPosition: i + 1, logging: 'NO' })),
  },
});

/** RANGE by LIST; the tablespace of the first subpartition is said. */
const composite = (tablespaceName: string, more: Parameters<typeof subpartitions>[2] = {}): TableSpec => ({
  columns: [id, note],
  table: { partitioned: 'YES', tablespaceName: null },
  rest: {
    partitioning: partitionedBy('RANGE', ['ID'], { subpartitioningType: 'LIST', subpartitionColumns: ['NOTE'] }),
    partitions: partitions([['P1', '100']], { tablespaceName: 'ELSEWHERE', compression: 'NONE', logging: 'NONE', inmemory: 'NONE' }),
    subpartitions: [
      ...subpartitions('P1', [['P1_A', "'A'"]], { tablespaceName, ...more }),
      ...subpartitions('P1', [['P1_D', 'DEFAULT']], { subpartitionPosition: 2 }),
    ],
    subpartitionTemplates: [
      { subpartitionName: 'A', subpartitionPosition: 1, highBound: "'A'", tablespaceName: 'FAST' },
      { subpartitionName: 'D', subpartitionPosition: 2, highBound: 'DEFAULT', tablespaceName: null },
    ],
  },
});

const text = column('TEXT', 'CLOB');
const organized = (tablespaceName: string): Partial<TableSpec> => ({ table: { iotType: 'IOT', tablespaceName: null, hasOverflow: true, overflowTablespace: 'SLOW' }, columns: [id, note], indexes: [index('SOURCE_PK', ['ID'], { indexType: 'IOT - TOP', uniqueness: 'UNIQUE', pctThreshold: 50, includeColumn: 1, tablespaceName })] });

export const storageCases: readonly OracleCase[] = [
  pair('create-storage', { columns: [id, text], table: { tablespaceName: 'FAST', logging: 'NO', compression: 'ENABLED', compressFor: 'QUERY HIGH', ...inMemory, inmemoryPriority: 'HIGH' }, rest: { lobs: [lob('TEXT', { tablespaceName: 'SLOW' })] } }, null),
  pair(
    'create-partition-storage',
    ranges(
      { defTablespaceName: 'FAST', defLogging: 'NO', defCompression: 'ENABLED', defCompressFor: 'ADVANCED', ...inMemory },
      [...p1({ tablespaceName: 'SLOW', ...inMemory, inmemoryCompression: 'FOR CAPACITY LOW' }), ...p2({ tablespaceName: 'FAST', logging: 'NO', compression: 'ENABLED', compressFor: 'ADVANCED', ...inMemory })],
    ),
    null,
  ),
  pair('create-hash-storage', hashed(['FAST', 'USERS']), null),
  pair('create-subpartition-storage', composite('FAST', { compression: 'ENABLED', compressFor: 'BASIC' }), null),
  pair('create-index-organized-storage', { columns: [id, note], constraints: [pk], ...organized('FAST') }, null),
  pair('tablespace', { columns: [id, note], constraints: [pk], indexes: [pkIndex], table: { tablespaceName: 'FAST' } }, { columns: [id, note], constraints: [shadowPk], indexes: [shadowPkIndex] }),
  pair('tablespace-without-index', { columns: [id, note], table: { tablespaceName: 'FAST' } }, { columns: [id, note] }),
  pair('tablespace-lob', { columns: [id, text], table: { tablespaceName: 'FAST' }, rest: { lobs: [lob('TEXT', { tablespaceName: 'FAST' })] } }, { columns: [id, text], rest: { lobs: [lob('TEXT', { cache: 'YES' })] } }),
  pair(
    'tablespace-index-organized',
    { columns: [id, note], constraints: [pk], ...organized('FAST') },
    { columns: [id, note], constraints: [constraint('P', ['ID'], { constraintName: 'SOURCE_PK' })], ...organized('USERS') },
  ),
  pair('inmemory', { columns: [id], table: { ...inMemory, inmemoryDuplicate: 'DUPLICATE ALL' } }, { columns: [id], table: { ...inMemory, inmemoryCompression: 'NO MEMCOMPRESS' } }),
  pair(
    'partition-storage',
    ranges({ defTablespaceName: 'FAST', defLogging: 'NO', ...inMemory }, [...p1({ tablespaceName: 'FAST', ...inMemory }), ...p2({ logging: 'NO', compression: 'ENABLED', compressFor: 'BASIC' })]),
    ranges({}, [...p1({ ...inMemory, inmemoryPriority: 'LOW' }), ...p2()]),
  ),
  pair(
    'partition-split-storage',
    ranges({}, [...p1({ tablespaceName: 'FAST' }), ...partitions([['PM', 'MAXVALUE']], { partitionPosition: 2, tablespaceName: 'SLOW' })]),
    ranges({}, partitions([['PM', 'MAXVALUE']], { tablespaceName: 'SLOW' })),
  ),
  pair('partition-append-storage', ranges({}, [...p1(), ...p2({ tablespaceName: 'FAST', ...notInMemory })]), ranges({}, p1())),
  pair('partition-hash-storage', hashed(['FAST', 'USERS']), hashed(['FAST', 'SLOW'])),
  pair('subpartition-storage', composite('FAST', { compression: 'ENABLED', compressFor: 'BASIC' }), composite('USERS')),
  pair(
    'inmemory-of-partitions-to-come',
    ranges({ ...inMemory }, p1()),
    ranges({ inmemory: 'DISABLED' }, p1()),
  ),
];
