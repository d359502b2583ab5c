import type { Column, MysqlTable } from '../../../../schema/mysql/model.ts';
import type { Finding } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { checksOf, mentions, uniqueKeys } from '../tableChange.ts';
import type { KeptColumn, TableChange } from '../tableChange.ts';
import { hasColumn } from '../uniqueness.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

export const changesCharset: TableRule = {
  code: 'SS108',
  title: phrase`changes a character set or collation`,
  levels: ['caution', 'unsafe'],
  why: phrase`Another character set rewrites every text: characters that it lacks, and texts that need more bytes than the type has, make the statement fail. Another collation finds other texts equal, so a unique key may find duplicates.`,
  remedy: phrase`Allow it when the shadow holds no such texts; the statement changes nothing when it fails.`,
  check: (change) => change.kept.flatMap((column) => checkColumn(change, column)),
};

/** Conversions in which every character stays and no text needs more bytes than its type was made for. */
const SUPERSETS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ascii', new Set(['latin1', 'utf8mb3', 'utf8mb4'])],
  ['utf8mb3', new Set(['utf8mb4'])],
  ['utf8', new Set(['utf8mb4'])],
]);

function checkColumn(change: TableChange, { before, after }: KeptColumn): readonly Finding[] {
  // A text that becomes bytes or a number is another kind of type (SS117).
  if (before.charset === null || after.charset === null) return [];
  if (before.charset === after.charset && before.collation === after.collation) return [];
  const object = { kind: 'column', name: after.name };
  const from = `${before.charset} ${before.collation ?? ''}`.trim();
  const to = `${after.charset} ${after.collation ?? ''}`.trim();
  const judged = risk(change, before, after);
  const say = phrase`Column ${after.name} changes from ${from} to ${to}`;
  if (judged !== null) return [finding(changesCharset, 'unsafe', object, phrase`${say}: ${judged}.`)];
  return [
    finding(
      changesCharset,
      'caution',
      object,
      phrase`${say}: every text stays, but is ordered and compared in another way.`,
    ),
  ];
}

function risk(change: TableChange, before: Column, after: Column): Phrase | null {
  const isKept =
    before.charset === after.charset ||
    SUPERSETS.get(before.charset ?? '')?.has(after.charset ?? '') === true;
  if (!isKept) return phrase`every text is converted, and those that can not be make the statement fail`;
  const key = [change.before, change.after].flatMap(uniqueKeys).find((index) => hasColumn(index, after.name));
  if (key !== undefined) return phrase`texts that the new collation finds equal make key ${key.name} fail`;
  return dependent(change.after, after.name);
}

/** Expressions over the column are worked out anew by the new collation: other values, or rows that a check refuses. */
function dependent(table: MysqlTable, column: string): Phrase | null {
  const check = checksOf(table).find(({ expression }) => mentions(expression.text, column));
  if (check !== undefined) return phrase`check ${check.name ?? ''} may refuse rows by the new collation`;
  return null;
}
