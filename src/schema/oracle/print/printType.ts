import type { ColumnType } from '../model.ts';

/** A type as SQL. */
export function printType(type: ColumnType): string {
  switch (type.kind) {
    case 'character':
      return `${type.name}(${String(type.length)} ${type.unit})`;
    case 'national':
      return `${type.name}(${String(type.length)})`;
    case 'number':
      return printNumber(type.precision, type.scale);
    case 'float':
      return `FLOAT(${String(type.precision)})`;
    case 'raw':
      return `RAW(${String(type.length)})`;
    case 'urowid':
      return `UROWID(${String(type.length)})`;
    case 'timestamp':
      return `TIMESTAMP(${String(type.fraction)})${type.zone}`;
    case 'year-month':
      return `INTERVAL YEAR(${String(type.digits)}) TO MONTH`;
    case 'day-second':
      return `INTERVAL DAY(${String(type.digits)}) TO SECOND(${String(type.fraction)})`;
    case 'vector':
      return type.text === '' ? 'VECTOR' : `VECTOR(${type.text})`;
    case 'plain':
      return type.name;
  }
}

function printNumber(precision: number | null, scale: number | null): string {
  if (precision === null) return scale === null ? 'NUMBER' : `NUMBER(*,${String(scale)})`;
  return scale === null || scale === 0
    ? `NUMBER(${String(precision)})`
    : `NUMBER(${String(precision)},${String(scale)})`;
}
