/** ALL_TAB_COLS with what other views say of columns → the columns. */
import type { OracleColumnRow, OracleLobRow, OracleTableRows } from '../dictionary.ts';
import type { Column, ColumnDefault, ColumnType, Identity, LobStorage, NotNull } from '../model.ts';
import { readExpression } from './readExpression.ts';
import { readIdentity } from './readIdentity.ts';
import { refuseValue } from './readRefusal.ts';
import { readType } from './readType.ts';

/**
 * The columns that somebody made: expressions of indexes, extended statistics, null bitmaps of later columns, storage of
 * XMLTYPE and dropped (SET UNUSED) columns are the server's own. Throws ReadRefusal for hidden columns of other kinds.
 */
export function userColumns(rows: readonly OracleColumnRow[]): readonly OracleColumnRow[] {
  const own = rows.filter((row) => {
    if (row.hiddenColumn === 'NO') return true;
    if (serverColumns.test(row.columnName)) return false;
    if (row.userGenerated === 'NO') return refuseValue('ALL_TAB_COLS.HIDDEN_COLUMN', row.columnName, 'YES');
    return row.columnName === 'ORA_ARCHIVE_STATE'
      ? refuseValue('ALL_TAB_COLS.HIDDEN_COLUMN', row.columnName, 'YES')
      : true;
  });
  const visible = own.filter(({ columnId }) => columnId !== null);
  const invisible = own.filter(({ columnId }) => columnId === null);
  return [
    ...visible.sort((a, b) => (a.columnId ?? 0) - (b.columnId ?? 0)),
    ...invisible.sort((a, b) => (a.columnName < b.columnName ? -1 : 1)),
  ];
}

const serverColumns = /^(?:SYS_NC\d+\$|SYS_ST[SU].*|SYS_C\d+_\d+:.*\$|SYS_NC_.*)$/;

/** What is the same for all columns of a table. */
export interface ColumnContext {
  readonly rows: OracleTableRows;
  readonly names: ReadonlySet<string>;
  readonly notNulls: ReadonlyMap<string, NotNull>;
}

/** Throws ReadRefusal. */
export function readColumn(row: OracleColumnRow, context: ColumnContext): Column {
  const { rows, names, notNulls } = context;
  const { columnName } = row;
  const type = readType(row);
  const virtual = row.virtualColumn === 'YES' ? readExpression(row.dataDefault ?? '', names) : null;
  const identity = virtual === null ? identityOf(row, rows) : null;
  if (row.evaluationEdition !== null)
    refuseValue('ALL_TAB_COLS.EVALUATION_EDITION', columnName, row.evaluationEdition);
  return {
    name: columnName,
    type,
    collation: virtual === null ? collationOf(row) : null,
    isInvisible: row.columnId === null,
    default: virtual === null && identity === null ? defaultOf(row, names) : null,
    identity,
    virtual,
    notNull: notNulls.get(columnName) ?? null,
    comment: rows.columnComments.find((one) => one.columnName === columnName)?.comments ?? null,
    lob: lobOf(row, type, rows),
    xml: type.kind === 'plain' && type.name === 'XMLTYPE' ? xmlOf(row, rows) : null,
  };
}

function collationOf({ collation }: OracleColumnRow): string | null {
  return collation === 'USING_NLS_COMP' ? null : collation;
}

function identityOf(row: OracleColumnRow, { identities }: OracleTableRows): Identity | null {
  if (row.identityColumn !== 'YES') return null;
  const identity = identities.find(({ columnName }) => columnName === row.columnName);
  return identity === undefined
    ? refuseValue('ALL_TAB_COLS.IDENTITY_COLUMN', row.columnName, 'YES')
    : readIdentity(identity, row);
}

/** DEFAULT NULL is what a column without one has, and what taking one away leaves (SQL Language Reference, ALTER TABLE). */
function defaultOf(row: OracleColumnRow, names: ReadonlySet<string>): ColumnDefault | null {
  const text = row.dataDefault?.trim() ?? '';
  const onNull = row.defaultOnNull === 'YES' || row.defaultOnNullUpdate === 'YES';
  if (text === '' || (text.toUpperCase() === 'NULL' && !onNull)) return null;
  const expression = readExpression(text, names);
  if (expression.text === 'NULL' && !onNull) return null;
  if (row.defaultOnNullUpdate === 'YES') return { expression, onNull: 'INSERT AND UPDATE' };
  return { expression, onNull: onNull ? 'INSERT' : null };
}

function lobOf(row: OracleColumnRow, type: ColumnType, { lobs, table }: OracleTableRows): LobStorage | null {
  // VARCHAR2(32767) is kept as a LOB too, and so are XMLTYPE and JSON; nothing of that was written by anybody.
  if (type.kind !== 'plain' || !['CLOB', 'NCLOB', 'BLOB'].includes(type.name)) return null;
  const lob = lobs.find(({ columnName }) => columnName === row.columnName);
  if (lob === undefined || lob.securefile === null) return null;
  if (lob.encrypt === 'YES') refuseValue('ALL_LOBS.ENCRYPT', row.columnName, 'YES');
  const cache = lob.cache?.trim() ?? 'NO';
  return {
    isSecurefile: lob.securefile === 'YES',
    // The temporary tablespace is nobody's choice.
    tablespace: table.temporary === 'Y' ? null : lob.tablespaceName,
    isInRow: lob.inRow !== 'NO',
    cache: cache === 'YES' ? 'CACHE' : cache === 'CACHEREADS' ? 'CACHE READS' : 'NOCACHE',
    compress: compressOf(lob),
    isDeduplicated: lob.deduplication === 'LOB',
  };
}

function compressOf({ columnName, compression }: OracleLobRow): LobStorage['compress'] {
  switch (compression) {
    case 'LOW':
    case 'MEDIUM':
    case 'HIGH':
      return compression;
    case 'NO':
    case 'NONE':
    case null:
      return null;
    default:
      return refuseValue('ALL_LOBS.COMPRESSION', columnName, compression);
  }
}

function xmlOf({ columnName }: OracleColumnRow, { xmlColumns }: OracleTableRows): Column['xml'] {
  const row = xmlColumns.find((one) => one.columnName.replace(/^"(.*)"$/, '$1') === columnName);
  // OceanBase has no such view and one kind of storage.
  if (row === undefined) return null;
  if (row.xmlSchema !== null) refuseValue('ALL_XML_TAB_COLS.XMLSCHEMA', columnName, row.xmlSchema);
  switch (row.storageType) {
    case 'BINARY':
      return 'BINARY XML';
    case 'CLOB':
      return 'CLOB';
    default:
      return refuseValue('ALL_XML_TAB_COLS.STORAGE_TYPE', columnName, row.storageType);
  }
}
