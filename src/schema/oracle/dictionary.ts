/**
 * What the reader hands over for one table: the rows of the dictionary views that are about it, grouped, with the views'
 * columns in camel case and their values as they come (Database Reference, Static Data Dictionary Views). A column that
 * an older version lacks is null. Names are never quoted or folded. USER_* and DBA_* views have the same columns.
 * Recycle bin tables (BIN$…) and dropped ones are not handed over.
 */
import type { TableName } from '../tableName.ts';

export type YesNo = 'YES' | 'NO';

/** One table. The lists may come in any order; what has a position says it. */
export interface OracleTableRows {
  /** What tells it from other definitions that come through the port. */
  readonly kind: 'oracle-rows';
  readonly name: TableName;
  readonly table: OracleTableRow;
  /** ALL_TAB_COMMENTS.COMMENTS. */
  readonly comment: string | null;
  /** What else the table is, for the user to read: nobody models it, so a table with any is unsupported. */
  readonly roles: readonly OracleRole[];
  /** All rows of ALL_TAB_COLS, the hidden ones too. */
  readonly columns: readonly OracleColumnRow[];
  /** ALL_COL_COMMENTS with a comment. */
  readonly columnComments: readonly OracleColumnCommentRow[];
  /** ALL_TAB_IDENTITY_COLS. */
  readonly identities: readonly OracleIdentityRow[];
  /** ALL_CONSTRAINTS of the table, with their columns. */
  readonly constraints: readonly OracleConstraintRow[];
  /** ALL_INDEXES on the table, with their columns and expressions; in any schema, of any type. */
  readonly indexes: readonly OracleIndexRow[];
  /** ALL_LOBS. */
  readonly lobs: readonly OracleLobRow[];
  /** ALL_XML_TAB_COLS. */
  readonly xmlColumns: readonly OracleXmlColumnRow[];
  /** ALL_PART_TABLES; null when the table is not partitioned. */
  readonly partitioning: OraclePartitioningRow | null;
  /** ALL_TAB_PARTITIONS. */
  readonly partitions: readonly OraclePartitionRow[];
  /** ALL_TAB_SUBPARTITIONS. */
  readonly subpartitions: readonly OracleSubpartitionRow[];
  /** ALL_SUBPARTITION_TEMPLATES. */
  readonly subpartitionTemplates: readonly OracleSubpartitionTemplateRow[];
}

/** Found in other views: ALL_EXTERNAL_TABLES, ALL_MVIEWS, ALL_OBJECT_TABLES, ALL_XML_TABLES, ALL_QUEUE_TABLES, …. */
export type OracleRole =
  | 'external table' // ALL_EXTERNAL_TABLES
  | 'materialized view' // ALL_MVIEWS
  | 'materialized view log' // ALL_MVIEW_LOGS.LOG_TABLE
  | 'object table' // ALL_OBJECT_TABLES (ALL_ALL_TABLES.TABLE_TYPE)
  | 'XMLType table' // ALL_XML_TABLES
  | 'queue table' // ALL_QUEUE_TABLES
  | 'blockchain table' // ALL_BLOCKCHAIN_TABLES (21c; 19.10)
  | 'immutable table' // ALL_IMMUTABLE_TABLES
  | 'nested table' // ALL_NESTED_TABLES
  | 'sharded table' // ALL_TABLES.SHARDED = 'Y'
  | 'duplicated table' // ALL_TABLES.DUPLICATED = 'Y'
  | 'attribute clustering' // ALL_CLUSTERING_TABLES
  | 'encrypted columns' // ALL_ENCRYPTED_COLUMNS
  | 'redaction or row security policy' // ALL_POLICIES, REDACTION_POLICIES
  | 'flashback archive' // DBA/USER_FLASHBACK_ARCHIVE_TABLES
  | 'annotations'; // ALL_ANNOTATIONS_USAGE (23ai)

