/** The row above each statement of the change SQL: what it changes, what it risks, what can be done about it. */
import { CodeLens, Disposable, EventEmitter, Range, languages, l10n } from 'vscode';
import type { CodeLensProvider, Command, Event, TextDocument } from 'vscode';
import { worstLevel } from '../../diff/finding.ts';
import type { PlannedStatement, ResultKind } from '../../shadow/analysis.ts';
import type { PlacedStatement } from '../../shadow/planText.ts';
import { levelWord, outcomeWord, resultWord } from '../comparisons/comparisonWords.ts';
import type { StatementArgument } from '../comparisons/statementArgument.ts';
import type { CommandId } from '../manifest/commands.ts';
import { plainLabel } from '../ui/plainText.ts';
import type { ComparisonDocuments } from './comparisonDocuments.ts';
import { documentScheme } from './documentAddress.ts';
import { foundPair } from './foundPair.ts';
import { marksOf } from './marksOf.ts';

export class StatementLenses implements CodeLensProvider, Disposable {
  readonly #documents: ComparisonDocuments;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeCodeLenses: Event<void> = this.#changed.event;

  /** `onDidChange`: whatever the rows are made of. */
  constructor(documents: ComparisonDocuments, onDidChange: Event<unknown>) {
    this.#documents = documents;
    this.#subscriptions = Disposable.from(
      this.#changed,
      languages.registerCodeLensProvider({ scheme: documentScheme }, this),
      onDidChange(() => this.#changed.fire()),
    );
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const found = this.#documents.changeSqlIn(document);
    if (found === null) return [];
    const { open, shown, change } = found;
    const marks = marksOf(open, shown);
    const isRunning = open.comparison.state.kind === 'running';
    return change.statements.flatMap((placed) => {
      const { statement } = placed;
      const argument = { comparison: open.id, revision: shown.revision, statement: statement.id };
      const result = foundPair(shown, statement.pair.shadow)?.result ?? null;
      const mark = marks.get(statement.id);
      const said = [summary(statement, result), ...(mark === undefined ? [] : [outcomeWord(mark.outcome)])];
      return [
        { title: said.join(' · '), command: '' },
        ...(isRunning ? [] : reviewCommands(statement, open.allowed.has(statement), argument)),
        command('shadowSync.statement.showDifference', l10n.t('Show Difference'), argument),
        command('shadowSync.statement.copy', l10n.t('Copy'), argument),
      ].map((what) => lens(placed, what));
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

function reviewCommands(
  statement: PlannedStatement,
  isAllowed: boolean,
  argument: StatementArgument,
): Command[] {
  const skip = command('shadowSync.statement.skip', l10n.t('Skip'), argument);
  if (!statement.findings.some(({ level }) => level === 'unsafe')) return [skip];
  return [
    skip,
    isAllowed
      ? command('shadowSync.statement.disallow', l10n.t('$(check) Allowed'), argument)
      : command('shadowSync.statement.allow', l10n.t('Allow'), argument),
  ];
}

function command(id: CommandId, title: string, argument: StatementArgument): Command {
  return { command: id, title, arguments: [argument] };
}

function lens({ startLine }: PlacedStatement, what: Command): CodeLens {
  return new CodeLens(new Range(startLine, 0, startLine, 0), what);
}

/** `__test_orders · update · ⚠ unsafe SS101`. */
function summary({ pair, findings, neededBy }: PlannedStatement, result: ResultKind | null): string {
  const worst = worstLevel(findings);
  const codes = [...new Set(findings.filter(({ level }) => level === worst).map(({ code }) => code))];
  return [
    plainLabel(pair.shadow.table),
    ...(result === null ? [] : [resultWord(result)]),
    ...(neededBy.length === 0
      ? []
      : [l10n.t('needed by {0}', plainLabel(neededBy.map(({ table }) => table).join(', ')))]),
    ...(worst === null ? [] : [`${levelWord(worst)} ${codes.join(', ')}`]),
  ].join(' · ');
}
