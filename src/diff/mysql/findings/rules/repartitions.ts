import type { Partitioning } from '../../../../schema/mysql/model.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { takesAllRows } from '../partitionRoom.ts';
import type { TableChange } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

export const repartitions: TableRule = {
  code: 'SS119',
  title: phrase`repartitions the table`,
  levels: ['caution', 'unsafe'],
  why: phrase`Rows move to other partitions. A row for which there is none makes the statement fail.`,
  remedy: phrase`Allow it when the new partitions take every row of the shadow; the statement changes nothing when it fails.`,
  check: (change) => {
    const [old, now] = [change.before.partitioning, change.after.partitioning];
    if (JSON.stringify(old) === JSON.stringify(now) || isOnlyAddedOrDropped(change)) return [];
    const object = { kind: 'partitioning', name: change.after.name.table };
    const say = phrase`The table ${what(old, now)}`;
    if (takesAllRows(old, now)) {
      return [
        finding(
          repartitions,
          'caution',
          object,
          phrase`${say}: its rows are written anew, and each has a place.`,
        ),
      ];
    }
    return [
      finding(
        repartitions,
        'unsafe',
        object,
        phrase`${say}: rows that no partition takes make the statement fail.`,
      ),
    ];
  },
};

/** ADD PARTITION of RANGE and LIST moves no row; what DROP PARTITION does is SS103. */
function isOnlyAddedOrDropped(change: TableChange): boolean {
  if (change.clauses.dropsPartitions) return true;
  const method = change.after.partitioning?.by.method ?? '';
  return change.clauses.addsPartitions && /^(RANGE|LIST)/.test(method);
}

function what(old: Partitioning | null, now: Partitioning | null): Phrase {
  if (old === null) return phrase`is partitioned by ${now?.by.method ?? ''}`;
  if (now === null) return phrase`is no longer partitioned`;
  return old.by.method === now.by.method
    ? phrase`gets other ${now.by.method} partitions`
    : phrase`is partitioned by ${now.by.method} instead of ${old.by.method}`;
}
