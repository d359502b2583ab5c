/** Commands of one statement of the change SQL, called by its CodeLens row and its quick fixes. */
import { Position, Range, Selection, TextEditorRevealType, env, l10n, window, workspace } from 'vscode';
import { undoSql } from '../../../comparison/changeSql.ts';
import { statementsOf } from '../../../comparison/statementMarks.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { inSlices } from '../../../shadow/inSlices.ts';
import { editorPacing } from '../../comparisons/editorPacing.ts';
import { translated } from '../../ui/translated.ts';
import type { PlannedStatement } from '../../../shadow/analysis.ts';
import { shownIn } from '../../comparisons/comparisonActions.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import type { OpenComparison } from '../../comparisons/openComparisons.ts';
import { readStatementArgument } from '../../comparisons/statementArgument.ts';
import { documentUri } from '../../documents/documentUri.ts';

interface MeantStatement {
  readonly open: OpenComparison;
  readonly statement: PlannedStatement;
}

export async function skipStatement(parts: ComparisonParts, argument: unknown): Promise<void> {
  const { open, statement } = meant(parts, argument);
  await open.comparison.setSkip([statement.pair.shadow.table], true);
}

export async function copyStatement(parts: ComparisonParts, argument: unknown): Promise<void> {
  await env.clipboard.writeText(`${meant(parts, argument).statement.sql};\n`);
}

export async function showStatementDifference(parts: ComparisonParts, argument: unknown): Promise<void> {
  const { open, statement } = meant(parts, argument);
  await parts.actions.openDifference(open, statement.pair.shadow);
}

/** The run still asks; what was allowed here is ticked there. */
export function allowStatement(parts: ComparisonParts, argument: unknown, isAllowed: boolean): void {
  const { open, statement } = meant(parts, argument);
  open.allowed.set(statement, isAllowed);
}

/** The undo SQL beside the change SQL, at the place of this statement. */
export async function showStatementUndo(parts: ComparisonParts, argument: unknown): Promise<void> {
  const { open, statement } = meant(parts, argument);
  const { statements } = await inSlices(
    undoSql(shownIn(open), translated),
    editorPacing(parts.editor.services),
  );
  const placed = statements.find((one) => one.statement.id === statement.id);
  const document = await workspace.openTextDocument(documentUri(open, { kind: 'undo' }));
  const editor = await window.showTextDocument(document, { preview: false });
  if (placed === undefined) return;
  const start = new Position(placed.startLine, 0);
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start, start), TextEditorRevealType.InCenter);
}

/** Throws ShadowSyncError 'usage' for a statement of a plan that is no more: ids are given anew with every plan. */
function meant({ comparisons }: ComparisonParts, argument: unknown): MeantStatement {
  const read = readStatementArgument(argument);
  const open = read === null ? undefined : comparisons.all().find(({ id }) => id === read.comparison);
  if (open !== undefined && open.shown?.revision === read?.revision) {
    const statement = statementsOf(shownIn(open).plan).find(({ id }) => id === read?.statement);
    if (statement !== undefined) return { open, statement };
  }
  throw new ShadowSyncError('usage', l10n.t('This statement is not part of the change SQL any more.'));
}
