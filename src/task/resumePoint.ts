/** Where a group of tables stands, judged by nothing but fingerprints (R7): never by an index that somebody wrote down. */
import { tableKey } from '../schema/tableName.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';

interface Chained {
  readonly statements: readonly PlannedStatement[];
  readonly chain: readonly string[];
}

/**
 * How many statements of each table are in force, by shadow `tableKey`; null for a table that stands at no point of its
 * chain. `live` are the fingerprints now.
 *
 * A table may pass the same state twice (a foreign key released and connected again), so its own fingerprint can leave
 * two answers open. The group's order decides: the longest run of the group's statements that explains every table.
 * Without one (another table failed and this one went on), each table is taken at its first match: what it then repeats
 * leads through states that the plan has foreseen.
 */
export function resumePoints(
  statements: readonly PlannedStatement[],
  tables: ReadonlyMap<string, Chained>,
  live: ReadonlyMap<string, string>,
): ReadonlyMap<string, number | null> {
  for (let done = statements.length; done >= 0; done -= 1) {
    const counts = countByTable(statements.slice(0, done), tables);
    const explains = [...counts].every(([key, count]) => tables.get(key)?.chain[count] === live.get(key));
    if (explains) return counts;
  }
  return new Map(
    [...tables].map(([key, table]) => {
      const found = table.chain.indexOf(live.get(key) ?? '');
      return [key, found < 0 ? null : found];
    }),
  );
}

function countByTable(
  done: readonly PlannedStatement[],
  tables: ReadonlyMap<string, Chained>,
): Map<string, number> {
  const counts = new Map([...tables.keys()].map((key) => [key, 0]));
  for (const statement of done) {
    const key = tableKey(statement.pair.shadow);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
