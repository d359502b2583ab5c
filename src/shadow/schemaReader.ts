/** Port: how the schema core sees a server. Implemented by the dialects' driver rooms. */
import type { TableFacts } from '../diff/finding.ts';
import type { Said } from '../schema/phrase.ts';
import type { TableName } from '../schema/tableName.ts';

/** The part of an AbortSignal that pure floors need (they know neither DOM nor Node). */
export interface CancelSignal {
  readonly aborted: boolean;
}

export interface ListedTable {
  readonly name: TableName;
  readonly kind: 'table' | 'view' | 'sequence' | 'other';
}

export type ReadTable =
  | { readonly kind: 'read'; readonly definition: unknown }
  | { readonly kind: 'missing' }
  /** This table alone could not be read: no privilege, broken view, over a limit. */
  | { readonly kind: 'failed'; readonly reason: string; readonly saidReason?: Said };

/** A foreign key, seen from the table that it points at. */
export interface IncomingKey {
  readonly parent: TableName;
  readonly child: TableName;
  readonly constraint: string;
  /** The columns of the parent, in the key's order. */
  readonly columns: readonly string[];
}

/** A constraint whose name no other table of the database may have, by the server's word. */
export interface HeldConstraint {
  readonly table: TableName;
  readonly constraint: string;
}

export interface SchemaReader {
  /**
   * Says that tables will be read soon, at most so many where that is known: what takes time to open may be opened meanwhile.
   * Never throws; what goes wrong shows when they are read.
   */
  prepareReading?(signal: CancelSignal, atMost: number | null): void;
  /** What stands in a database, tables and the things that are in their way; sorted by name. Throws ShadowSyncError 'unknown-database'. */
  listTables(database: string, signal: CancelSignal): Promise<readonly ListedTable[]>;
  /**
   * Exactly these tables, batched; the answer has one entry per asked key (`tableKey`). Round trips grow with the batches
   * only. `digest` is called with each definition as it arrives, while others are on their way; what it gives stands in the
   * answer instead, so that the definition need not be kept. A reader may leave that out; `digest` must not throw.
   */
  readTables(
    names: readonly TableName[],
    signal: CancelSignal,
    onProgress?: (done: number, of: number) => void,
    digest?: (definition: unknown, name: TableName) => unknown,
  ): Promise<ReadonlyMap<string, ReadTable>>;
  /** Rows and sizes of a few tables, in a constant number of queries. */
  readFacts(names: readonly TableName[], signal: CancelSignal): Promise<ReadonlyMap<string, TableFacts>>;
  /** Which of the database's tables have triggers (they are not copied: P-14). */
  readTriggers(database: string, signal: CancelSignal): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * As `readIncomingKeys` for all databases, where the server has that at hand; null where it would have to open tables, or
   * the account may not look. Missing: nothing is at hand.
   */
  glanceIncomingKeys?(database: string, signal: CancelSignal): Promise<readonly IncomingKey[] | null>;
  /**
   * The foreign keys that point at tables of a database, in a constant number of queries. Children are looked for in that
   * database and in `alsoIn`, and in all others where the server and the account's rights make that possible.
   */
  readIncomingKeys(
    database: string,
    alsoIn: readonly string[],
    signal: CancelSignal,
  ): Promise<readonly IncomingKey[]>;
  /**
   * The foreign keys and checks of a database's tables, in a constant number of queries. `tables`: how many there are; a server
   * that would have to open too many of them is not asked. Empty, or missing: nothing is known of tables that are not read.
   */
  readConstraintNames?(
    database: string,
    tables: number,
    signal: CancelSignal,
  ): Promise<readonly HeldConstraint[]>;
}
