/** Makes rows of ALL_TAB_COLS. */
import type { OracleColumnRow } from '../../../src/schema/oracle/dictionary.ts';

/** A column: `column('A', 'VARCHAR2(10 CHAR)')`. */
export function column(
  columnName: string,
  type: string,
  more: Partial<OracleColumnRow> = {},
): OracleColumnRow {
  return {
    columnName,
    dataTypeOwner: type === 'XMLTYPE' ? 'SYS' : null,
    dataTypeMod: null,
    nullable: 'Y',
    columnId: null,
    internalColumnId: 0,
    dataDefault: null,
    hiddenColumn: 'NO',
    virtualColumn: 'NO',
    userGenerated: 'YES',
    defaultOnNull: 'NO',
    defaultOnNullUpdate: null,
    identityColumn: 'NO',
    evaluationEdition: null,
    domainOwner: null,
    domainName: null,
    vectorInfo: null,
    ...typeColumns(type),
    ...more,
  };
}

type TypeColumns = Pick<
  OracleColumnRow,
  'dataType' | 'dataLength' | 'dataPrecision' | 'dataScale' | 'charLength' | 'charUsed' | 'collation'
>;

const textTypes: ReadonlySet<string> = new Set(['VARCHAR2', 'CHAR', 'NVARCHAR2', 'NCHAR']);

/** What a type's text says in the columns of the view: `NUMBER(10,2)`, `CHAR(3 BYTE)`; others have it as DATA_TYPE. */
function typeColumns(type: string): TypeColumns {
  const found = /^(\w+)\((\*|\d+)(?:,(-?\d+)| (BYTE|CHAR))?\)$/.exec(type);
  const [, name = type, first = '', second = '0', unit = ''] = found ?? [];
  const none = { dataPrecision: null, dataScale: null, charLength: 0, charUsed: null, collation: null };
  const size = first === '*' ? 0 : Number(first);
  if (textTypes.has(name)) return { ...none, dataType: name, ...textColumns(name, size, unit) };
  if (name === 'RAW' || name === 'UROWID') return { ...none, dataType: name, dataLength: size };
  if (name !== 'NUMBER' && name !== 'FLOAT') return { ...none, dataType: type, dataLength: 22 };
  const dataPrecision = size === 0 ? null : size;
  const dataScale = name === 'NUMBER' && first !== '' ? Number(second) : null;
  return { ...none, dataType: name, dataLength: 22, dataPrecision, dataScale };
}

function textColumns(
  name: string,
  charLength: number,
  unit: string,
): Pick<TypeColumns, 'dataLength' | 'charLength' | 'charUsed' | 'collation'> {
  const inCharacters = unit === 'CHAR' || name.startsWith('N');
  return {
    dataLength: unit === 'CHAR' ? charLength * 4 : charLength,
    charLength,
    charUsed: inCharacters ? 'C' : 'B',
    collation: 'USING_NLS_COMP',
  };
}
