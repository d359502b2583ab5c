/** Failed statements of runs as Problems on the run's change SQL, while it is open; always replaced as a whole. */
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  Range,
  TabInputText,
  languages,
  window,
  workspace,
} from 'vscode';
import type { Event, Tab, TextDocument, Uri } from 'vscode';
import { phrase } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { isTaskAddress } from '../documents/taskAddress.ts';
import type { OutcomeSpan } from '../documents/taskChangeText.ts';
import { translated } from '../ui/translated.ts';
import { problemSource } from './problemSource.ts';

export class TaskProblems implements Disposable {
  readonly #outcomesIn: (document: TextDocument) => readonly OutcomeSpan[];
  readonly #collection = languages.createDiagnosticCollection('shadow-sync-tasks');
  readonly #subscriptions: Disposable;

  constructor(outcomesIn: (document: TextDocument) => readonly OutcomeSpan[], onDidChange: Event<unknown>) {
    this.#outcomesIn = outcomesIn;
    const showAll = (): void => {
      for (const document of workspace.textDocuments) this.#show(document);
    };
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#show(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#show(document)),
      // VS Code keeps documents for a while whose tabs are closed, and gives them to tabs that are opened again.
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of urisOf(closed)) this.#collection.delete(uri);
        if (urisOf(opened).length > 0) showAll();
      }),
      onDidChange(showAll),
    );
    showAll();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #show(document: TextDocument): void {
    if (!isTaskAddress(document.uri)) return;
    const failed = this.#outcomesIn(document).filter(
      ({ outcome }) => outcome === 'failed' || outcome === 'unknown',
    );
    this.#collection.set(document.uri, failed.map(problem));
  }
}

function urisOf(tabs: readonly Tab[]): readonly Uri[] {
  return tabs.flatMap(({ input }) =>
    input instanceof TabInputText && isTaskAddress(input.uri) ? [input.uri] : [],
  );
}

function problem({ startLine, endLine, outcome, error }: OutcomeSpan): Diagnostic {
  const range = new Range(startLine, 0, endLine, Number.MAX_SAFE_INTEGER);
  const isFailed = outcome === 'failed';
  const said =
    error ?? (isFailed ? phrase`The statement failed.` : phrase`What became of the statement is not known.`);
  const severity = isFailed ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(range, visibleText(translated(said)), severity);
  diagnostic.source = problemSource;
  diagnostic.code = outcome;
  return diagnostic;
}
