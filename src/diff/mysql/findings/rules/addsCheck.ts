import type { Finding } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { checksOf, foldColumn, foldNames } from '../tableChange.ts';
import type { TableChange } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const addsCheck: TableRule = {
  code: 'SS111',
  title: phrase`adds a check on existing rows`,
  levels: ['unsafe'],
  why: phrase`A row that breaks the check makes the statement fail.`,
  remedy: phrase`Allow it when every row of the shadow keeps it; the statement changes nothing when it fails.`,
  check: (change) => [...addedChecks(change), ...addedPeriods(change)],
};

function addedChecks(change: TableChange): readonly Finding[] {
  const had = new Set(
    checksOf(change.before)
      .filter((check) => check.enforced)
      .map((check) => foldNames(check.expression.text)),
  );
  return checksOf(change.after)
    .filter((check) => check.enforced && !had.has(foldNames(check.expression.text)))
    .filter((check) => !isJsonOfNewColumn(change, check.expression.text, check.column))
    .map((check) =>
      finding(
        addsCheck,
        'unsafe',
        { kind: 'check', name: check.name ?? '' },
        phrase`Check ${check.name ?? ''} (${check.expression.text}) is added: existing rows that break it make the statement fail.`,
      ),
    );
}

/** MariaDB: a period demands of every row that it starts before it ends. */
function addedPeriods(change: TableChange): readonly Finding[] {
  const had = new Set(change.before.periods.map((period) => JSON.stringify(period).toLowerCase()));
  return change.after.periods
    .filter((period) => !had.has(JSON.stringify(period).toLowerCase()))
    .map(({ name, start, end }) =>
      finding(
        addsCheck,
        'unsafe',
        { kind: 'period', name },
        phrase`Period ${name} (${start}, ${end}) is added: existing rows that end before they start make the statement fail.`,
      ),
    );
}

/** MariaDB's JSON columns carry this check; a new one that starts as NULL keeps it. */
function isJsonOfNewColumn(change: TableChange, text: string, column: string | null): boolean {
  const added = change.addedColumns.find(
    ({ name }) => column !== null && foldColumn(name) === foldColumn(column),
  );
  if (added === undefined || !added.nullable || !['none', 'null'].includes(added.default.kind)) return false;
  return text.toLowerCase() === `json_valid(\`${added.name.replaceAll('`', '``').toLowerCase()}\`)`;
}
