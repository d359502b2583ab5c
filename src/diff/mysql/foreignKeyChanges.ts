/** What happens to the foreign keys when one table becomes another. */
import type { ForeignKey, MysqlTable } from '../../schema/mysql/model.ts';
import { foreignKeyStructure, matchConstraints, withoutClashes } from './constraintChanges.ts';
import type { Meaning } from './meaning.ts';
import { foldName } from './names.ts';

export interface ForeignKeyChanges {
  /** As the table has them: dropped before anything else. */
  readonly dropped: readonly ForeignKey[];
  /** As they stand in between, under the names that they have. */
  readonly staying: readonly ForeignKey[];
  /** As they are to be: added after everything else. */
  readonly added: readonly ForeignKey[];
}

/**
 * Dropping and adding are statements of their own: with the same name in one ALTER the servers say 121, 1022 or 1826, and
 * an engine change refuses to go along with DROP FOREIGN KEY (1217, 3776; seen on MySQL 5.6, 9.7 and MariaDB).
 * `release` holds names of foreign keys that have to be away in between although they don't change.
 */
export function foreignKeyChanges(
  from: MysqlTable,
  to: MysqlTable,
  release: Iterable<string>,
  meaning: Meaning,
): ForeignKeyChanges {
  const away = new Set([...release].map(foldName));
  const match = matchConstraints(from.foreignKeys, to.foreignKeys, foreignKeyStructure(meaning));
  const released = match.same.filter((pair) => away.has(foldName(pair.from.name)));
  const rebuilt = [...match.changed, ...released];
  const { staying, clashing } = withoutClashes(
    match.same.filter((pair) => !released.includes(pair)),
    [...match.added, ...rebuilt.map((pair) => pair.to)],
  );
  const again = [...rebuilt, ...clashing];
  const dropped = new Set([...match.removed, ...again.map((pair) => pair.from)]);
  const added = new Set([...match.added, ...again.map((pair) => pair.to)]);
  return {
    dropped: from.foreignKeys.filter((key) => dropped.has(key)),
    staying: staying.map((pair) => pair.from),
    added: to.foreignKeys.filter((key) => added.has(key)),
  };
}
