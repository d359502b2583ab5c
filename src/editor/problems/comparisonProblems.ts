/** Findings and failed statements as Problems on the change SQL, while it is open. */
import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { Event, TextDocument } from 'vscode';
import type { Finding, FindingLevel } from '../../diff/finding.ts';
import { assertNever } from '../../schema/assertNever.ts';
import type { LineSpan } from '../../shadow/planText.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { ComparisonDocuments } from '../documents/comparisonDocuments.ts';
import { findingUri } from '../documents/documentUri.ts';
import { foundPair } from '../documents/foundPair.ts';
import { marksOf } from '../documents/marksOf.ts';
import { OpenDocumentProblems } from './openDocumentProblems.ts';
import { problemSource } from './problemSource.ts';
import { translated } from '../ui/translated.ts';
import type { Said } from '../../schema/phrase.ts';

/** `onDidChange`: whatever the problems are made of. */
export function comparisonProblems(
  documents: ComparisonDocuments,
  onDidChange: Event<unknown>,
): OpenDocumentProblems {
  return new OpenDocumentProblems('shadow-sync', (document) => problemsIn(documents, document), onDidChange);
}

function problemsIn(documents: ComparisonDocuments, document: TextDocument): readonly Diagnostic[] | null {
  if (documents.placeOf(document.uri)?.content.kind !== 'change') return null;
  const found = documents.changeSqlIn(document);
  // Without a plan to look at there is nothing to say; a text that is about to follow its plan says it then.
  if (found === null) return null;
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
  return [...ofTables, ...ofStatements];
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
