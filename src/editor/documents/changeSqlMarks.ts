import type { TextDocument } from 'vscode';
import type { ComparisonDocuments } from './comparisonDocuments.ts';
import { marksOf } from './marksOf.ts';
import type { LineMark } from './outcomeDecorations.ts';

/** What a run does or did to the statements of a comparison's change SQL. */
export function changeSqlMarks(documents: ComparisonDocuments, document: TextDocument): readonly LineMark[] {
  const found = documents.changeSqlIn(document);
  if (found === null) return [];
  const marks = marksOf(found.open, found.shown);
  const ofStatements = found.change.statements.flatMap(({ statement, endLine }) => {
    const mark = marks.get(statement.id);
    return mark === undefined ? [] : [{ line: endLine, ...mark }];
  });
  return [...ofStatements, ...found.change.done.map((one) => ({ ...one, error: null }))];
}
