/** From the views' rows to what the schema core reads of one table. */
import type {
  OracleColumnRow,
  OracleRole,
  OracleTableRow,
  OracleTableRows,
} from '../../../schema/oracle/dictionary.ts';
import type { TableName } from '../../../schema/tableName.ts';
import type { Cells } from './cells.ts';
import { constraintRows } from './constraintRows.ts';
import { indexRows } from './indexRows.ts';
import { inmemoryColumns } from './inmemoryColumns.ts';
import { partitionRows } from './partitionRows.ts';
import type { DictionaryRows } from './readRows.ts';

const yesNo = ['YES', 'NO'] as const;
const onOff = ['ENABLED', 'DISABLED'] as const;

/** Null when the table is not there. Throws ShadowSyncError 'protocol' when a view says something that is not known. */
export function tableRows(rows: DictionaryRows, name: TableName): OracleTableRows | null {
  const [table] = rows.tables.get(name.table) ?? [];
  if (table === undefined) return null;
  const of = (group: ReadonlyMap<string, readonly Cells[]>): readonly Cells[] => group.get(name.table) ?? [];
  return {
    kind: 'oracle-rows',
    name,
    table: tableRow(table, of(rows.partsOfTables)),
    comment: of(rows.tableComments)[0]?.text('COMMENTS') ?? null,
    roles: rolesOf(table, rows.roles.get(name.table) ?? []),
    columns: of(rows.columns).map(columnRow),
    columnComments: of(rows.columnComments).flatMap((row) => {
      const comments = row.text('COMMENTS');
      return comments === null ? [] : [{ columnName: row.name('COLUMN_NAME'), comments }];
    }),
    identities: of(rows.identities).map((row) => ({
      columnName: row.name('COLUMN_NAME'),
      generationType: row.choice('GENERATION_TYPE', ['ALWAYS', 'BY DEFAULT'], 'ALWAYS'),
      sequenceName: row.text('SEQUENCE_NAME'),
      identityOptions: row.text('IDENTITY_OPTIONS') ?? '',
    })),
    constraints: constraintRows(rows, name.table),
    indexes: indexRows(rows, name.table),
    lobs: of(rows.lobs).map((row) => ({
      columnName: unquoted(row.name('COLUMN_NAME')),
      securefile: row.choiceOrNull('SECUREFILE', yesNo),
      inRow: row.choiceOrNull('IN_ROW', yesNo),
      chunk: row.number('CHUNK'),
      cache: row.trimmed('CACHE'),
      logging: row.trimmed('LOGGING'),
      compression: row.trimmed('COMPRESSION'),
      deduplication: row.trimmed('DEDUPLICATION'),
      encrypt: row.trimmed('ENCRYPT'),
      tablespaceName: row.text('TABLESPACE_NAME'),
    })),
    xmlColumns: of(rows.xmlColumns).map((row) => ({
      columnName: unquoted(row.name('COLUMN_NAME')),
      storageType: row.name('STORAGE_TYPE'),
      xmlSchema: row.text('XMLSCHEMA'),
    })),
    ...partitionRows(rows, name.table),
  };
}

/** ALL_LOBS and ALL_XML_TAB_COLS give names that need quotes in quotes (`"XMLDATA"`, `"a b"`). */
function unquoted(name: string): string {
  return /^"([^".]+)"$/.exec(name)?.[1] ?? name;
}

function tableRow(row: Cells, parts: readonly Cells[]): OracleTableRow {
  const partOf = (type: string): Cells | undefined => parts.find((part) => part.text('IOT_TYPE') === type);
  const overflow = partOf('IOT_OVERFLOW');
  return {
    clusterName: row.text('CLUSTER_NAME'),
    iotName: row.text('IOT_NAME'),
    iotType: row.choiceOrNull('IOT_TYPE', ['IOT', 'IOT_OVERFLOW', 'IOT_MAPPING']),
    temporary: row.choice('TEMPORARY', ['Y', 'N'], 'N'),
    duration: row.text('DURATION'),
    partitioned: row.choice('PARTITIONED', yesNo, 'NO'),
    nested: row.choice('NESTED', yesNo, 'NO'),
    readOnly: row.choice('READ_ONLY', ['YES', 'NO', 'N/A'], 'NO'),
    rowMovement: row.choice('ROW_MOVEMENT', onOff, 'DISABLED'),
    dependencies: row.choiceOrNull('DEPENDENCIES', onOff),
    defaultCollation: row.text('DEFAULT_COLLATION'),
    external: row.choiceOrNull('EXTERNAL', yesNo),
    hybrid: row.choiceOrNull('HYBRID', yesNo),
    tablespaceName: row.text('TABLESPACE_NAME'),
    pctFree: row.number('PCT_FREE'),
    iniTrans: row.number('INI_TRANS'),
    logging: row.choiceOrNull('LOGGING', yesNo),
    compression: row.choiceOrNull('COMPRESSION', onOff),
    compressFor: row.text('COMPRESS_FOR'),
    ...inmemoryColumns(row, ''),
    cache: row.choiceOrNull('CACHE', ['Y', 'N']),
    resultCache: row.trimmed('RESULT_CACHE'),
    degree: row.trimmed('DEGREE'),
    hasOverflow: overflow !== undefined,
    overflowTablespace: overflow?.text('TABLESPACE_NAME') ?? null,
    hasMapping: partOf('IOT_MAPPING') !== undefined,
  };
}

function rolesOf(row: Cells, found: readonly OracleRole[]): readonly OracleRole[] {
  const roles = new Set(found);
  if (row.trimmed('SHARDED') === 'Y') roles.add('sharded table');
  if (row.trimmed('DUPLICATED') === 'Y') roles.add('duplicated table');
  return [...roles];
}

function columnRow(row: Cells): OracleColumnRow {
  return {
    columnName: row.name('COLUMN_NAME'),
    dataType: row.name('DATA_TYPE'),
    dataTypeOwner: row.text('DATA_TYPE_OWNER'),
    dataTypeMod: row.trimmed('DATA_TYPE_MOD'),
    dataLength: row.count('DATA_LENGTH'),
    dataPrecision: row.number('DATA_PRECISION'),
    dataScale: row.number('DATA_SCALE'),
    nullable: row.choice('NULLABLE', ['Y', 'N'], 'Y'),
    columnId: row.number('COLUMN_ID'),
    internalColumnId: row.number('INTERNAL_COLUMN_ID') ?? row.count('COLUMN_ID'),
    dataDefault: row.text('DATA_DEFAULT'),
    charLength: row.number('CHAR_LENGTH'),
    charUsed: row.choiceOrNull('CHAR_USED', ['B', 'C']),
    hiddenColumn: row.choice('HIDDEN_COLUMN', yesNo, 'NO'),
    virtualColumn: row.choice('VIRTUAL_COLUMN', yesNo, 'NO'),
    userGenerated: row.choiceOrNull('USER_GENERATED', yesNo),
    defaultOnNull: row.choiceOrNull('DEFAULT_ON_NULL', yesNo),
    defaultOnNullUpdate: row.choiceOrNull('DEFAULT_ON_NULL_UPD', yesNo),
    identityColumn: row.choiceOrNull('IDENTITY_COLUMN', yesNo),
    collation: row.text('COLLATION'),
    evaluationEdition: row.text('EVALUATION_EDITION'),
    domainOwner: row.text('DOMAIN_OWNER'),
    domainName: row.text('DOMAIN_NAME'),
    vectorInfo: row.text('VECTOR_INFO'),
  };
}
