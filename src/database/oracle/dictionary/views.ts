/**
 * The dictionary views that a table is read from, with the columns that are read (Database Reference, Static Data
 * Dictionary Views). Names without the prefix ALL_ or DBA_.
 */

export interface DictionaryView {
  readonly name: string;
  /** What it had in 12.1. */
  readonly columns: readonly string[];
  /** What came later; where a version lacks one, it is null. */
  readonly newer?: readonly string[];
  /** Whether both 12.1 and OceanBase have it. */
  readonly isOld: boolean;
  /** For a view that exists with one prefix only. */
  readonly prefix?: 'ALL' | 'DBA';
}

const old = (name: string, columns: string, newer = ''): DictionaryView => ({
  name,
  columns: columns.split(' '),
  newer: newer === '' ? [] : newer.split(' '),
  isOld: true,
});

/** Came with 12.1.0.2. */
function inmemory(prefix: '' | 'DEF_'): string {
  return ['', '_COMPRESSION', '_PRIORITY', '_DISTRIBUTE', '_DUPLICATE']
    .map((end) => `${prefix}INMEMORY${end}`)
    .join(' ');
}

export const tables = old(
  'TABLES',
  'OWNER TABLE_NAME CLUSTER_NAME IOT_NAME IOT_TYPE TEMPORARY DURATION PARTITIONED NESTED READ_ONLY ROW_MOVEMENT DEPENDENCIES TABLESPACE_NAME PCT_FREE INI_TRANS LOGGING COMPRESSION COMPRESS_FOR CACHE RESULT_CACHE DEGREE',
  `DEFAULT_COLLATION EXTERNAL HYBRID SHARDED DUPLICATED NUM_ROWS ${inmemory('')}`,
);

export const columns = old(
  'TAB_COLS',
  'OWNER TABLE_NAME COLUMN_NAME DATA_TYPE DATA_TYPE_OWNER DATA_TYPE_MOD DATA_LENGTH DATA_PRECISION DATA_SCALE NULLABLE COLUMN_ID INTERNAL_COLUMN_ID DATA_DEFAULT CHAR_LENGTH CHAR_USED HIDDEN_COLUMN VIRTUAL_COLUMN DEFAULT_ON_NULL IDENTITY_COLUMN EVALUATION_EDITION',
  'USER_GENERATED DEFAULT_ON_NULL_UPD COLLATION DOMAIN_OWNER DOMAIN_NAME VECTOR_INFO',
);

export const tableComments = old('TAB_COMMENTS', 'OWNER TABLE_NAME COMMENTS');
export const columnComments = old('COL_COMMENTS', 'OWNER TABLE_NAME COLUMN_NAME COMMENTS');
export const identities = old(
  'TAB_IDENTITY_COLS',
  'OWNER TABLE_NAME COLUMN_NAME GENERATION_TYPE IDENTITY_OPTIONS',
  'SEQUENCE_NAME',
);

export const constraints = old(
  'CONSTRAINTS',
  'OWNER TABLE_NAME CONSTRAINT_NAME CONSTRAINT_TYPE SEARCH_CONDITION DELETE_RULE STATUS DEFERRABLE DEFERRED VALIDATED GENERATED RELY INDEX_OWNER INDEX_NAME R_OWNER R_CONSTRAINT_NAME',
  'PRECHECK',
);
export const constraintColumns = old('CONS_COLUMNS', 'OWNER CONSTRAINT_NAME TABLE_NAME COLUMN_NAME POSITION');

export const indexes = old(
  'INDEXES',
  'OWNER INDEX_NAME INDEX_TYPE TABLE_OWNER TABLE_NAME UNIQUENESS COMPRESSION PREFIX_LENGTH VISIBILITY STATUS GENERATED PARTITIONED JOIN_INDEX ITYP_NAME PCT_THRESHOLD INCLUDE_COLUMN TABLESPACE_NAME PCT_FREE INI_TRANS LOGGING DEGREE',
  'INDEXING',
);
export const indexColumns = old(
  'IND_COLUMNS',
  'INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_NAME COLUMN_POSITION DESCEND',
);
export const indexExpressions = old(
  'IND_EXPRESSIONS',
  'INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_EXPRESSION COLUMN_POSITION',
);
export const indexPartitioning = old(
  'PART_INDEXES',
  'OWNER INDEX_NAME TABLE_NAME LOCALITY PARTITIONING_TYPE',
);
export const indexPartitions = old(
  'IND_PARTITIONS',
  'INDEX_OWNER INDEX_NAME PARTITION_NAME PARTITION_POSITION HIGH_VALUE TABLESPACE_NAME',
);

export const lobs: DictionaryView = {
  ...old(
    'LOBS',
    'OWNER TABLE_NAME COLUMN_NAME SECUREFILE IN_ROW CHUNK CACHE LOGGING COMPRESSION DEDUPLICATION ENCRYPT TABLESPACE_NAME',
  ),
  isOld: false,
};
export const xmlColumns: DictionaryView = {
  ...old('XML_TAB_COLS', 'OWNER TABLE_NAME COLUMN_NAME STORAGE_TYPE XMLSCHEMA'),
  isOld: false,
};

