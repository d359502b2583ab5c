/** What a table of the Oracle family is, as plain data: normalised, names unquoted, expressions tokenised. */
import type { TableModel } from '../tableModel.ts';
import type { TableName } from '../tableName.ts';

export interface OracleTable extends TableModel {
  /** Visible columns in their order, then the invisible ones by name: those have no place. */
  readonly columns: readonly Column[];
  readonly primaryKey: UniqueKey | null;
  readonly uniqueKeys: readonly UniqueKey[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  /** Without those that serve a primary or unique key. */
  readonly indexes: readonly Index[];
  readonly partitioning: Partitioning | null;
  readonly comment: string | null;
  /** ON COMMIT of a global temporary table; null for other tables. */
  readonly temporary: 'DELETE ROWS' | 'PRESERVE ROWS' | null;
  /** Not null for an index-organized table. */
  readonly organization: IndexOrganization | null;
  readonly options: TableOptions;
  /** A state and no structure: copied to no shadow, but in the way of changing one. */
  readonly isReadOnly: boolean;
}

/** Text of the server that was tokenised and written anew. */
export interface Expression {
  readonly text: string;
  /** The same with column names unquoted where that means the same; two expressions with one key are one expression. */
  readonly key: string;
}

// ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** null for types without one and where it is not said (before 12.2, OceanBase). */
  readonly collation: string | null;
  readonly isInvisible: boolean;
  readonly default: ColumnDefault | null;
  readonly identity: Identity | null;
  /** The expression of a virtual column. */
  readonly virtual: Expression | null;
  readonly notNull: NotNull | null;
  readonly comment: string | null;
  readonly lob: LobStorage | null;
  /** How an XMLTYPE column is kept; null for others. */
  readonly xml: 'BINARY XML' | 'CLOB' | null;
}

export type ColumnType =
  | {
      readonly kind: 'character';
      readonly name: 'CHAR' | 'VARCHAR2';
      readonly length: number;
      readonly unit: 'BYTE' | 'CHAR';
    }
  | { readonly kind: 'national'; readonly name: 'NCHAR' | 'NVARCHAR2'; readonly length: number }
  /** Both null: NUMBER; only the precision null: NUMBER(*,scale). */
  | { readonly kind: 'number'; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: 'float'; readonly precision: number }
  | { readonly kind: 'raw'; readonly length: number }
  | { readonly kind: 'urowid'; readonly length: number }
  | {
      readonly kind: 'timestamp';
      readonly fraction: number;
      readonly zone: '' | ' WITH TIME ZONE' | ' WITH LOCAL TIME ZONE';
    }
  | { readonly kind: 'year-month'; readonly digits: number }
  | { readonly kind: 'day-second'; readonly digits: number; readonly fraction: number }
  /** `VECTOR(1024, FLOAT32)`: its arguments. */
  | { readonly kind: 'vector'; readonly text: string }
  | { readonly kind: 'plain'; readonly name: PlainType };

export type PlainType =
  | 'DATE'
  | 'BINARY_FLOAT'
  | 'BINARY_DOUBLE'
  | 'CLOB'
  | 'NCLOB'
  | 'BLOB'
  | 'BFILE'
  | 'LONG'
  | 'LONG RAW'
  | 'ROWID'
  | 'JSON'
  | 'BOOLEAN'
  | 'XMLTYPE';

export interface ColumnDefault {
  readonly expression: Expression;
  /** DEFAULT ON NULL: for inserts (12.1), or for updates too (23ai). */
  readonly onNull: 'INSERT' | 'INSERT AND UPDATE' | null;
}

export interface Identity {
  readonly generation: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL';
  readonly startWith: string;
  readonly incrementBy: string;
  /** null: NOMAXVALUE, NOMINVALUE. */
  readonly maxValue: string | null;
  readonly minValue: string | null;
  readonly isCycle: boolean;
  /** null: NOCACHE. */
  readonly cache: string | null;
  readonly isOrdered: boolean;
}

/** Names of constraints are null where the server chooses one. */
export interface NotNull {
  readonly name: string | null;
  readonly state: ConstraintState;
}

export interface LobStorage {
  readonly isSecurefile: boolean;
  /** null where the server names none: of partitioned and temporary tables. */
  readonly tablespace: string | null;
  readonly isInRow: boolean;
  readonly cache: 'CACHE' | 'NOCACHE' | 'CACHE READS';
  readonly compress: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  readonly isDeduplicated: boolean;
}

// ── constraints ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ConstraintState {
  readonly deferrable: 'IMMEDIATE' | 'DEFERRED' | null;
  readonly isRely: boolean;
  readonly isEnabled: boolean;
  readonly isValidated: boolean;
}

/** What a constraint is when nothing is said. */
export const usualState: ConstraintState = {
  deferrable: null,
  isRely: false,
  isEnabled: true,
  isValidated: true,
};

export interface UniqueKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly state: ConstraintState;
  /** null for the index that the server makes by itself, and while there is none. */
  readonly index: Index | null;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly referenced: TableName;
  readonly referencedColumns: readonly string[];
  readonly onDelete: 'CASCADE' | 'SET NULL' | null;
  readonly state: ConstraintState;
}

