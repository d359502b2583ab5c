import { phrase } from '../../../schema/phrase.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { TableName } from '../../../schema/tableName.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';

/** `"SCHEMA"."TABLE"`: how many tokens that is. */
export const NAME_LENGTH = 3;

/** The word there, upper case; null for anything else. */
export function wordAt(tokens: readonly GateToken[], at: number): string | null {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : null;
}

/** Whether the token is this mark. */
export function isMark(token: GateToken | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}

/** Whether these words stand there. */
export function hasWords(tokens: readonly GateToken[], at: number, ...words: readonly string[]): boolean {
  return words.every((word, i) => wordAt(tokens, at + i) === word);
}

/** The quoted name with its schema that stands there: the session's current schema must not decide. */
export function nameAt(tokens: readonly GateToken[], at: number): TableName {
  const [database, dot, table] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (database?.kind !== 'name' || !isMark(dot, '.') || table?.kind !== 'name')
    throw new GateRefusal(phrase`the name of the table is not quoted or does not name its database`);
  return { database: database.text, table: table.text };
}

/** Throws unless the name that stands there is the shadow's. */
export function checkShadow(tokens: readonly GateToken[], at: number, shadow: TableName): void {
  const name = nameAt(tokens, at);
  if (name.database !== shadow.database || name.table !== shadow.table)
    throw new GateRefusal(phrase`it names another table, ${displayName(name)}`);
}

/** Throws unless the statement ends there. */
export function checkEnd(tokens: readonly GateToken[], at: number): void {
  if (tokens.length > at) throw new GateRefusal(phrase`something follows where the statement should end`);
}