export const partitioning = old(
  'PART_TABLES',
  'OWNER TABLE_NAME PARTITIONING_TYPE SUBPARTITIONING_TYPE INTERVAL REF_PTN_CONSTRAINT_NAME DEF_SUBPARTITION_COUNT DEF_TABLESPACE_NAME DEF_COMPRESSION DEF_COMPRESS_FOR DEF_LOGGING',
  `INTERVAL_SUBPARTITION AUTOLIST AUTOLIST_SUBPARTITION DEF_INDEXING ${inmemory('DEF_')}`,
);
export const partitionKeys = old('PART_KEY_COLUMNS', 'OWNER NAME OBJECT_TYPE COLUMN_NAME COLUMN_POSITION');
export const subpartitionKeys = old(
  'SUBPART_KEY_COLUMNS',
  'OWNER NAME OBJECT_TYPE COLUMN_NAME COLUMN_POSITION',
);
export const partitions = old(
  'TAB_PARTITIONS',
  'TABLE_OWNER TABLE_NAME PARTITION_NAME PARTITION_POSITION HIGH_VALUE INTERVAL TABLESPACE_NAME COMPRESSION COMPRESS_FOR LOGGING',
  `READ_ONLY INDEXING ${inmemory('')}`,
);
export const subpartitions = old(
  'TAB_SUBPARTITIONS',
  'TABLE_OWNER TABLE_NAME PARTITION_NAME SUBPARTITION_NAME SUBPARTITION_POSITION HIGH_VALUE TABLESPACE_NAME',
  // OceanBase may lack what is said of compression.
  `INTERVAL COMPRESSION COMPRESS_FOR ${inmemory('')}`,
);
export const subpartitionTemplates = old(
  'SUBPARTITION_TEMPLATES',
  'USER_NAME TABLE_NAME SUBPARTITION_NAME SUBPARTITION_POSITION HIGH_BOUND TABLESPACE_NAME',
);

/** What stands in a schema besides tables, and what some tables are only parts of. */
export const objects = old('OBJECTS', 'OWNER OBJECT_NAME OBJECT_TYPE', 'SECONDARY');
export const triggers = old('TRIGGERS', 'OWNER TRIGGER_NAME TABLE_OWNER TABLE_NAME');
export const users = old('USERS', 'USERNAME', 'ORACLE_MAINTAINED');
export const segments: DictionaryView = {
  name: 'SEGMENTS',
  columns: ['OWNER', 'SEGMENT_NAME', 'BYTES'],
  isOld: false,
  prefix: 'DBA',
};

/** A view that gives a table a role which nobody models (OracleRole): its owner's and the table's column. */
export interface RoleView extends DictionaryView {
  readonly role: RoleName;
}

export type RoleName =
  | 'external table'
  | 'materialized view'
  | 'materialized view log'
  | 'object table'
  | 'XMLType table'
  | 'queue table'
  | 'blockchain table'
  | 'immutable table'
  | 'nested table'
  | 'attribute clustering'
  | 'encrypted columns'
  | 'redaction or row security policy'
  | 'flashback archive'
  | 'annotations';

const role = (name: string, columnsOfKey: string, roleName: RoleName, prefix?: 'ALL' | 'DBA'): RoleView => ({
  name,
  columns: columnsOfKey.split(' '),
  isOld: false,
  role: roleName,
  ...(prefix === undefined ? {} : { prefix }),
});

export const roleViews: readonly RoleView[] = [
  role('EXTERNAL_TABLES', 'OWNER TABLE_NAME', 'external table'),
  role('MVIEWS', 'OWNER CONTAINER_NAME', 'materialized view'),
  role('MVIEW_LOGS', 'LOG_OWNER LOG_TABLE', 'materialized view log'),
  role('OBJECT_TABLES', 'OWNER TABLE_NAME', 'object table'),
  role('XML_TABLES', 'OWNER TABLE_NAME', 'XMLType table'),
  role('QUEUE_TABLES', 'OWNER QUEUE_TABLE', 'queue table'),
  role('BLOCKCHAIN_TABLES', 'SCHEMA_NAME TABLE_NAME', 'blockchain table'),
  role('IMMUTABLE_TABLES', 'SCHEMA_NAME TABLE_NAME', 'immutable table'),
  role('NESTED_TABLES', 'OWNER TABLE_NAME', 'nested table'),
  role('CLUSTERING_TABLES', 'OWNER TABLE_NAME', 'attribute clustering'),
  role('ENCRYPTED_COLUMNS', 'OWNER TABLE_NAME', 'encrypted columns'),
  role('POLICIES', 'OBJECT_OWNER OBJECT_NAME', 'redaction or row security policy'),
  role('FLASHBACK_ARCHIVE_TABLES', 'OWNER_NAME TABLE_NAME', 'flashback archive', 'DBA'),
  role('ANNOTATIONS_USAGE', 'OBJECT_OWNER OBJECT_NAME', 'annotations'),
];

/** Everything that the catalogue is asked about. */
export const allViews: readonly DictionaryView[] = [
  tables,
  columns,
  tableComments,
  columnComments,
  identities,
  constraints,
  constraintColumns,
  indexes,
  indexColumns,
  indexExpressions,
  indexPartitioning,
  indexPartitions,
  lobs,
  xmlColumns,
  partitioning,
  partitionKeys,
  subpartitionKeys,
  partitions,
  subpartitions,
  subpartitionTemplates,
  objects,
  triggers,
  users,
  segments,
  ...roleViews,
];
