/** When the server has to be told to copy the table. */
import type { Index, MysqlTable } from '../../schema/mysql/model.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { KeyChanges } from './keyChanges.ts';
import { equal } from './equal.ts';
import { sameName } from './names.ts';
import { engineOf } from './options.ts';

/**
 * Whether the ALTER needs `ALGORITHM=COPY`: by its own choice the server would refuse it, or would say yes and leave an
 * index as it was. A copy is slower, but it is one statement that happens wholly or not at all.
 */
export function needsCopy(
  from: MysqlTable,
  to: MysqlTable,
  keys: KeyChanges,
  facts: MysqlServerFacts,
): boolean {
  return refusesFulltext(to, keys, facts) || overlooksIndexes(from, keys, facts);
}

/** MySQL 5.6 and 9.7: 1795 "InnoDB presently supports one FULLTEXT index creation at a time". MariaDB copies by itself. */
function refusesFulltext(to: MysqlTable, keys: KeyChanges, facts: MysqlServerFacts): boolean {
  if (facts.dialect !== 'mysql' || engineOf(to) !== 'INNODB') return false;
  return keys.added.filter((index) => index.kind === 'fulltext').length > 1;
}

/**
 * DROP INDEX with ADD INDEX of "the same" index is no change to the server: MySQL 5.6 doesn't look at comments then, no MySQL
 * at KEY_BLOCK_SIZE, and MariaDB 11.8 not at the case of the name (all seen; MySQL 9.7 looks at comments, MariaDB 10.11 at case).
 */
function overlooksIndexes(from: MysqlTable, keys: KeyChanges, facts: MysqlServerFacts): boolean {
  const pairs: (readonly [Index, Index])[] = keys.added.flatMap((after) =>
    keys.dropped
      .filter((before) => sameName(before.name, after.name))
      .map((before) => [before, after] as const),
  );
  if (keys.dropPrimaryKey && keys.addPrimaryKey !== null && from.primaryKey !== null) {
    pairs.push([from.primaryKey, keys.addPrimaryKey]);
  }
  if (facts.dialect === 'mysql') {
    const hasComments = !atLeast(facts, 8);
    return pairs.some(
      ([before, after]) =>
        before.keyBlockSize !== after.keyBlockSize || (hasComments && before.comment !== after.comment),
    );
  }
  return (
    facts.dialect === 'mariadb' &&
    atLeast(facts, 11) &&
    pairs.some(([before, after]) => isRespelling(before, after))
  );
}

function isRespelling(before: Index, after: Index): boolean {
  return before.name !== after.name && equal({ ...before, name: after.name }, after);
}
