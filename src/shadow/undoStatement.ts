/** The reverse of one planned statement (R12), and what it can't bring back. */
import type { Dialect, GatePermit, Step } from '../diff/dialect.ts';
import { objectName } from '../diff/objectName.ts';
import type { Finding, TableFacts } from '../diff/finding.ts';
import { english, joined, phrase } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { UndoChain, UndoStep } from './analysis.ts';
import { reasonOf } from './comparePairs.ts';
import { fingerprint } from './fingerprint.ts';
import { ownIndexes } from './gatePlan.ts';
import { newParents } from './missingParents.ts';

export interface Undo {
  /** In the order to run; null when nothing undoes the statement. */
  readonly undo: readonly string[] | null;
  readonly undoNote: string | null;
  readonly saidUndoNote: Said | null;
  readonly undoChain: UndoChain | null;
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
  if (after === null) return withoutUndo(phrase`A dropped table does not come back.`);
  try {
    const steps = before === null ? [dialect.drop(after)] : reverse(after, before, dialect);
    const permit = undoPermit(before, after, dialect);
    for (const { sql } of steps) dialect.gate(sql, permit);
    return {
      undo: steps.map(({ sql }) => sql),
      ...noted(noteOf(step, findings, steps, facts, dialect, stands)),
      undoChain: { permit, steps: steps.map((reversed) => undoStep(reversed, dialect)) },
    };
  } catch (error) {
    return withoutUndo(phrase`Nothing undoes this: ${reasonOf(error)}`);
  }
}

function undoStep(step: Step, dialect: Dialect): UndoStep {
  const { phase, after } = step;
  return { phase, after: fingerprint(dialect, after), findings: dialect.findings(step, null) };
}

function withoutUndo(why: Said): Undo {
  return { undo: null, ...noted(why), undoChain: null };
}

function noted(said: Said | null): Pick<Undo, 'undoNote' | 'saidUndoNote'> {
  return { undoNote: said === null ? null : english(said), saidUndoNote: said };
}

function reverse(from: TableModel, to: TableModel, dialect: Dialect): readonly Step[] {
  const refusal = dialect.refuseSteps(from, to);
  if (refusal !== null) throw new ShadowSyncError('statement', refusal);
  return dialect.steps(from, to, { release: new Set(dialect.releases(from, to, from)), absent: () => false });
}

/** A shadow that was made elsewhere may have pointed to a source table; its undo puts exactly that back. */
function undoPermit(before: TableModel | null, after: TableModel, dialect: Dialect): GatePermit {
  const references = before === null ? [] : [...dialect.references(before), ...dialect.references(after)];
  return { shadow: after.name, references, dropTable: before === null, ...ownIndexes(after, dialect) };
}

/** What a statement with this finding takes away for good. Findings that only may fail on existing rows lose nothing. */
const losses: ReadonlyMap<string, Phrase> = new Map([
  ['SS101', phrase`the values of the dropped column`],
  ['SS103', phrase`the rows of the dropped partition`],
  ['SS105', phrase`what the narrower type cut off`],
  ['SS106', phrase`the precision that was lost`],
  ['SS107', phrase`the NULLs that were replaced`],
  ['SS108', phrase`characters that the other character set could not hold`],
  ['SS109', phrase`the values of changed enum or set members`],
  ['SS117', phrase`what the other kind of type could not hold`],
  ['SS118', phrase`the values that the generated column replaced`],
  ['SS119', phrase`rows that did not fit the new partitions`],
  ['SS120', phrase`the values that AUTO_INCREMENT renumbered`],
]);

function noteOf(
  step: Step,
  findings: readonly Finding[],
  undo: readonly Step[],
  facts: TableFacts | null,
  dialect: Dialect,
  stands: (name: TableName) => boolean,
): Said | null {
  if (step.before === null) {
    return step.after === null
      ? null
      : phrase`Drops ${displayName(step.after.name)} with every row that was written to it since.`;
  }
  const lost = new Map<string, Said>();
  for (const { code, level, object } of findings) {
    const loss = level === 'unsafe' ? losses.get(code) : undefined;
    if (loss === undefined) continue;
    const said = object === null ? loss : phrase`${loss} (${objectName(object.kind)} ${object.name})`;
    lost.set(english(said), said);
  }
  const risks = undo
    .flatMap((reversed) => dialect.findings(reversed, facts))
    .filter(({ level }) => level === 'unsafe');
  const { before, after } = step;
  const restored = after === null ? [] : newParents(after, before, dialect);
  const dangling = restored.filter((parent) => !stands(parent));
  const parts = [
    ...(lost.size === 0 ? [] : [phrase`Does not bring back: ${joined([...lost.values()], '; ')}.`]),
    ...dangling.map(
      (parent) =>
        phrase`The foreign key to ${displayName(parent)} can't be put back by this: that table was not there, so the key was made without checks (foreign_key_checks = 0).`,
    ),
    ...(risks.length === 0
      ? []
      : [
          phrase`Is itself unsafe: ${joined(
            risks.map(({ said, message }) => said ?? message),
            ' ',
          )}`,
        ]),
  ];
  return parts.length === 0 ? null : joined(parts, ' ');
}
