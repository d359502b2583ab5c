import type { Said } from './phrase.ts';
/** What names may be on one server. */
export interface NameRules {
  /** Longest table name, in characters (code points). */
  readonly maxTableCharacters: number;
  /** Longest constraint or index name, in characters. */
  readonly maxConstraintCharacters: number;
  /** What counts against maxConstraintCharacters where it is not the number of characters: bytes on Oracle. */
  constraintLength?(name: string): number;
  /** Longest table name as the server stores it, in bytes; null when there is no such limit. MySQL family: the encoded file name (1030 for 64 CJK characters, C6). */
  readonly maxTableBytes: number | null;
  /** The number of bytes that count against maxTableBytes. */
  tableBytes(name: string): number;
  /** Two table (or database) names are the same table for the server exactly when their folded forms are equal. */
  foldTable(name: string): string;
  /** Why this can't be a table name on this server, or null. */
  refuseTable(name: string): Said | null;
}
