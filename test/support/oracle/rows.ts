/** Makes the dictionary's rows of a table from a few words, in the shapes that the views are documented to have. */
import type {
  OracleColumnRow,
  OracleConstraintRow,
  OracleIndexRow,
  OracleInmemoryColumns,
  OracleLobRow,
  OraclePartitioningRow,
  OraclePartitionRow,
  OracleSubpartitionRow,
  OracleTableRow,
  OracleTableRows,
} from '../../../src/schema/oracle/dictionary.ts';

export interface TableSpec {
  readonly columns: readonly OracleColumnRow[];
  readonly constraints?: readonly OracleConstraintRow[];
  readonly indexes?: readonly OracleIndexRow[];
  readonly table?: Partial<OracleTableRow>;
  readonly rest?: Partial<OracleTableRows>;
  /** Columns' comments by name. */
  readonly comments?: Readonly<Record<string, string>>;
}

/** Rows of one table of a schema; COLUMN_ID follows the list. */
export function tableRows(database: string, table: string, spec: TableSpec): OracleTableRows {
  let id = 0;
  const columns = spec.columns.map((column, i): OracleColumnRow => ({
    ...column,
    internalColumnId: i + 1,
    columnId: column.hiddenColumn === 'YES' ? null : ++id,
  }));
  return {
    kind: 'oracle-rows',
    name: { database, table },
    table: { ...plainTable, ...spec.table },
    comment: null,
    roles: [],
    columns,
    columnComments: Object.entries(spec.comments ?? {}).map(([columnName, comments]) => ({
      columnName,
      comments,
    })),
    identities: [],
    constraints: spec.constraints ?? [],
    indexes: (spec.indexes ?? []).map((index) => ({ ...index, owner: database })),
    lobs: [],
    xmlColumns: [],
    partitioning: null,
    partitions: [],
    subpartitions: [],
    subpartitionTemplates: [],
    ...spec.rest,
  };
}

/** What the views say of what is not kept in memory. */
export const notInMemory: OracleInmemoryColumns = {
  inmemory: 'DISABLED',
  inmemoryCompression: null,
  inmemoryPriority: null,
  inmemoryDistribute: null,
  inmemoryDuplicate: null,
};

/** What they say of what is, as far as nothing else was said. */
export const inMemory: OracleInmemoryColumns = {
  inmemory: 'ENABLED',
  inmemoryCompression: 'FOR QUERY LOW',
  inmemoryPriority: 'NONE',
  inmemoryDistribute: 'AUTO',
  inmemoryDuplicate: 'NO DUPLICATE',
};

/** ALL_TABLES of a table of which nothing was said. */
export const plainTable: OracleTableRow = {
  clusterName: null,
  iotName: null,
  iotType: null,
  temporary: 'N',
  duration: null,
  partitioned: 'NO',
  nested: 'NO',
  readOnly: 'NO',
  rowMovement: 'DISABLED',
  dependencies: 'DISABLED',
  defaultCollation: 'USING_NLS_COMP',
  external: 'NO',
  hybrid: 'NO',
  tablespaceName: 'USERS',
  pctFree: 10,
  iniTrans: 1,
  logging: 'YES',
  compression: 'DISABLED',
  compressFor: null,
  ...notInMemory,
  cache: 'N',
  resultCache: 'DEFAULT',
  degree: '1',
  hasOverflow: false,
  overflowTablespace: null,
  hasMapping: false,
};

let serverNames = 7000;

/** A constraint of any type; a name of the server's choice where none is given. */
export function constraint(
  constraintType: string,
  columns: readonly string[],
  more: Partial<OracleConstraintRow> = {},
): OracleConstraintRow {
  const constraintName = more.constraintName ?? `SYS_C00${String(++serverNames)}`;
  return {
    constraintName,
    constraintType,
    searchCondition: null,
    deleteRule: constraintType === 'R' ? 'NO ACTION' : null,
    status: 'ENABLED',
    deferrable: 'NOT DEFERRABLE',
    deferred: 'IMMEDIATE',
    validated: 'VALIDATED',
    generated: more.constraintName === undefined ? 'GENERATED NAME' : 'USER NAME',
    rely: null,
    indexOwner: null,
    indexName: constraintType === 'P' || constraintType === 'U' ? constraintName : null,
    precheck: null,
    columns,
    referenced: null,
    ...more,
  };
}

/** The NOT NULL of a column. */
export function notNull(name: string, more: Partial<OracleConstraintRow> = {}): OracleConstraintRow {
  return constraint('C', [name], { searchCondition: `"${name}" IS NOT NULL`, ...more });
}

/** A check. */
export function check(
  constraintName: string,
  searchCondition: string,
  more: Partial<OracleConstraintRow> = {},
): OracleConstraintRow {
  return constraint('C', [], { constraintName, searchCondition, ...more });
}

