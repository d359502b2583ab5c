/** The next type of the same kind: wider or narrower. */
import type { Column, ColumnType, Family } from './model.ts';

const ladders: readonly (readonly string[])[] = [
  ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'],
  ['tinytext', 'text', 'mediumtext', 'longtext'],
  ['tinyblob', 'blob', 'mediumblob', 'longblob'],
  ['float', 'double'],
  ['date', 'datetime', 'timestamp'],
];

const momentFamilies: Readonly<Record<string, Family>> = {
  date: 'date',
  datetime: 'moment',
  timestamp: 'moment',
};

/** The column with another size; `by` chooses which. Its default goes where it might not fit. */
export function resized(column: Column, by: number): Column {
  if (column.generated !== null) return column;
  const type = climbed(column.type, by) ?? stretched(column.type, by);
  return type === column.type ? column : { ...column, type, default: { kind: 'none' } };
}

function climbed(type: ColumnType, by: number): ColumnType | null {
  const ladder = ladders.find((names) => names.includes(type.name));
  if (ladder === undefined || by % 3 !== 0) return null;
  const name = ladder[(ladder.indexOf(type.name) + 1 + (by % 2)) % ladder.length] ?? type.name;
  const length = type.family === 'integer' || type.family === 'float' ? type.length : null;
  return { ...type, name, family: momentFamilies[name] ?? type.family, length };
}

function stretched(type: ColumnType, by: number): ColumnType {
  const { family, length, scale, name } = type;
  if (family === 'integer')
    return by % 2 === 0 ? { ...type, unsigned: !type.unsigned, zerofill: false } : type;
  if (family === 'moment' || family === 'time') return { ...type, length: by % 7 === 0 ? null : by % 7 };
  if (length === null || family === 'vector') return type;
  if (scale !== null) {
    const fraction = Math.max(0, Math.min(30, scale + (by % 5) - 2));
    return { ...type, scale: fraction, length: Math.max(fraction, Math.min(65, length + (by % 9) - 3)) };
  }
  const most = family === 'bit' ? 64 : name === 'char' || name === 'binary' ? 255 : 4000;
  const wanted = by % 2 === 0 ? length * 2 : length + (by % 11) - 5;
  return { ...type, length: Math.max(1, Math.min(most, wanted)) };
}
