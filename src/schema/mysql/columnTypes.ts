/** The data types of the family, lower case, by what their brackets may hold. */

const integers = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'];
const characters = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set'];
const geometries: ReadonlySet<string> = new Set([
  'geometry',
  'point',
  'linestring',
  'polygon',
  'multipoint',
  'multilinestring',
  'multipolygon',
  'geometrycollection',
  'geomcollection',
]);

const characterTypes: ReadonlySet<string> = new Set(characters);
const byteTypes: ReadonlySet<string> = new Set([
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
]);
const nestedTypes: ReadonlySet<string> = new Set(['array', 'map']);

const knownTypes: ReadonlySet<string> = new Set([
  ...integers,
  ...characters,
  ...geometries,
  ...nestedTypes,
  'decimal',
  'float',
  'double',
  'bit',
  'year',
  'date',
  'time',
  'datetime',
  'timestamp',
  ...byteTypes,
  'json',
  'vector',
  // MariaDB
  'uuid',
  'inet4',
  'inet6',
  'xmltype',
  // OceanBase
  'number',
  'sparsevector',
  'roaringbitmap',
  'string',
]);

/** Whether it is a type that this model knows. */
export function isKnownType(name: string): boolean {
  return knownTypes.has(name);
}

/** Whether columns of this type have a character set and a collation. */
export function isCharacterType(name: string): boolean {
  return characterTypes.has(name);
}

/** Whether columns of this type hold bytes and no characters. */
export function isByteType(name: string): boolean {
  return byteTypes.has(name);
}

/** Whether columns of this type hold shapes on a plane or a globe. */
export function isGeometryType(name: string): boolean {
  return geometries.has(name);
}

/** OceanBase's types of types: `array(int)`, `map(int,varchar(10))`. */
export function isNestedType(name: string): boolean {
  return nestedTypes.has(name);
}
