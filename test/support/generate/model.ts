/**
 * The generator's own idea of a table. It knows nothing of the product's model, prints its SQL by itself (`print.ts`), and
 * may be wrong about what a server takes: what the server refuses is discarded and counted.
 */

export interface Schema {
  readonly tables: readonly Table[];
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly partitioning: Partitioning | null;
  readonly options: TableOptions;
}

export interface TableOptions {
  readonly engine: string;
  readonly charset: Charset | null;
  readonly rowFormat: string | null;
  readonly keyBlockSize: number | null;
  readonly comment: string;
  /** Further options as SQL, such as `STATS_PERSISTENT=1`. */
  readonly others: readonly string[];
}

/** `collation` null: the set's default. */
export interface Charset {
  readonly charset: string;
  readonly collation: string | null;
}

export type Family =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'bit'
  | 'char'
  | 'text'
  | 'binary'
  | 'blob'
  | 'enum'
  | 'date'
  | 'time'
  | 'moment'
  | 'year'
  | 'json'
  | 'geometry'
  | 'network'
  | 'vector';

export interface ColumnType {
  readonly family: Family;
  readonly name: string;
  readonly length: number | null;
  readonly scale: number | null;
  readonly members: readonly string[] | null;
  readonly unsigned: boolean;
  readonly zerofill: boolean;
}

export type Default =
  | { readonly kind: 'none' }
  | { readonly kind: 'null' }
  | { readonly kind: 'string'; readonly value: string }
  /** SQL as it stands: a number, `b'101'`, `CURRENT_TIMESTAMP(3)`, an expression in brackets. */
  | { readonly kind: 'sql'; readonly text: string };

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly charset: Charset | null;
  readonly nullable: boolean;
  readonly default: Default;
  readonly onUpdate: boolean;
  readonly autoIncrement: boolean;
  readonly generated: Generated | null;
  readonly invisible: boolean;
  readonly comment: string;
  /** Further words behind the type, such as `COMPRESSED` or `SRID 4326`. */
  readonly attribute: string | null;
  /** MariaDB's check of a column. */
  readonly check: Expression | null;
}

/** SQL with `{0}`, `{1}` … where the names of `uses` go, so that it follows when a column is renamed. */
export interface Expression {
  readonly template: string;
  readonly uses: readonly string[];
}

export interface Generated {
  readonly expression: Expression;
  readonly stored: boolean;
}

export type KeyKind = 'primary' | 'unique' | 'plain' | 'fulltext' | 'spatial' | 'vector';

export interface Key {
  readonly name: string;
  readonly kind: KeyKind;
  readonly parts: readonly KeyPart[];
  readonly using: string | null;
  readonly comment: string;
  /** MySQL INVISIBLE, MariaDB IGNORED. */
  readonly hidden: boolean;
}

export interface KeyPart {
  readonly column: string;
  readonly length: number | null;
  readonly descending: boolean;
  /** An expression over the column instead of the column: `({0} + 1)`. */
  readonly template: string | null;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  /** In a shadow: points to the source's parent instead of the shadow's (O-20). */
  readonly toSource: boolean;
}

export interface Check {
  readonly name: string;
  readonly expression: Expression;
  readonly enforced: boolean;
}

export interface Partitioning {
  readonly method: 'RANGE' | 'RANGE COLUMNS' | 'LIST' | 'LIST COLUMNS' | 'HASH' | 'KEY';
  readonly linear: boolean;
  /** The columns, or the one column of the function. */
  readonly columns: readonly string[];
  /** RANGE, LIST and HASH: the function, such as `{0}` or `year({0})`. */
  readonly template: string;
  /** HASH and KEY. */
  readonly count: number;
  /** RANGE and LIST. */
  readonly parts: readonly Part[];
  readonly subpartitions: {
    readonly template: string | null;
    readonly column: string;
    readonly count: number;
  } | null;
}

export interface Part {
  readonly name: string;
  /** A bound (`10`, `MAXVALUE`) or a list (`1, 2`, `NULL`). */
  readonly values: string;
  readonly comment: string;
}
