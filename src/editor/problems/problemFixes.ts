/** What can be done about a problem of the change SQL, without leaving it. */
import { CodeAction, CodeActionKind, l10n } from 'vscode';
import type { CodeActionContext, CodeActionProvider, Diagnostic, Range, TextDocument } from 'vscode';
import type { StatementArgument } from '../comparisons/statementArgument.ts';
import type { CommandId } from '../manifest/commands.ts';
import type { ComparisonDocuments } from '../documents/comparisonDocuments.ts';
import { spanAt } from '../documents/placesAt.ts';
import { plainText } from '../ui/plainText.ts';
import { problemSource } from './problemSource.ts';

export class ProblemFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  readonly #documents: ComparisonDocuments;

  constructor(documents: ComparisonDocuments) {
    this.#documents = documents;
  }

  provideCodeActions(document: TextDocument, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    const found = this.#documents.changeSqlIn(document);
    if (found === null || found.open.comparison.state.kind === 'running') return [];
    const own = diagnostics.filter(({ source }) => source === problemSource);
    const { statement } = spanAt(found.change.statements, own[0]?.range.start.line ?? range.start.line) ?? {};
    if (statement === undefined || own.length === 0) return [];
    const { open, shown } = found;
    const argument = { comparison: open.id, revision: shown.revision, statement: statement.id };
    const fix = (id: CommandId, title: string, solved: readonly Diagnostic[] = own): CodeAction =>
      fixOf(id, title, argument, solved);
    const unsafe = own.filter(({ code }) =>
      statement.findings.some((finding) => finding.level === 'unsafe' && finding.code === codeText(code)),
    );
    const table = plainText(statement.pair.shadow.table);
    return [
      fix('shadowSync.statement.skip', l10n.t('Skip this statement’s table, {0}', table)),
      ...(unsafe.length === 0 || open.allowed.has(statement)
        ? []
        : [fix('shadowSync.statement.allow', l10n.t('Allow this unsafe statement'), unsafe)]),
      fix('shadowSync.statement.showUndo', l10n.t('Show undo')),
      fix('shadowSync.statement.showDifference', l10n.t('Show difference')),
    ];
  }
}

function fixOf(
  id: CommandId,
  title: string,
  argument: StatementArgument,
  solved: readonly Diagnostic[],
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: id, title, arguments: [argument] };
  action.diagnostics = [...solved];
  return action;
}

function codeText(code: Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
