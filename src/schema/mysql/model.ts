/**
 * What a table of the MySQL family is: everything that `SHOW CREATE TABLE` of MySQL 5.6–9.x, MariaDB 10.x–11.x and
 * OceanBase 4.x (MySQL mode) can say.
 *
 * The model is *as written*: it keeps what the server printed and leaves out what the server left out, so that printing
 * it gives the server's text again. What the omissions mean (a column's effective collation, say) is worked out by
 * `normalise.ts`, and only normalised models are compared.
 */
import type { TableName } from '../tableName.ts';

export interface MysqlTable {
  readonly name: TableName;
  readonly columns: readonly Column[];
  readonly primaryKey: Index | null;
  /** Every other key, in the order the server prints them; the order carries no meaning. */
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Table-level checks. MariaDB's column-level ones are in `Column.check`. */
  readonly checks: readonly Check[];
  /** MariaDB: `PERIOD FOR SYSTEM_TIME (a, b)` and application periods. */
  readonly periods: readonly Period[];
  /** MariaDB `WITH SYSTEM VERSIONING`. */
  readonly systemVersioned: boolean;
  /** In the order they were printed, without AUTO_INCREMENT. */
  readonly options: readonly TableOption[];
  /** `AUTO_INCREMENT=n`: a fact about the rows, not about the structure; never compared, never copied (O-22, P-09). */
  readonly autoIncrementNext: string | null;
  readonly partitioning: Partitioning | null;
}

// ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** `CHARACTER SET x` as written; after normalisation the effective one for every character type, else null. */
  readonly charset: string | null;
  /** `COLLATE x` as written; after normalisation the effective one for every character type, else null. */
  readonly collation: string | null;
  readonly nullable: boolean;
  readonly default: ColumnDefault;
  /** `ON UPDATE CURRENT_TIMESTAMP(n)`: n, 0 without brackets; null when there is none. */
  readonly onUpdateNow: number | null;
  readonly autoIncrement: boolean;
  readonly generated: Generated | null;
  readonly invisible: boolean;
  /** MySQL 8 `SRID n`, MariaDB `REF_SYSTEM_ID=n`. */
  readonly srid: number | null;
  readonly comment: string | null;
  /** MariaDB `COMPRESSED[=zlib]`, Percona and MySQL `COLUMN_FORMAT COMPRESSED`: the words as written. */
  readonly compressed: string | null;
  /** `COLUMN_FORMAT FIXED|DYNAMIC|…` */
  readonly columnFormat: string | null;
  /** `STORAGE DISK|MEMORY` */
  readonly storage: string | null;
  /** MariaDB's column-level `CHECK (expression)`, which belongs to this column. */
  readonly check: Expression | null;
  /** MariaDB `WITHOUT SYSTEM VERSIONING`. */
  readonly withoutSystemVersioning: boolean;
  /** Further attributes with a value: ENGINE_ATTRIBUTE, SECONDARY_ENGINE_ATTRIBUTE, OceanBase's SKIP_INDEX, …; and
   *  MariaDB's engine-defined ones (`name`=value). In the order they were printed. */
  readonly attributes: readonly Attribute[];
}

export interface ColumnType {
  /** Lower case, as the server prints it: int, varchar, double, datetime, json, uuid, vector, geometry, …; OceanBase's
   *  nested types with their elements: `array(INT)`. */
  readonly name: string;
  /** Display width, length, precision; or fractional seconds precision. */
  readonly length: number | null;
  readonly scale: number | null;
  /** The decoded members of an enum or set, in order. */
  readonly members: readonly string[] | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;
}

export type ColumnDefault =
  | { readonly kind: 'none' }
  | { readonly kind: 'null' }
  /** A quoted string, decoded. */
  | { readonly kind: 'string'; readonly value: string }
  /** Any other literal exactly as written: 5, -1.5e3, b'101', 0x61, x'61', TRUE, _binary '…'. */
  | { readonly kind: 'literal'; readonly text: string }
  /** CURRENT_TIMESTAMP, current_timestamp(3): precision 0 without brackets. */
  | { readonly kind: 'now'; readonly precision: number }
  /** As printed, with brackets where the server prints them: MySQL always, MariaDB only where its syntax needs them. */
  | { readonly kind: 'expression'; readonly expression: Expression };

/**
 * An expression as the server prints it; without the outer brackets in CHECK (…), AS (…) and partition functions, where
 * the syntax demands them. It was tokenised when
 * it was read: brackets balance, and it holds no comment, no semicolon and no unterminated quote.
 */
export interface Expression {
  readonly text: string;
}

export interface Generated {
  readonly as:
    | { readonly kind: 'expression'; readonly expression: Expression }
    | { readonly kind: 'row-start' | 'row-end' };
  /** VIRTUAL, STORED or PERSISTENT; null for MariaDB's ROW START / ROW END. */
  readonly storage: 'VIRTUAL' | 'STORED' | 'PERSISTENT' | null;
}

// ── keys and constraints ─────────────────────────────────────────────────────────────────────────────────────────────

export type IndexKind = 'primary' | 'unique' | 'plain' | 'fulltext' | 'spatial' | 'vector';