/** How something is kept in memory: ENABLED or DISABLED, null before 12.1.0.2, NONE where it is not said; the rest is null without. */
export interface OracleInmemoryColumns {
  /** INMEMORY; DEF_INMEMORY of a partitioned table. */
  readonly inmemory: 'ENABLED' | 'DISABLED' | 'NONE' | null;
  /** INMEMORY_COMPRESSION: NO MEMCOMPRESS, FOR DML, FOR QUERY LOW, FOR QUERY HIGH, FOR CAPACITY LOW, FOR CAPACITY HIGH, AUTO. */
  readonly inmemoryCompression: string | null;
  /** INMEMORY_PRIORITY: NONE, LOW, MEDIUM, HIGH, CRITICAL. */
  readonly inmemoryPriority: string | null;
  /** INMEMORY_DISTRIBUTE: AUTO, BY ROWID RANGE, BY PARTITION, BY SUBPARTITION. */
  readonly inmemoryDistribute: string | null;
  /** INMEMORY_DUPLICATE: NO DUPLICATE, DUPLICATE, DUPLICATE ALL. */
  readonly inmemoryDuplicate: string | null;
}

/** ALL_TABLES. */
export interface OracleTableRow extends OracleInmemoryColumns {
  /** CLUSTER_NAME */
  readonly clusterName: string | null;
  /** IOT_NAME: of which table this is the overflow or mapping table. */
  readonly iotName: string | null;
  readonly iotType: 'IOT' | 'IOT_OVERFLOW' | 'IOT_MAPPING' | null;
  readonly temporary: 'Y' | 'N';
  /** DURATION: SYS$SESSION (ON COMMIT PRESERVE ROWS), SYS$TRANSACTION (DELETE ROWS); null otherwise. */
  readonly duration: string | null;
  readonly partitioned: YesNo;
  readonly nested: YesNo;
  /** READ_ONLY; N/A for partitioned tables. */
  readonly readOnly: YesNo | 'N/A';
  /** ROW_MOVEMENT */
  readonly rowMovement: 'ENABLED' | 'DISABLED';
  /** DEPENDENCIES: row-level dependency tracking. */
  readonly dependencies: 'ENABLED' | 'DISABLED' | null;
  /** DEFAULT_COLLATION, 12.2: USING_NLS_COMP unless said otherwise. */
  readonly defaultCollation: string | null;
  /** EXTERNAL, 12.2. */
  readonly external: YesNo | null;
  /** HYBRID, 19c. */
  readonly hybrid: YesNo | null;
  /** TABLESPACE_NAME; null for partitioned, temporary and index-organized tables. */
  readonly tablespaceName: string | null;
  readonly pctFree: number | null;
  readonly iniTrans: number | null;
  readonly logging: YesNo | null;
  readonly compression: 'ENABLED' | 'DISABLED' | null;
  /** COMPRESS_FOR: BASIC, ADVANCED (12c; OLTP before), QUERY LOW, …. */
  readonly compressFor: string | null;
  /** CACHE, trimmed. */
  readonly cache: 'Y' | 'N' | null;
  /** RESULT_CACHE: DEFAULT, FORCE, MANUAL. */
  readonly resultCache: string | null;
  /** DEGREE, trimmed: `1`, `4`, `DEFAULT`. */
  readonly degree: string | null;
  /** For an index-organized table: whether another ALL_TABLES row has IOT_TYPE IOT_OVERFLOW and IOT_NAME of this one. */
  readonly hasOverflow: boolean;
  /** TABLESPACE_NAME of that row. */
  readonly overflowTablespace: string | null;
  /** The same with IOT_MAPPING. */
  readonly hasMapping: boolean;
}

