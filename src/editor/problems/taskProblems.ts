/** Failed statements of runs as Problems on the run's change SQL, while it is open. */
import { Diagnostic, DiagnosticSeverity, Range } from 'vscode';
import type { Event, TextDocument } from 'vscode';
import { phrase } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { isTaskAddress } from '../documents/taskAddress.ts';
import type { OutcomeSpan } from '../documents/taskChangeText.ts';
import { translated } from '../ui/translated.ts';
import { OpenDocumentProblems } from './openDocumentProblems.ts';
import { problemSource } from './problemSource.ts';

export function taskProblems(
  outcomesIn: (document: TextDocument) => readonly OutcomeSpan[],
  onDidChange: Event<unknown>,
): OpenDocumentProblems {
  const problemsIn = (document: TextDocument): readonly Diagnostic[] | null =>
    isTaskAddress(document.uri)
      ? outcomesIn(document)
          .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
          .map(problem)
      : null;
  return new OpenDocumentProblems('shadow-sync-tasks', problemsIn, onDidChange);
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
