/**
 * Findings and failed statements as Problems on the change SQL, while it is open: who closes it has put the matter aside.
 * A collection is always replaced as a whole, so that no problem outlives its statement.
 */
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
import type { Finding, FindingLevel } from '../../diff/finding.ts';
import { assertNever } from '../../schema/assertNever.ts';
import type { LineSpan } from '../../shadow/planText.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { ComparisonDocuments } from '../documents/comparisonDocuments.ts';
import { findingUri } from '../documents/documentUri.ts';
import { foundPair } from '../documents/foundPair.ts';
import { marksOf } from '../documents/marksOf.ts';
import { problemSource } from './problemSource.ts';
import { translated } from '../ui/translated.ts';
import type { Said } from '../../schema/phrase.ts';

export class ComparisonProblems implements Disposable {
  readonly #documents: ComparisonDocuments;
  readonly #collection = languages.createDiagnosticCollection('shadow-sync');
  readonly #subscriptions: Disposable;

  /** `onDidChange`: whatever the problems are made of. */
  constructor(documents: ComparisonDocuments, onDidChange: Event<unknown>) {
    this.#documents = documents;
    this.#subscriptions = Disposable.from(
      this.#collection,
      workspace.onDidOpenTextDocument((document) => this.#show(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#show(document)),
      // VS Code keeps documents for a while whose tabs are closed, and gives them to tabs that are opened again.
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of urisOf(closed)) this.#collection.delete(uri);
        for (const uri of urisOf(opened)) this.#showUri(uri);
      }),
      onDidChange(() => this.#showAll()),
    );
    this.#showAll();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #showAll(): void {
    for (const document of workspace.textDocuments) this.#show(document);
  }

  #showUri(uri: Uri): void {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document !== undefined) this.#show(document);
  }

  #show(document: TextDocument): void {
    if (this.#documents.placeOf(document.uri)?.content.kind !== 'change') return;
    const found = this.#documents.changeSqlIn(document);
    // Without a plan to look at there is nothing to say; a text that is about to follow its plan says it then.
    if (found === null) {
      this.#collection.delete(document.uri);
      return;
    }
    const { change, shown, open } = found;
    const marks = marksOf(open, shown);
    const ofStatements = change.statements.flatMap((placed) => {
      const { statement } = placed;
      const range = rangeOf(placed);
      const error = marks.get(statement.id)?.error;
      return [
        ...(error == null ? [] : [failure(range, error)]),
        ...statement.findings.map((finding) => problem(range, finding)),
      ];
    });
    const ofTables = change.tables.flatMap(({ pair, startLine }) => {
      const range = rangeOf({ startLine, endLine: startLine });
      const notices = foundPair(shown, pair.shadow)?.notices ?? [];
      // Grave notices stand with the statements.
      const own = notices.filter(({ level }) => level === 'info' || level === 'caution');
      return own.map((finding) => problem(range, finding));
    });
    this.#collection.set(document.uri, [...ofTables, ...ofStatements]);
  }
}

function urisOf(tabs: readonly Tab[]): readonly Uri[] {
  return tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri] : []));
}

function failure(range: Range, error: Said): Diagnostic {
  const diagnostic = new Diagnostic(range, visibleText(translated(error)), DiagnosticSeverity.Error);
  diagnostic.source = problemSource;
  diagnostic.code = 'failed';
  return diagnostic;
}

function problem(range: Range, { code, level, message, said }: Finding): Diagnostic {
  const diagnostic = new Diagnostic(range, visibleText(translated(said ?? message)), severityOf(level));
  diagnostic.source = problemSource;
  diagnostic.code = { value: code, target: findingUri(code) };
  return diagnostic;
}

function severityOf(level: FindingLevel): DiagnosticSeverity {
  switch (level) {
    case 'refused':
      return DiagnosticSeverity.Error;
    case 'unsafe':
      return DiagnosticSeverity.Warning;
    case 'caution':
      return DiagnosticSeverity.Information;
    case 'info':
      return DiagnosticSeverity.Hint;
    default:
      return assertNever(level);
  }
}

function rangeOf({ startLine, endLine }: LineSpan): Range {
  return new Range(startLine, 0, endLine, Number.MAX_SAFE_INTEGER);
}