/** ALL_TAB_COLS. */
export interface OracleColumnRow {
  readonly columnName: string;
  /** DATA_TYPE: `VARCHAR2`, `TIMESTAMP(6) WITH TIME ZONE`, `INTERVAL DAY(2) TO SECOND(6)`, `XMLTYPE`, …. */
  readonly dataType: string;
  /** DATA_TYPE_OWNER: null for built-in types; SYS or PUBLIC for XMLTYPE and ANYDATA. */
  readonly dataTypeOwner: string | null;
  /** DATA_TYPE_MOD: REF, or null. */
  readonly dataTypeMod: string | null;
  /** DATA_LENGTH, in bytes. */
  readonly dataLength: number;
  readonly dataPrecision: number | null;
  readonly dataScale: number | null;
  readonly nullable: 'Y' | 'N';
  /** COLUMN_ID: null for hidden (INVISIBLE included) columns. */
  readonly columnId: number | null;
  readonly internalColumnId: number;
  /** DATA_DEFAULT (LONG): the default's text as it was written, trailing blanks and all, or a virtual column's expression. */
  readonly dataDefault: string | null;
  /** CHAR_LENGTH: in characters, for CHAR, VARCHAR2, NCHAR, NVARCHAR2. */
  readonly charLength: number | null;
  /** CHAR_USED: B or C; null for other types. NCHAR types have C. */
  readonly charUsed: 'B' | 'C' | null;
  readonly hiddenColumn: YesNo;
  readonly virtualColumn: YesNo;
  /** USER_GENERATED, 12.2: NO for columns that the server made; null before. */
  readonly userGenerated: YesNo | null;
  /** DEFAULT_ON_NULL, 12.1. */
  readonly defaultOnNull: YesNo | null;
  /** DEFAULT_ON_NULL_UPD, 23ai: whether it holds for updates too. */
  readonly defaultOnNullUpdate: YesNo | null;
  /** IDENTITY_COLUMN, 12.1. */
  readonly identityColumn: YesNo | null;
  /** COLLATION, 12.2: null for types without one. */
  readonly collation: string | null;
  /** EVALUATION_EDITION, 12.1, of virtual columns. */
  readonly evaluationEdition: string | null;
  /** DOMAIN_OWNER, DOMAIN_NAME, 23ai. */
  readonly domainOwner: string | null;
  readonly domainName: string | null;
  /** VECTOR_INFO, 23ai: `VECTOR(1024, FLOAT32, DENSE)`; null for other types. */
  readonly vectorInfo: string | null;
}

/** ALL_COL_COMMENTS. */
export interface OracleColumnCommentRow {
  readonly columnName: string;
  readonly comments: string;
}

/** ALL_TAB_IDENTITY_COLS. */
export interface OracleIdentityRow {
  readonly columnName: string;
  readonly generationType: 'ALWAYS' | 'BY DEFAULT';
  readonly sequenceName: string | null;
  /** IDENTITY_OPTIONS: `START WITH: 1, INCREMENT BY: 1, MAX_VALUE: 9999999999999999999999999999, MIN_VALUE: 1, CYCLE_FLAG: N, CACHE_SIZE: 20, ORDER_FLAG: N, …`. */
  readonly identityOptions: string;
}

/** ALL_CONSTRAINTS. */
export interface OracleConstraintRow {
  readonly constraintName: string;
  /** C check (NOT NULL too), P primary key, U unique, R foreign key, F with a REF column, S supplemental logging, …. */
  readonly constraintType: string;
  /** SEARCH_CONDITION (LONG): a check's text; a NOT NULL has `"COLUMN" IS NOT NULL`. */
  readonly searchCondition: string | null;
  /** DELETE_RULE of a foreign key. */
  readonly deleteRule: 'CASCADE' | 'SET NULL' | 'NO ACTION' | null;
  readonly status: 'ENABLED' | 'DISABLED';
  readonly deferrable: 'DEFERRABLE' | 'NOT DEFERRABLE';
  readonly deferred: 'DEFERRED' | 'IMMEDIATE';
  readonly validated: 'VALIDATED' | 'NOT VALIDATED';
  /** GENERATED: whether the server chose the name. */
  readonly generated: 'GENERATED NAME' | 'USER NAME';
  readonly rely: 'RELY' | null;
  /** INDEX_OWNER (null: the table's), INDEX_NAME of primary and unique keys; null while disabled, and on OceanBase. */
  readonly indexOwner: string | null;
  readonly indexName: string | null;
  /** PRECHECK, 23ai: PRECHECK, NOPRECHECK; null otherwise. */
  readonly precheck: string | null;
  /** ALL_CONS_COLUMNS in the order of POSITION (a check's have none). */
  readonly columns: readonly string[];
  /** What R_OWNER and R_CONSTRAINT_NAME lead to; null for other constraints, and when the account can't see it. */
  readonly referenced: OracleReferencedKey | null;
}

