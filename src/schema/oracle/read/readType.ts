/** DATA_TYPE and what belongs to it → the column's type. */
import type { OracleColumnRow } from '../dictionary.ts';
import type { ColumnType, PlainType } from '../model.ts';
import { refuseValue } from './readRefusal.ts';

const plainTypes: ReadonlySet<string> = new Set<PlainType>([
  'DATE',
  'BINARY_FLOAT',
  'BINARY_DOUBLE',
  'CLOB',
  'NCLOB',
  'BLOB',
  'BFILE',
  'LONG',
  'LONG RAW',
  'ROWID',
  'JSON',
  'BOOLEAN',
]);

/** Throws ReadRefusal for object types, references, domains, and types that are not known. */
export function readType(row: OracleColumnRow): ColumnType {
  const { columnName, dataType, dataTypeOwner, dataTypeMod, domainName } = row;
  if (domainName !== null) return refuseValue('ALL_TAB_COLS.DOMAIN_NAME', columnName, domainName);
  if (dataTypeMod !== null) return refuseValue('ALL_TAB_COLS.DATA_TYPE_MOD', columnName, dataTypeMod);
  if (dataType === 'XMLTYPE' && (dataTypeOwner === 'SYS' || dataTypeOwner === 'PUBLIC'))
    return { kind: 'plain', name: 'XMLTYPE' };
  if (dataTypeOwner !== null)
    return refuseValue('ALL_TAB_COLS.DATA_TYPE', columnName, `${dataTypeOwner}.${dataType}`);
  const type = readSized(row) ?? readTime(dataType);
  if (type !== null) return type;
  if (isPlain(dataType)) return { kind: 'plain', name: dataType };
  return refuseValue('ALL_TAB_COLS.DATA_TYPE', columnName, dataType);
}

function isPlain(name: string): name is PlainType {
  return plainTypes.has(name);
}

function readSized(row: OracleColumnRow): ColumnType | null {
  const { dataType, dataLength, dataPrecision, dataScale } = row;
  switch (dataType) {
    case 'CHAR':
    case 'VARCHAR2':
      return readCharacters(row, dataType);
    case 'NCHAR':
    case 'NVARCHAR2':
      return { kind: 'national', name: dataType, length: row.charLength ?? dataLength };
    case 'NUMBER':
      return { kind: 'number', precision: dataPrecision, scale: scaleOf(dataPrecision, dataScale) };
    case 'FLOAT':
      return { kind: 'float', precision: dataPrecision ?? 126 };
    case 'RAW':
      return { kind: 'raw', length: dataLength };
    case 'UROWID':
      return { kind: 'urowid', length: dataLength };
    case 'VECTOR':
      return { kind: 'vector', text: vectorArguments(row) };
    default:
      return null;
  }
}

function readCharacters(row: OracleColumnRow, name: 'CHAR' | 'VARCHAR2'): ColumnType {
  const { charUsed, charLength, dataLength } = row;
  if (charUsed !== 'C') return { kind: 'character', name, length: dataLength, unit: 'BYTE' };
  return { kind: 'character', name, length: charLength ?? dataLength, unit: 'CHAR' };
}

/** NUMBER(5) and NUMBER(5,0) are one type. */
function scaleOf(precision: number | null, scale: number | null): number | null {
  return precision === null ? scale : (scale ?? 0);
}

/** `VECTOR(1024, FLOAT32, DENSE)` → `1024, FLOAT32, DENSE`; the server says `VECTOR` or `VECTOR(*, *)` where nothing is fixed. */
function vectorArguments({ columnName, vectorInfo }: OracleColumnRow): string {
  if (vectorInfo === null || vectorInfo === 'VECTOR') return '';
  const found = /^VECTOR\(((?:\*|\d+)(?:, *(?:\*|[A-Z0-9]+)){0,2})\)$/.exec(vectorInfo);
  if (found?.[1] === undefined) return refuseValue('ALL_TAB_COLS.VECTOR_INFO', columnName, vectorInfo);
  return found[1].replace(/, */g, ', ');
}

function readTime(dataType: string): ColumnType | null {
  const timestamp = /^TIMESTAMP\((\d)\)( WITH TIME ZONE| WITH LOCAL TIME ZONE|)$/.exec(dataType);
  if (timestamp !== null) {
    const zone =
      timestamp[2] === ' WITH TIME ZONE' || timestamp[2] === ' WITH LOCAL TIME ZONE' ? timestamp[2] : '';
    return { kind: 'timestamp', fraction: Number(timestamp[1]), zone };
  }
  const years = /^INTERVAL YEAR\((\d)\) TO MONTH$/.exec(dataType);
  if (years !== null) return { kind: 'year-month', digits: Number(years[1]) };
  const days = /^INTERVAL DAY\((\d)\) TO SECOND\((\d)\)$/.exec(dataType);
  if (days !== null) return { kind: 'day-second', digits: Number(days[1]), fraction: Number(days[2]) };
  return null;
}
