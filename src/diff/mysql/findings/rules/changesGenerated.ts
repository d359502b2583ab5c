import type { Column, Generated } from '../../../../schema/mysql/model.ts';
import type { Finding, FindingLevel } from '../../../finding.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { foldNames, mentions } from '../tableChange.ts';
import type { KeptColumn, TableChange } from '../tableChange.ts';
import { hasColumn } from '../uniqueness.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

export const changesGenerated: TableRule = {
  code: 'SS118',
  title: phrase`changes a generated column`,
  levels: ['caution', 'unsafe'],
  why: phrase`The server works out the values of a generated column, so a changed one has other values than before, and one that becomes an ordinary column has none. An expression that fails for an existing row makes the statement fail.`,
  remedy: phrase`Allow it when the old values are not needed and the expression holds for every row of the shadow.`,
  check: (change) => [
    ...change.kept.flatMap((column) => checkKept(change, column)),
    ...change.addedColumns.flatMap((column) => checkAdded(change, column)),
  ],
};

function checkKept(change: TableChange, { before, after, isReplaced }: KeptColumn): readonly Finding[] {
  const [old, now] = [before.generated, after.generated];
  if (old === null && now === null) return [];
  if (old === null) return say(after, 'unsafe', phrase`becomes generated: its values are replaced`);
  if (now === null) {
    // MODIFY from STORED keeps the values; the statement that drops and adds does not.
    const isKept = old.storage !== 'VIRTUAL' && !isReplaced;
    return isKept
      ? say(after, 'caution', phrase`becomes an ordinary column: it keeps the values of now`)
      : say(after, 'unsafe', phrase`becomes an ordinary column: its values are lost`);
  }
  if (expressionOf(old) !== expressionOf(now)) {
    return say(
      after,
      'unsafe',
      phrase`gets another expression: its values change, or can not be worked out for every row`,
    );
  }
  const changed = change.kept.find(
    (other) => changesForm(other) && mentions(expressionOf(now), other.after.name),
  );
  if (changed !== undefined && changed.after.name !== after.name) {
    return say(
      after,
      'unsafe',
      phrase`is worked out anew from ${changed.after.name}, which changes: its values may change too`,
    );
  }
  if (old.storage === now.storage) return [];
  return now.storage === 'VIRTUAL'
    ? say(after, 'caution', phrase`becomes VIRTUAL: its values are worked out at every read`)
    : say(
        after,
        'unsafe',
        phrase`becomes STORED: a row for which its value can not be worked out makes the statement fail`,
      );
}

/** A VIRTUAL column that nothing keeps is not worked out before somebody reads it, so adding it can't fail. */
function checkAdded(change: TableChange, column: Column): readonly Finding[] {
  if (column.generated?.as.kind !== 'expression') return [];
  const { primaryKey, indexes } = change.after;
  const isKept = [primaryKey, ...indexes].some((index) => index !== null && hasColumn(index, column.name));
  if (column.generated.storage === 'VIRTUAL' && column.nullable && !isKept) return [];
  return say(
    column,
    'unsafe',
    phrase`is added as a generated column that is stored, indexed or NOT NULL: a row for which its value can not be worked out makes the statement fail`,
  );
}

/** Whether values, though equal, read differently in an expression: more digits, another kind, another collation. */
function changesForm({ before, after, losses }: KeptColumn): boolean {
  const [a, b] = [before.type, after.type];
  return (
    losses.length > 0 ||
    before.charset !== after.charset ||
    before.collation !== after.collation ||
    a.zerofill !== b.zerofill ||
    (a.zerofill && a.length !== b.length) ||
    a.scale !== b.scale ||
    (FRACTIONAL.has(a.name) && a.length !== b.length) ||
    (a.members !== null && a.members.length !== b.members?.length)
  );
}

const FRACTIONAL = new Set(['time', 'datetime', 'timestamp', 'bit', 'binary']);

function expressionOf(generated: Generated): string {
  return generated.as.kind === 'expression' ? foldNames(generated.as.expression.text) : generated.as.kind;
}

function say(column: Column, level: FindingLevel, what: Phrase): readonly Finding[] {
  return [
    finding(
      changesGenerated,
      level,
      { kind: 'column', name: column.name },
      phrase`Column ${column.name} ${what}.`,
    ),
  ];
}
