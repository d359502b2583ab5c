/** What pieces of a table mean, apart from words that a copy keeps but that make no difference. */
import { canonicalTable } from '../../schema/mysql/canonicalText.ts';
import type { Check, ForeignKey, Index, MysqlTable, PartitionFunction } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';

type Piece = Index | ForeignKey | Check | PartitionFunction;

/** Gives a piece of one of the tables as it counts when it is compared; a piece of no table, as it is. */
export type Meaning = <T extends Piece>(piece: T) => T;

/**
 * The meanings of the tables' keys, constraints and partition functions: `USING BTREE` where there is nothing else,
 * RESTRICT where it is the default, the spelling of a partition's expression. Statements still say the words.
 */
export function meaningOf(facts: MysqlServerFacts, ...tables: readonly MysqlTable[]): Meaning {
  const canonical = new Map<Piece, Piece>();
  for (const table of tables) {
    const meant = canonicalTable(table, facts);
    const pair = (
      written: readonly (Piece | null | undefined)[],
      folded: readonly (Piece | null | undefined)[],
    ): void => {
      for (const [i, piece] of written.entries()) {
        const other = folded[i];
        if (piece != null && other != null && other !== piece) canonical.set(piece, other);
      }
    };
    pair([table.primaryKey, table.partitioning?.by], [meant.primaryKey, meant.partitioning?.by]);
    pair(table.indexes, meant.indexes);
    pair(table.foreignKeys, meant.foreignKeys);
    pair(table.checks, meant.checks);
  }
  return <T extends Piece>(piece: T): T => (canonical.get(piece) as T | undefined) ?? piece;
}
