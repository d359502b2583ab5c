import type { Finding } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { checksOf, foldNames, sameReference } from '../tableChange.ts';
import type { TableChange } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const dropsConstraint: TableRule = {
  code: 'SS104',
  title: phrase`drops a constraint`,
  levels: ['info', 'caution'],
  why: phrase`No row is lost, but rows that the foreign key or check refused can come in, after which it can not be made again.`,
  remedy: phrase`Look whether something on the shadow relies on it.`,
  check: (change) => [...droppedForeignKeys(change), ...droppedChecks(change), ...droppedPeriods(change)],
};

function droppedForeignKeys(change: TableChange): readonly Finding[] {
  const left = [...change.after.foreignKeys];
  return change.before.foreignKeys.flatMap((key) => {
    const at = left.findIndex((other) => sameReference(key, other));
    if (at >= 0) {
      left.splice(at, 1);
      return [];
    }
    const object = { kind: 'foreign key', name: key.name };
    const parent = `${key.referenced.database}.${key.referenced.table}`;
    if (change.phase === 'release') {
      const message = phrase`Foreign key ${key.name} to ${parent} is dropped because it stands in the way of a later statement.`;
      return [finding(dropsConstraint, 'info', object, message)];
    }
    const message = phrase`Foreign key ${key.name} to ${parent} is dropped: rows without a parent are no longer refused.`;
    return [finding(dropsConstraint, 'caution', object, message)];
  });
}

function droppedChecks(change: TableChange): readonly Finding[] {
  const kept = new Set(
    checksOf(change.after)
      .filter((check) => check.enforced)
      .map((check) => foldNames(check.expression.text)),
  );
  const dropped = new Set(change.droppedColumns.map((column) => column.name));
  return checksOf(change.before)
    .filter(
      (check) =>
        check.enforced && !kept.has(foldNames(check.expression.text)) && !dropped.has(check.column ?? ''),
    )
    .map((check) =>
      finding(
        dropsConstraint,
        'caution',
        { kind: 'check', name: check.name ?? '' },
        phrase`Check ${check.name ?? ''} (${check.expression.text}) is dropped or no longer enforced: rows that break it are no longer refused.`,
      ),
    );
}

/** A period keeps its start before its end. */
function droppedPeriods(change: TableChange): readonly Finding[] {
  const kept = new Set(change.after.periods.map(({ name }) => name.toLowerCase()));
  return change.before.periods
    .filter(({ name }) => !kept.has(name.toLowerCase()))
    .map(({ name }) =>
      finding(
        dropsConstraint,
        'caution',
        { kind: 'period', name },
        phrase`Period ${name} is dropped: rows that end before they start are no longer refused.`,
      ),
    );
}
