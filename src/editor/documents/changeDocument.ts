/** The change SQL as a document, with what the editor needs to know of its lines. Without `vscode`. */
import { changeSql } from '../../comparison/changeSql.ts';
import type { Compared } from '../../comparison/comparisonState.ts';
import type { RunOutcomeKind } from '../../comparison/runProgress.ts';
import { doneStatements } from '../../comparison/statementMarks.ts';
import type { PlacedPlanText } from '../../shadow/planText.ts';
import { english } from '../../schema/phrase.ts';
import type { Saying } from '../../schema/phrase.ts';

export interface ChangeDocument extends PlacedPlanText {
  /** Of the whole text, as VS Code counts them. */
  readonly lineCount: number;
  /** Statements of the last run that are no more to do; the heading names them. */
  readonly done: readonly PlacedDone[];
}

export interface PlacedDone {
  readonly line: number;
  readonly outcome: RunOutcomeKind;
}

const made = new WeakMap<Compared, ChangeDocument>();

/** Made when somebody asks first, and kept as long as the result: a window has one language. */
export function changeDocument(compared: Compared, say: Saying = english): ChangeDocument {
  const before = made.get(compared);
  if (before !== undefined) return before;
  const placed = changeSql(compared, say);
  const done = doneStatements(compared);
  // The heading ends with them and, where something is to do, with the statements that set up the session.
  const session = placed.statements.length === 0 ? 0 : compared.server.scriptSession.length;
  const firstLine = placed.headingLines - session - done.length;
  const document = {
    ...placed,
    lineCount: placed.text.split(/\r\n|\r|\n/).length,
    done: done.map(({ outcome }, i) => ({ line: firstLine + i, outcome })),
  };
  made.set(compared, document);
  return document;
}