export interface Check {
  readonly name: string;
  readonly condition: Expression;
  readonly state: ConstraintState;
}

// ── indexes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Index {
  readonly name: string;
  readonly kind: 'UNIQUE' | 'BITMAP' | null;
  readonly parts: readonly IndexPart[];
  readonly isReverse: boolean;
  readonly isInvisible: boolean;
  /** `COMPRESS 2`, `COMPRESS ADVANCED LOW`; null without. */
  readonly compress: string | null;
  /** INDEXING PARTIAL of a partitioned table's index. */
  readonly isPartial: boolean;
  readonly partitioning: IndexPartitioning | null;
}

export interface IndexPart {
  /** A column by its name, or an expression. */
  readonly key:
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'expression'; readonly expression: Expression };
  readonly isDescending: boolean;
}

export type IndexPartitioning =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'global';
      readonly method: 'RANGE' | 'HASH';
      readonly columns: readonly string[];
      /** The name is null where the server chose it. */
      readonly partitions: readonly { readonly name: string | null; readonly bound: Expression | null }[];
    };

// ── the table as a whole ─────────────────────────────────────────────────────────────────────────────────────────────

export interface IndexOrganization {
  readonly pctThreshold: number | null;
  readonly hasOverflow: boolean;
  /** null where the server names none. */
  readonly overflowTablespace: string | null;
  /** INCLUDING: the last column that stays with the key. */
  readonly including: string | null;
  readonly prefixLength: number | null;
}

/** Where and how the rows of a table, a partition or a subpartition are kept. */
export interface Storage {
  /** null where the server names none. */
  readonly tablespace: string | null;
  /** `ROW STORE COMPRESS ADVANCED`, `COLUMN STORE COMPRESS FOR QUERY HIGH`; null without. */
  readonly compress: string | null;
  /** null for parts that have no word of their own for it. */
  readonly isLogging: boolean | null;
  /** null for NO INMEMORY. */
  readonly inmemory: Inmemory | null;
}

/** Each as its clause, said in full: `MEMCOMPRESS FOR QUERY LOW`, `PRIORITY NONE`, `DISTRIBUTE AUTO`, `NO DUPLICATE`. */
export interface Inmemory {
  readonly memcompress: string;
  readonly priority: string;
  readonly distribute: string;
  readonly duplicate: string;
}

/** INMEMORY when nothing else is said (SQL Language Reference, CREATE TABLE, inmemory_attributes). */
export const usualInmemory: Inmemory = {
  memcompress: 'MEMCOMPRESS FOR QUERY LOW',
  priority: 'PRIORITY NONE',
  distribute: 'DISTRIBUTE AUTO',
  duplicate: 'NO DUPLICATE',
};

/** Of parts whose storage is told by what they consist of, or not at all. */
export const noStorage: Storage = { tablespace: null, compress: null, isLogging: null, inmemory: null };

/** The storage of a partitioned table is what partitions to come get. */
export interface TableOptions extends Storage {
  /** ENABLE ROW MOVEMENT */
  readonly rowMovement: boolean;
  /** ROWDEPENDENCIES */
  readonly rowDependencies: boolean;
  /** null for USING_NLS_COMP. */
  readonly defaultCollation: string | null;
  readonly isLogging: boolean;
  readonly isCached: boolean;
  readonly resultCache: 'FORCE' | null;
  /** `4`, `DEFAULT`; null for 1. */
  readonly parallel: string | null;
}

// ── partitions ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Partitioning {
  readonly method: 'RANGE' | 'LIST' | 'HASH' | 'REFERENCE';
  readonly columns: readonly string[];
  readonly interval: Expression | null;
  /** LIST … AUTOMATIC */
  readonly isAutomatic: boolean;
  /** The foreign key of PARTITION BY REFERENCE. */
  readonly reference: string | null;
  readonly sub: Subpartitioning | null;
  /** INDEXING OFF for partitions to come. */
  readonly isIndexingOff: boolean;
  /** Without those that the server made by itself for rows (INTERVAL, AUTOMATIC) or for the parent's (REFERENCE). */
  readonly partitions: readonly Partition[];
}

export interface Subpartitioning {
  readonly method: 'RANGE' | 'LIST' | 'HASH';
  readonly columns: readonly string[];
  readonly isAutomatic: boolean;
  readonly template: readonly SubPart[];
  /** SUBPARTITIONS n of HASH without a template; null otherwise. */
  readonly count: number | null;
}

export interface Partition extends SubPart {
  readonly subpartitions: readonly SubPart[];
  readonly isIndexingOff: boolean;
}

export interface SubPart {
  /** null where the server chose it (SYS_P41, SYS_SUBP42). */
  readonly name: string | null;
  /** What stands in VALUES LESS THAN (…) or VALUES (…); null for HASH. */
  readonly bound: Expression | null;
  /** Of a template its tablespace alone; `noStorage` for a partition with subpartitions, which have it. */
  readonly storage: Storage;
}
