import type { Column, ColumnType } from '../../../../schema/mysql/model.ts';

export type TypeFamily =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'double'
  | 'bit'
  | 'char'
  | 'varchar'
  | 'text'
  | 'binary'
  | 'varbinary'
  | 'blob'
  | 'enum'
  | 'set'
  | 'spatial'
  /** date, time, datetime, timestamp, year, json, uuid, inet4, inet6, vector and what is not known: by its own name. */
  | 'other';

const FAMILIES: ReadonlyMap<string, TypeFamily> = new Map<string, TypeFamily>([
  ['tinyint', 'integer'],
  ['smallint', 'integer'],
  ['mediumint', 'integer'],
  ['int', 'integer'],
  ['bigint', 'integer'],
  ['decimal', 'decimal'],
  ['float', 'float'],
  ['double', 'double'],
  ['bit', 'bit'],
  ['char', 'char'],
  ['varchar', 'varchar'],
  ['tinytext', 'text'],
  ['text', 'text'],
  ['mediumtext', 'text'],
  ['longtext', 'text'],
  ['binary', 'binary'],
  ['varbinary', 'varbinary'],
  ['tinyblob', 'blob'],
  ['blob', 'blob'],
  ['mediumblob', 'blob'],
  ['longblob', 'blob'],
  ['enum', 'enum'],
  ['set', 'set'],
  ['geometry', 'spatial'],
  ['point', 'spatial'],
  ['linestring', 'spatial'],
  ['polygon', 'spatial'],
  ['multipoint', 'spatial'],
  ['multilinestring', 'spatial'],
  ['multipolygon', 'spatial'],
  ['geometrycollection', 'spatial'],
  ['geomcollection', 'spatial'],
]);

/** The group of types within which a change is judged by sizes; unknown types are `other`, judged by equality. */
export function typeFamily(type: ColumnType): TypeFamily {
  return FAMILIES.get(type.name) ?? 'other';
}

/** Longest values of the TEXT and BLOB types in bytes, by the size of their length prefix. */
const LOB_BYTES: ReadonlyMap<string, number> = new Map([
  ['tiny', 255],
  ['', 65_535],
  ['medium', 16_777_215],
  ['long', 4_294_967_295],
]);

/** The longest value of a TEXT or BLOB type in bytes. */
export function lobBytes(type: ColumnType): number {
  return LOB_BYTES.get(type.name.replace(/text$|blob$/, '')) ?? 0;
}

const CHARACTER_BYTES: ReadonlyMap<string, number> = new Map([
  ['utf8mb3', 3],
  ['utf8', 3],
  ['ucs2', 2],
  ['big5', 2],
  ['gb2312', 2],
  ['gbk', 2],
  ['sjis', 2],
  ['cp932', 2],
  ['euckr', 2],
  ['ujis', 3],
  ['eucjpms', 3],
  ...['ascii', 'latin1', 'latin2', 'latin5', 'latin7', 'binary'].map((name) => [name, 1] as const),
]);

/** Bytes that a value of so many characters may need in a character set; 4 each for the sets that are not listed. */
export function characterBytes(characters: number, charset: string | null): number {
  return characters * (CHARACTER_BYTES.get(charset ?? '') ?? 4);
}

/** The type as people know it: `decimal(10,2) unsigned`. Members of an enum or set are counted instead of listed. */
export function typeText(column: Column): string {
  const { type } = column;
  const size =
    type.length === null
      ? ''
      : `(${String(type.length)}${type.scale === null ? '' : `,${String(type.scale)}`})`;
  const members = type.members === null ? '' : ` of ${String(type.members.length)}`;
  return `${type.name}${size}${members}${type.unsigned ? ' unsigned' : ''}${type.zerofill ? ' zerofill' : ''}`;
}
