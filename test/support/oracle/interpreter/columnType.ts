/** A type as it was written, and as the dictionary has it. */
import type { OracleColumnRow } from '../../../../src/schema/oracle/dictionary.ts';
import { column } from '../columnRows.ts';
import { OraError } from './oraError.ts';
import type { SyntaxNode } from '../grammar.ts';
import { leaves } from './syntax.ts';

/** What ALL_TAB_COLS says of a type. */
export type TypeColumns = Pick<
  OracleColumnRow,
  | 'dataType'
  | 'dataTypeOwner'
  | 'dataLength'
  | 'dataPrecision'
  | 'dataScale'
  | 'charLength'
  | 'charUsed'
  | 'collation'
>;

/** What a type is where its brackets are left out (SQL Language Reference, Data Types); BYTE is the usual unit. */
const usual: Readonly<Record<string, string>> = {
  CHAR: 'CHAR(1 BYTE)',
  NCHAR: 'NCHAR(1)',
  TIMESTAMP: 'TIMESTAMP(6)',
  'TIMESTAMP WITH TIME ZONE': 'TIMESTAMP(6) WITH TIME ZONE',
  'TIMESTAMP WITH LOCAL TIME ZONE': 'TIMESTAMP(6) WITH LOCAL TIME ZONE',
  'INTERVAL YEAR TO MONTH': 'INTERVAL YEAR(2) TO MONTH',
  'INTERVAL DAY TO SECOND': 'INTERVAL DAY(2) TO SECOND(6)',
  FLOAT: 'FLOAT(126)',
  UROWID: 'UROWID(4000)',
  INTEGER: 'NUMBER(*,0)',
};

/** Takes the node of a type. */
export function typeColumns(node: SyntaxNode): TypeColumns {
  const written = leaves(node)
    .map((token) => token.toUpperCase())
    .join(' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .replace(/\)(?=\w)/g, ') ')
    .replace(/,- /, ',-');
  const full = usual[written] ?? written.replace(/^((?:VARCHAR2|CHAR)\(\d+)\)$/, '$1 BYTE)');
  if (/^VARCHAR2$|^NVARCHAR2$|^RAW$/.test(full)) throw new OraError(906, 'missing left parenthesis');
  const row = column('', full);
  const isText = ['CLOB', 'NCLOB', 'LONG'].includes(row.dataType);
  const { dataType, dataTypeOwner, dataLength, dataPrecision, dataScale, charLength, charUsed } = row;
  return {
    dataType,
    dataTypeOwner,
    dataLength,
    dataPrecision,
    dataScale,
    charLength,
    charUsed,
    collation: isText ? 'USING_NLS_COMP' : row.collation,
  };
}

/** Types that MODIFY leads from and to, with no rows in the way. */
export function isScalar(dataType: string): boolean {
  return !/^(?:CLOB|NCLOB|BLOB|BFILE|LONG|LONG RAW|XMLTYPE|JSON|VECTOR|ROWID|UROWID|BOOLEAN)/.test(dataType);
}

/** `NUMBER` of NUMBER and FLOAT: what foreign keys compare (ORA-02267). */
export function kindOf(dataType: string): string {
  return dataType === 'FLOAT' ? 'NUMBER' : dataType.replace(/\(\d+\)/g, '');
}
