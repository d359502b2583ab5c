import { phrase } from '../../../schema/phrase.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { GatePermit } from '../../dialect.ts';
import { checkShadow, hasWords, isMark, nameAt, NAME_LENGTH, wordAt } from './gateTokens.ts';
import { FORBIDDEN_WORDS, VERBS } from './gateWords.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';

/**
 * Every token from `start`, once, from left to right: brackets balance, no forbidden word stands outside quotes, every
 * qualified name is a permitted one, and no quoted name is called as a function. Throws GateRefusal.
 */
export function checkBody(tokens: readonly GateToken[], start: number, permit: GatePermit): void {
  let depth = 0;
  let at = start;
  while (at < tokens.length) {
    const token = tokens[at];
    if (isMark(token, '(')) depth += 1;
    else if (isMark(token, ')')) depth -= 1;
    if (depth < 0) throw new GateRefusal(phrase`a bracket closes too early`);
    at += checkToken(tokens, at, { start, depth, permit });
  }
  if (depth > 0) throw new GateRefusal(phrase`a bracket is not closed`);
}

interface Place {
  readonly start: number;
  readonly depth: number;
  readonly permit: GatePermit;
}

/** Gives how many tokens were looked at. */
function checkToken(tokens: readonly GateToken[], at: number, place: Place): number {
  const token = tokens[at];
  // Sequences, packages, other schemas' functions and other tables' columns all need a dot.
  if (isMark(token, '.'))
    throw new GateRefusal(phrase`a dot reaches into something that is not the shadow table`);
  if (token?.kind === 'name') checkQuotedName(tokens, at);
  return token?.kind === 'word' ? checkWord(tokens, at, token.text, place) : 1;
}

function checkWord(tokens: readonly GateToken[], at: number, word: string, place: Place): number {
  const { start, depth, permit } = place;
  const forbidden = FORBIDDEN_WORDS.get(word);
  if (forbidden !== undefined && !isDefaultForInsert(tokens, at, word))
    throw new GateRefusal(phrase`${word} stands outside quotes: it ${forbidden}`);
  if (word === 'TABLE')
    throw new GateRefusal(phrase`TABLE stands there a second time: it names another table`);
  if (word === 'REFERENCES') return checkReference(tokens, at, permit);
  if (word === 'CREATE') return checkOwnIndex(tokens, at, permit);
  if ((word === 'FROM' || word === 'WHERE') && depth === 0)
    throw new GateRefusal(phrase`${word} stands outside quotes: it ${phrase`reads other tables`}`);
  if (word === 'DELETE' && wordAt(tokens, at - 1) !== 'ON' && wordAt(tokens, at - 1) !== 'COMMIT')
    throw new GateRefusal(phrase`DELETE is not the rule of a foreign key`);
  if (VERBS.has(word) && at !== start && !isHarmless(tokens, at, word))
    throw new GateRefusal(phrase`${word} stands where no clause begins`);
  return 1;
}

/** `DEFAULT ON NULL FOR INSERT AND UPDATE` (23ai). */
function isDefaultForInsert(tokens: readonly GateToken[], at: number, word: string): boolean {
  return (
    word === 'INSERT' &&
    hasWords(tokens, at - 4, 'DEFAULT', 'ON', 'NULL', 'FOR') &&
    hasWords(tokens, at + 1, 'AND', 'UPDATE')
  );
}

/** `ON DELETE SET NULL`, `DROP IDENTITY`, and the index that goes with a key. */
function isHarmless(tokens: readonly GateToken[], at: number, word: string): boolean {
  if (word === 'SET') return wordAt(tokens, at - 1) === 'DELETE' && wordAt(tokens, at + 1) === 'NULL';
  if (word !== 'DROP') return false;
  if (wordAt(tokens, at + 1) === 'IDENTITY') return isMark(tokens[at + 2], ')');
  return wordAt(tokens, at + 1) === 'INDEX' && at + 2 === tokens.length;
}

function checkReference(
  tokens: readonly GateToken[],
  at: number,
  { shadow, references }: GatePermit,
): number {
  const parent = nameAt(tokens, at + 1);
  if (!isMark(tokens[at + 1 + NAME_LENGTH], '('))
    throw new GateRefusal(phrase`REFERENCES is not followed by a quoted table and its columns`);
  const isPermitted = [shadow, ...references].some(
    (name) => name.database === parent.database && name.table === parent.table,
  );
  if (!isPermitted)
    throw new GateRefusal(
      phrase`REFERENCES names ${displayName(parent)}, which this statement may not reach`,
    );
  return 1 + NAME_LENGTH;
}

/** USING INDEX (CREATE UNIQUE INDEX … ON the shadow (…)). */
function checkOwnIndex(tokens: readonly GateToken[], at: number, permit: GatePermit): number {
  if (!hasWords(tokens, at - 3, 'USING', 'INDEX') || !isMark(tokens[at - 1], '('))
    throw new GateRefusal(phrase`${'CREATE'} stands where no clause begins`);
  return checkIndexHead(tokens, at, permit) - at;
}

/** `CREATE UNIQUE INDEX "S"."I" ON "S"."T"`, in the shadow's own schema; gives where the bracket behind it stands. */
export function checkIndexHead(tokens: readonly GateToken[], at: number, { shadow }: GatePermit): number {
  const kind = wordAt(tokens, at + 1);
  const index = kind === 'UNIQUE' || kind === 'BITMAP' ? at + 2 : at + 1;
  if (wordAt(tokens, index) !== 'INDEX')
    throw new GateRefusal(phrase`${'CREATE'} is not followed by TABLE and the name of the shadow table`);
  const name = nameAt(tokens, index + 1);
  if (name.database !== shadow.database)
    throw new GateRefusal(phrase`it makes an index in another schema, ${name.database}`);
  const on = index + 1 + NAME_LENGTH;
  if (wordAt(tokens, on) !== 'ON')
    throw new GateRefusal(phrase`the name of the index is not followed by the shadow table`);
  checkShadow(tokens, on + 1, shadow);
  const bracket = on + 1 + NAME_LENGTH;
  if (!isMark(tokens[bracket], '('))
    throw new GateRefusal(phrase`the name of the new table is not followed by its columns in brackets`);
  return bracket;
}

/** A quoted name before a bracket is a call wherever an expression may stand; only partitions have definitions in brackets. */
function checkQuotedName(tokens: readonly GateToken[], at: number): void {
  if (!isMark(tokens[at + 1], '(')) return;
  const owner = wordAt(tokens, at - 1);
  const isPartition =
    (owner === 'PARTITION' || owner === 'TABLESPACE') && wordAt(tokens, at + 2) === 'SUBPARTITION';
  if (!isPartition) throw new GateRefusal(phrase`a quoted name is called as a function`);
}
