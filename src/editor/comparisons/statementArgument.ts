/** What commands of one statement or one pair are handed by CodeLenses and quick fixes. Without `vscode`. */
import { readForeign } from '../foreignValue.ts';

/** One statement of one comparison, in one revision of it: ids of statements are given anew with every plan. */
export interface StatementArgument {
  readonly comparison: string;
  readonly revision: number;
  readonly statement: number;
}

/** Reads it from a foreign value; null when it is none. */
export function readStatementArgument(value: unknown): StatementArgument | null {
  return readForeign(() => argumentIn(value));
}

function argumentIn(value: unknown): StatementArgument | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const comparison = fields.get('comparison');
  const revision = fields.get('revision');
  const statement = fields.get('statement');
  if (typeof comparison !== 'string' || typeof revision !== 'number' || typeof statement !== 'number')
    return null;
  return { comparison, revision, statement };
}