/** The key that a foreign key refers to: ALL_CONSTRAINTS and ALL_CONS_COLUMNS of R_OWNER.R_CONSTRAINT_NAME. */
export interface OracleReferencedKey {
  readonly table: TableName;
  readonly constraintName: string;
  readonly columns: readonly string[];
}

/** ALL_INDEXES. */
export interface OracleIndexRow {
  readonly owner: string;
  readonly indexName: string;
  /** INDEX_TYPE: NORMAL, NORMAL/REV, BITMAP, FUNCTION-BASED NORMAL, FUNCTION-BASED BITMAP, IOT - TOP, LOB, DOMAIN, CLUSTER, …. */
  readonly indexType: string;
  readonly uniqueness: 'UNIQUE' | 'NONUNIQUE';
  /** COMPRESSION: DISABLED, ENABLED (prefix), ADVANCED LOW, ADVANCED HIGH. */
  readonly compression: string | null;
  /** PREFIX_LENGTH of a compressed key. */
  readonly prefixLength: number | null;
  readonly visibility: 'VISIBLE' | 'INVISIBLE' | null;
  /** STATUS: VALID, UNUSABLE; N/A when partitioned. */
  readonly status: string | null;
  /** GENERATED: Y when the server chose the name. */
  readonly generated: 'Y' | 'N';
  readonly partitioned: YesNo;
  /** JOIN_INDEX */
  readonly joinIndex: YesNo | null;
  /** INDEXING, 12.1: FULL, PARTIAL. */
  readonly indexing: 'FULL' | 'PARTIAL' | null;
  /** ITYP_OWNER, ITYP_NAME, PARAMETERS of a domain index. */
  readonly itypName: string | null;
  /** PCT_THRESHOLD, INCLUDE_COLUMN of an index-organized table's own index (INCLUDE_COLUMN is a COLUMN_ID). */
  readonly pctThreshold: number | null;
  readonly includeColumn: number | null;
  readonly tablespaceName: string | null;
  readonly pctFree: number | null;
  readonly iniTrans: number | null;
  readonly logging: YesNo | null;
  readonly degree: string | null;
  /** ALL_IND_COLUMNS with ALL_IND_EXPRESSIONS of the same position, in order. */
  readonly columns: readonly OracleIndexColumnRow[];
  /** ALL_PART_INDEXES; null when the index is not partitioned. */
  readonly partitioning: OracleIndexPartitioningRow | null;
}

/** ALL_IND_COLUMNS, and ALL_IND_EXPRESSIONS where it has a row for the position. */
export interface OracleIndexColumnRow {
  readonly columnPosition: number;
  /** COLUMN_NAME: SYS_NC00005$ for an expression and for a descending column. */
  readonly columnName: string;
  readonly descend: 'ASC' | 'DESC';
  /** COLUMN_EXPRESSION (LONG): `UPPER("NAME")`; of a descending column its quoted name. */
  readonly columnExpression: string | null;
}

/** ALL_PART_INDEXES with ALL_PART_KEY_COLUMNS and ALL_IND_PARTITIONS of the index. */
export interface OracleIndexPartitioningRow {
  readonly locality: 'LOCAL' | 'GLOBAL';
  readonly partitioningType: string;
  /** ALL_PART_KEY_COLUMNS (OBJECT_TYPE INDEX), in order. */
  readonly columns: readonly string[];
  /** ALL_IND_PARTITIONS; HIGH_VALUE as in tables. */
  readonly partitions: readonly {
    readonly partitionName: string;
    readonly partitionPosition: number;
    readonly highValue: string | null;
    readonly tablespaceName: string | null;
  }[];
}