export interface Index {
  /** PRIMARY for the primary key. */
  readonly name: string;
  readonly kind: IndexKind;
  readonly parts: readonly IndexPart[];
  /** USING BTREE | HASH | RTREE as written. */
  readonly using: string | null;
  readonly keyBlockSize: number | null;
  /** FULLTEXT … WITH PARSER name. */
  readonly parser: string | null;
  readonly comment: string | null;
  /** MySQL INVISIBLE, MariaDB IGNORED. */
  readonly visibility: 'visible' | 'invisible' | 'ignored';
  /** MariaDB CLUSTERING=YES. */
  readonly clustering: boolean;
  /** OceanBase LOCAL | GLOBAL. */
  readonly scope: 'LOCAL' | 'GLOBAL' | null;
  /** OceanBase STORING (columns). */
  readonly storing: readonly string[];
  /** OceanBase: a global index has partitions of its own. */
  readonly partitioning: Partitioning | null;
  /** Further attributes: ENGINE_ATTRIBUTE, MariaDB's engine-defined ones (VECTOR's M=…, DISTANCE=…), OceanBase's BLOCK_SIZE, column groups, … */
  readonly attributes: readonly Attribute[];
}

export interface IndexPart {
  /** An expression is as printed: with its brackets, which OceanBase leaves out round functions. */
  readonly key:
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'expression'; readonly expression: Expression };
  /** Prefix length in characters or bytes, as written. */
  readonly length: number | null;
  readonly direction: 'ASC' | 'DESC' | null;
  /** MariaDB: the last part of a key over an application period. */
  readonly withoutOverlaps: boolean;
}

export type ReferenceAction = 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'NO ACTION';

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  /** `database` is the child's own one when the text names none; `qualified` tells whether it was written. */
  readonly referenced: TableName;
  readonly qualified: boolean;
  readonly referencedColumns: readonly string[];
  readonly match: 'FULL' | 'PARTIAL' | 'SIMPLE' | null;
  readonly onDelete: ReferenceAction | null;
  readonly onUpdate: ReferenceAction | null;
}

export interface Check {
  /** null when the server prints none. */
  readonly name: string | null;
  readonly expression: Expression;
  readonly enforced: boolean;
}

export interface Period {
  /** SYSTEM_TIME or the application period's name. */
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

// ── table options ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface TableOption {
  /** Upper case, one space between words: ENGINE, DEFAULT CHARSET, COLLATE, ROW_FORMAT, TABLEGROUP, PRIMARY_ZONE, …; as
   *  written when `quotedName`. */
  readonly name: string;
  readonly value: AttributeValue;
  /** MariaDB's engine-defined ones, which are quoted names: `` `page_compressed`=1 ``. Left out otherwise. */
  readonly quotedName?: true;
}

export interface Attribute {
  /** Upper case for keywords; exactly as written when `quotedName`. */
  readonly name: string;
  readonly quotedName: boolean;
  readonly value: AttributeValue;
}

export type AttributeValue =
  | { readonly kind: 'none' }
  /** A bare word or number, as written. */
  | { readonly kind: 'word'; readonly text: string }
  /** A quoted string, decoded. */
  | { readonly kind: 'string'; readonly value: string }
  /** A quoted identifier, decoded. */
  | { readonly kind: 'identifier'; readonly name: string }
  /** A bracketed list, its text without the outer brackets, tokenised like an expression. */
  | { readonly kind: 'list'; readonly text: string };

// ── partitions ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Partitioning {
  readonly by: PartitionFunction;
  /** `PARTITIONS n`, when partitions are counted instead of listed, or as MariaDB's SYSTEM_TIME … PARTITIONS n. */
  readonly count: number | null;
  readonly subpartitionBy: (PartitionFunction & { readonly count: number | null }) | null;
  /** OceanBase `SUBPARTITION TEMPLATE (…)`; null when the text has none. */
  readonly template: readonly Partition[] | null;
  /** null when only a count was written. */
  readonly partitions: readonly Partition[] | null;
}

export interface PartitionFunction {
  readonly method: 'RANGE' | 'RANGE COLUMNS' | 'LIST' | 'LIST COLUMNS' | 'HASH' | 'KEY' | 'SYSTEM_TIME';
  readonly linear: boolean;
  /** `KEY ALGORITHM = 1 | 2`. */
  readonly algorithm: number | null;
  /** The expression of RANGE, LIST, HASH; null for the column methods and SYSTEM_TIME. */
  readonly expression: Expression | null;
  /** The columns of RANGE COLUMNS, LIST COLUMNS and KEY. */
  readonly columns: readonly string[];
  /** SYSTEM_TIME: `INTERVAL 1 DAY STARTS …`, `LIMIT 1000`, `AUTO`: tokenised text, in order; OceanBase's AUTO likewise. */
  readonly clauses: string | null;
}

export interface Partition {
  readonly name: string;
  readonly values: PartitionValues | null;
  /** ENGINE, COMMENT, DATA DIRECTORY, TABLESPACE, …, in the order printed. */
  readonly options: readonly TableOption[];
  readonly subpartitions: readonly Partition[] | null;
}

export type PartitionValues =
  /** One text per column; MAXVALUE stands as itself. `bare` = LESS THAN MAXVALUE without brackets. */
  | { readonly kind: 'less-than'; readonly items: readonly string[]; readonly bare: boolean }
  /** One text per value (a bracketed tuple for several columns); `bare` = LIST's DEFAULT without brackets. */
  | { readonly kind: 'in'; readonly items: readonly string[]; readonly bare: boolean }
  | { readonly kind: 'history' }
  | { readonly kind: 'current' };
