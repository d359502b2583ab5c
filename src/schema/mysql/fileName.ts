/**
 * How long a table's name is as a file. MySQL and MariaDB write names in a character set of their own (MySQL manual,
 * Mapping of Identifiers to File Names): ASCII letters, digits and _ as they are; letters of some alphabets as @ and two
 * characters; everything else as @ and four hexadecimal digits.
 */
import type { MysqlTable, Partition } from './model.ts';
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

/** What file systems allow (ext4, xfs, NTFS, APFS: 255) without `.frm`, `.ibd` or `.MYD`. */
export const maxFileNameBytes = 251;

/** The letters that take three bytes; found by creating a table per character on MySQL 5.6.24 and MariaDB 10.11.18. */
const shortRanges: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x12f],
  [0x131, 0x1be],
  [0x1c4, 0x1c4],
  [0x1c6, 0x1c7],
  [0x1c9, 0x1ca],
  [0x1cc, 0x1f1],
  [0x1f3, 0x1f6],
  [0x1f8, 0x241],
  [0x250, 0x2af],
  [0x386, 0x386],
  [0x388, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x3d0, 0x3d7],
  [0x3d9, 0x3f3],
  [0x3f5, 0x3f6],
  [0x3f8, 0x3f8],
  [0x3fb, 0x481],
  [0x48a, 0x4ce],
  [0x4d0, 0x4f9],
  [0x500, 0x50f],
  [0x531, 0x555],
  [0x561, 0x585],
  [0x1e00, 0x1e9b],
  [0x1ea0, 0x1ef9],
  [0x1f00, 0x1f15],
  [0x1f18, 0x1f1d],
  [0x1f20, 0x1f45],
  [0x1f48, 0x1f4d],
  [0x1f50, 0x1f57],
  [0x1f59, 0x1f59],
  [0x1f5b, 0x1f5b],
  [0x1f5d, 0x1f5d],
  [0x1f5f, 0x1f7d],
  [0x1f80, 0x1fb4],
  [0x1fb6, 0x1fbc],
  [0x1fc2, 0x1fc4],
  [0x1fc6, 0x1fcc],
  [0x1fd0, 0x1fd3],
  [0x1fd6, 0x1fdb],
  [0x1fe0, 0x1fec],
  [0x1ff2, 0x1ff3],
  [0x1ff6, 0x1ffc],
  [0x2160, 0x217f],
  [0x24b6, 0x24e9],
  [0xff21, 0xff3a],
  [0xff41, 0xff5a],
];

/** The bytes that a name takes in a file name. */
export function fileNameBytes(name: string): number {
  // What almost all names are.
  if (/^\w*$/.test(name)) return name.length;
  let bytes = 0;
  for (let i = 0; i < name.length; i++) bytes += bytesOf(name.charCodeAt(i));
  return bytes;
}

function bytesOf(code: number): number {
  const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  if (code < 0x80) return letter || (code >= 0x30 && code <= 0x39) || code === 0x5f ? 1 : 5;
  return shortRanges.some(([from, to]) => code >= from && code <= to) ? 3 : 5;
}

/**
 * Why a table's partitions can't have their files, or null: each is named after the table, the partition and the
 * subpartition (`t#P#p0#SP#p0sp0.ibd`, seen on all servers). The table's own name is `NameRules.refuseTable`'s affair.
 */
export function refusePartitionFiles(table: MysqlTable): Phrase | null {
  const { partitioning } = table;
  if (partitioning === null) return null;
  const own = fileNameBytes(table.name.table);
  const partitions = partitioning.partitions ?? [defaultPartition((partitioning.count ?? 1) - 1)];
  for (const partition of partitions) {
    const bytes = own + '#P#'.length + partitionBytes(partition, partitioning.subpartitionBy?.count ?? 0);
    if (bytes > maxFileNameBytes) {
      return phrase`the file of partition ${JSON.stringify(partition.name)} would need a name of ${bytes} bytes, ${maxFileNameBytes} are possible`;
    }
  }
  return null;
}

function defaultPartition(number: number): Partition {
  return { name: `p${number}`, values: null, options: [], subpartitions: null };
}

function partitionBytes(partition: Partition, subpartitions: number): number {
  const own = fileNameBytes(partition.name);
  if (partition.subpartitions === null) {
    return subpartitions === 0 ? own : own + '#SP#'.length + own + fileNameBytes(`sp${subpartitions - 1}`);
  }
  return own + Math.max(...partition.subpartitions.map(({ name }) => '#SP#'.length + fileNameBytes(name)));
}
