/** The reverse of one planned statement (R12), and what it can't bring back. */
import type { Dialect, GatePermit, Step } from '../diff/dialect.ts';
import type { Finding, TableFacts } from '../diff/finding.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import { reasonOf } from './comparePairs.ts';

export interface Undo {
  /** In the order to run; null when nothing undoes the statement. */
  readonly undo: readonly string[] | null;
  readonly undoNote: string | null;
}

/**
 * Works out the undo of a step whose findings are known. Undo is text for people and runs only under an approval of its
 * own, but it passes the gate all the same. `stands` tells whether a table was there at analysis. Never throws: what can't be undone is said.
 */
export function undoStatement(
  step: Step,
  findings: readonly Finding[],
  facts: TableFacts | null,
  dialect: Dialect,
  stands: (name: TableName) => boolean,
): Undo {
  const { before, after } = step;
  if (after === null) return { undo: null, undoNote: 'A dropped table does not come back.' };
  try {
    const steps = before === null ? [dialect.drop(after)] : reverse(after, before, dialect);
    const permit = undoPermit(before, after, dialect);
    for (const { sql } of steps) dialect.gate(sql, permit);
    return {
      undo: steps.map(({ sql }) => sql),
      undoNote: noteOf(step, findings, steps, facts, dialect, stands),
    };
  } catch (error) {
    return { undo: null, undoNote: `Nothing undoes this: ${reasonOf(error)}` };
  }
}

function reverse(from: TableModel, to: TableModel, dialect: Dialect): readonly Step[] {
  const refusal = dialect.refuseSteps(from, to);
  if (refusal !== null) throw new ShadowSyncError('statement', refusal);
  return dialect.steps(from, to, { release: new Set(dialect.releases(from, to, from)), absent: () => false });
}

/** A shadow that was made elsewhere may have pointed to a source table; its undo puts exactly that back. */
function undoPermit(before: TableModel | null, after: TableModel, dialect: Dialect): GatePermit {
  const references = before === null ? [] : [...dialect.references(before), ...dialect.references(after)];
  return { shadow: after.name, references, dropTable: before === null };
}

/** What a statement with this finding takes away for good. Findings that only may fail on existing rows lose nothing. */
const losses: ReadonlyMap<string, string> = new Map([
  ['SS101', 'the values of the dropped column'],
  ['SS103', 'the rows of the dropped partition'],
  ['SS105', 'what the narrower type cut off'],
  ['SS106', 'the precision that was lost'],
  ['SS107', 'the NULLs that were replaced'],
  ['SS108', 'characters that the other character set could not hold'],
  ['SS109', 'the values of changed enum or set members'],
  ['SS117', 'what the other kind of type could not hold'],
  ['SS118', 'the values that the generated column replaced'],
  ['SS119', 'rows that did not fit the new partitions'],
  ['SS120', 'the values that AUTO_INCREMENT renumbered'],
]);

/** The tables that a foreign key points to again after the undo, and not before it. */
function restoredParents({ before, after }: Step, dialect: Dialect): readonly TableName[] {
  if (before === null || after === null) return [];
  const kept = new Set(dialect.references(after).map(tableKey));
  return dialect.references(before).filter((parent) => !kept.has(tableKey(parent)));
}

function noteOf(
  step: Step,
  findings: readonly Finding[],
  undo: readonly Step[],
  facts: TableFacts | null,
  dialect: Dialect,
  stands: (name: TableName) => boolean,
): string | null {
  if (step.before === null) {
    return step.after === null
      ? null
      : `Drops ${displayName(step.after.name)} with every row that was written to it since.`;
  }
  const lost = new Set<string>();
  for (const { code, level, object } of findings) {
    const loss = level === 'unsafe' ? losses.get(code) : undefined;
    if (loss !== undefined) lost.add(object === null ? loss : `${loss} (${object.kind} ${object.name})`);
  }
  const risks = undo
    .flatMap((reversed) => dialect.findings(reversed, facts))
    .filter(({ level }) => level === 'unsafe');
  const dangling = restoredParents(step, dialect).filter((parent) => !stands(parent));
  const parts = [
    ...(lost.size === 0 ? [] : [`Does not bring back: ${[...lost].join('; ')}.`]),
    ...dangling.map(
      (parent) =>
        `The foreign key to ${displayName(parent)} can't be put back by this: that table was not there, so the key was made without checks (foreign_key_checks = 0).`,
    ),
    ...(risks.length === 0 ? [] : [`Is itself unsafe: ${risks.map(({ message }) => message).join(' ')}`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}
