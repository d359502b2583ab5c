/** The change SQL as a document, with what the editor needs to know of its lines. Without `vscode`. */
import { changeSql } from '../../comparison/changeSql.ts';
import type { Compared } from '../../comparison/comparisonState.ts';
import type { RunOutcomeKind } from '../../comparison/runProgress.ts';
import { doneStatements } from '../../comparison/statementMarks.ts';
import { inSlices } from '../../shadow/inSlices.ts';
import type { Pacing } from '../../shadow/inSlices.ts';
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

/** As long as the result: a window has one language. */
const made = new WeakMap<Compared, ChangeDocument>();
const making = new WeakMap<Compared, Promise<ChangeDocument>>();

/** Null before somebody has made it. */
export function madeChangeDocument(compared: Compared): ChangeDocument | null {
  return made.get(compared) ?? null;
}

/** Makes it when somebody asks first, however many ask meanwhile. */
export async function changeDocument(
  compared: Compared,
  pacing: Pacing,
  say: Saying = english,
): Promise<ChangeDocument> {
  const known = made.get(compared) ?? making.get(compared);
  if (known !== undefined) return await known;
  const work = inSlices(changeSql(compared, say), pacing).then((placed) => withDone(compared, placed));
  making.set(compared, work);
  try {
    const document = await work;
    made.set(compared, document);
    return document;
  } finally {
    making.delete(compared);
  }
}

function withDone(compared: Compared, placed: PlacedPlanText): ChangeDocument {
  const done = doneStatements(compared);
  // The heading ends with them and, where something is to do, with the statements that set up the session.
  const session = placed.statements.length === 0 ? 0 : compared.server.scriptSession.length;
  const firstLine = placed.headingLines - session - done.length;
  return {
    ...placed,
    lineCount: countLines(placed.text),
    done: done.map(({ outcome }, i) => ({ line: firstLine + i, outcome })),
  };
}

/** As `TextDocument` has them; without making thousands of lines. */
function countLines(text: string): number {
  let count = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Of CR LF the LF counts.
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) count++;
  }
  return count;
}