/** A foreign key to a table of the schema SHOP. */
export function foreignKey(
  constraintName: string,
  columns: readonly string[],
  parent: string,
  referencedColumns: readonly string[],
  more: Partial<OracleConstraintRow> = {},
): OracleConstraintRow {
  const referenced = {
    table: { database: 'SHOP', table: parent },
    constraintName: `${parent}_PK`,
    columns: referencedColumns,
  };
  return constraint('R', columns, { constraintName, referenced, ...more });
}

/** An index over columns, `A` or `A DESC`; an expression stands in brackets: `(UPPER("A"))`. */
export function index(
  indexName: string,
  parts: readonly string[],
  more: Partial<OracleIndexRow> = {},
): OracleIndexRow {
  const columns = parts.map((part, i) => {
    const expression = /^\((.*)\)$/.exec(part)?.[1] ?? null;
    const isDescending = part.endsWith(' DESC');
    const name = part.replace(/ DESC$/, '');
    const hidden = expression ?? (isDescending ? `"${name}"` : null);
    return {
      columnPosition: i + 1,
      columnName: hidden === null ? name : `SYS_NC0000${String(i + 5)}$`,
      descend: isDescending ? ('DESC' as const) : ('ASC' as const),
      columnExpression: hidden,
    };
  });
  const isComputed = columns.some(({ columnExpression }) => columnExpression !== null);
  return {
    owner: '',
    indexName,
    indexType: isComputed ? 'FUNCTION-BASED NORMAL' : 'NORMAL',
    uniqueness: 'NONUNIQUE',
    compression: 'DISABLED',
    prefixLength: null,
    visibility: 'VISIBLE',
    status: 'VALID',
    generated: 'N',
    partitioned: 'NO',
    joinIndex: 'NO',
    indexing: 'FULL',
    itypName: null,
    pctThreshold: null,
    includeColumn: null,
    tablespaceName: 'USERS',
    pctFree: 10,
    iniTrans: 2,
    logging: 'YES',
    degree: '1',
    columns,
    partitioning: null,
    ...more,
  };
}

/** The index that the server makes for a key. */
export function keyIndex(name: string, columns: readonly string[]): OracleIndexRow {
  return index(name, columns, { uniqueness: 'UNIQUE' });
}

/** A LOB as SecureFiles keep it by themselves. */
export function lob(columnName: string, more: Partial<OracleLobRow> = {}): OracleLobRow {
  return {
    columnName,
    securefile: 'YES',
    inRow: 'YES',
    chunk: 8192,
    cache: 'NO',
    logging: 'YES',
    compression: 'NO',
    deduplication: 'NO',
    encrypt: 'NO',
    tablespaceName: 'USERS',
    ...more,
  };
}

/** ALL_PART_TABLES. */
export function partitionedBy(
  partitioningType: string,
  columns: readonly string[],
  more: Partial<OraclePartitioningRow> = {},
): OraclePartitioningRow {
  return {
    partitioningType,
    subpartitioningType: 'NONE',
    columns,
    subpartitionColumns: [],
    interval: null,
    intervalSubpartition: null,
    autolist: 'NO',
    autolistSubpartition: 'NO',
    refPtnConstraintName: null,
    defSubpartitionCount: 0,
    defTablespaceName: 'USERS',
    defCompression: 'NONE',
    defCompressFor: null,
    defLogging: 'NONE',
    defIndexing: 'ON',
    ...notInMemory,
    inmemory: 'NONE',
    ...more,
  };
}

/** ALL_TAB_PARTITIONS, in their order: names and HIGH_VALUE. */
export function partitions(
  list: readonly (readonly [string, string | null])[],
  more: Partial<OraclePartitionRow> = {},
): readonly OraclePartitionRow[] {
  return list.map(([partitionName, highValue], i) => ({
    partitionName,
    partitionPosition: i + 1,
    highValue,
    interval: 'NO',
    tablespaceName: 'USERS',
    compression: 'DISABLED',
    compressFor: null,
    logging: 'YES',
    readOnly: 'NO',
    indexing: 'ON',
    ...notInMemory,
    ...more,
  }));
}

/** ALL_TAB_SUBPARTITIONS of one partition. */
export function subpartitions(
  partitionName: string,
  list: readonly (readonly [string, string | null])[],
  more: Partial<OracleSubpartitionRow> = {},
): readonly OracleSubpartitionRow[] {
  return list.map(([subpartitionName, highValue], i) => ({
    partitionName,
    subpartitionName,
    subpartitionPosition: i + 1,
    highValue,
    interval: 'NO',
    tablespaceName: 'USERS',
    compression: 'DISABLED',
    compressFor: null,
    ...notInMemory,
    ...more,
  }));
}