/** ALL_LOBS. */
export interface OracleLobRow {
  /** COLUMN_NAME: hidden (SYS_NC…$) for the storage of XMLTYPE. */
  readonly columnName: string;
  readonly securefile: YesNo | null;
  readonly inRow: YesNo | null;
  readonly chunk: number | null;
  /** CACHE: YES, NO, CACHEREADS. */
  readonly cache: string | null;
  /** LOGGING: YES, NO, NONE. */
  readonly logging: string | null;
  /** COMPRESSION: NO, LOW, MEDIUM, HIGH, NONE (basicfile). */
  readonly compression: string | null;
  /** DEDUPLICATION: NO, LOB, NONE (basicfile). */
  readonly deduplication: string | null;
  /** ENCRYPT: NO, YES, NONE (basicfile). */
  readonly encrypt: string | null;
  readonly tablespaceName: string | null;
}

/** ALL_XML_TAB_COLS. */
export interface OracleXmlColumnRow {
  readonly columnName: string;
  /** STORAGE_TYPE: BINARY, CLOB, OBJECT-RELATIONAL, TRANSPORTABLE BINARY (23ai). */
  readonly storageType: string;
  /** XMLSCHEMA: null without one. */
  readonly xmlSchema: string | null;
}

/** ALL_PART_TABLES, with the key columns of ALL_PART_KEY_COLUMNS and ALL_SUBPART_KEY_COLUMNS in their order. */
export interface OraclePartitioningRow extends OracleInmemoryColumns {
  /** RANGE, LIST, HASH, REFERENCE, SYSTEM, …. */
  readonly partitioningType: string;
  /** NONE, RANGE, LIST, HASH. */
  readonly subpartitioningType: string;
  readonly columns: readonly string[];
  readonly subpartitionColumns: readonly string[];
  /** INTERVAL: the expression, `NUMTOYMINTERVAL(1,'MONTH')`; null without. */
  readonly interval: string | null;
  /** INTERVAL_SUBPARTITION, 12.2. */
  readonly intervalSubpartition: string | null;
  /** AUTOLIST, 12.2. */
  readonly autolist: YesNo | null;
  readonly autolistSubpartition: YesNo | null;
  /** REF_PTN_CONSTRAINT_NAME */
  readonly refPtnConstraintName: string | null;
  readonly defSubpartitionCount: number | null;
  readonly defTablespaceName: string | null;
  /** DEF_COMPRESSION, DEF_COMPRESS_FOR, DEF_LOGGING as in ALL_TABLES (ENABLED, DISABLED, NONE; YES, NO, NONE). */
  readonly defCompression: string | null;
  readonly defCompressFor: string | null;
  readonly defLogging: string | null;
  /** DEF_INDEXING, 12.1: ON, OFF. */
  readonly defIndexing: 'ON' | 'OFF' | null;
}

/** ALL_TAB_PARTITIONS. */
export interface OraclePartitionRow extends OracleInmemoryColumns {
  readonly partitionName: string;
  readonly partitionPosition: number;
  /** HIGH_VALUE (LONG): `100`, `TO_DATE(' 2024-01-01 00:00:00', …)`, `1, 2`, `MAXVALUE`, `DEFAULT`; null for HASH. */
  readonly highValue: string | null;
  /** INTERVAL: YES for partitions that the server made from the interval. */
  readonly interval: YesNo | null;
  readonly tablespaceName: string | null;
  readonly compression: string | null;
  readonly compressFor: string | null;
  readonly logging: string | null;
  /** READ_ONLY, 12.2. */
  readonly readOnly: YesNo | 'NONE' | null;
  /** INDEXING, 12.1: ON, OFF. */
  readonly indexing: 'ON' | 'OFF' | null;
}

/** ALL_TAB_SUBPARTITIONS. */
export interface OracleSubpartitionRow extends OracleInmemoryColumns {
  readonly partitionName: string;
  readonly subpartitionName: string;
  readonly subpartitionPosition: number;
  readonly highValue: string | null;
  readonly interval: YesNo | null;
  readonly tablespaceName: string | null;
  readonly compression: string | null;
  readonly compressFor: string | null;
}

/** ALL_SUBPARTITION_TEMPLATES. */
export interface OracleSubpartitionTemplateRow {
  readonly subpartitionName: string;
  readonly subpartitionPosition: number;
  /** HIGH_BOUND */
  readonly highBound: string | null;
  readonly tablespaceName: string | null;
}
