import { phrase } from '../../../schema/phrase.ts';
import type { GatePermit } from '../../dialect.ts';
import { isMark, wordAt } from './gateBody.ts';
import type { Bracket, GateBody } from './gateBody.ts';
import { FORBIDDEN_WORDS, FUNCTION_SCHEMAS, KEY_WORDS, NAMING_WORDS } from './gateWords.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';
import { misplaced } from './wordPlaces.ts';

/**
 * Every token behind the table's name, once, from left to right: brackets balance, no forbidden word stands outside
 * quotes, REFERENCES names permitted tables, and no quoted name is called as a function. Throws GateRefusal.
 */
export function checkBody(
  tokens: readonly GateToken[],
  start: number,
  verb: 'CREATE' | 'ALTER',
  permit: GatePermit,
): void {
  const body: GateBody = { tokens, start, verb, permit, brackets: [] };
  if (verb === 'CREATE' && !isMark(tokens[start], '(')) {
    throw new GateRefusal(phrase`the name of the new table is not followed by its columns in brackets`);
  }
  for (let i = start; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.kind === 'mark') checkMark(body, i, token.text);
    else if (token?.kind === 'word') checkWord(body, i, token.text);
    else if (token?.kind === 'name') checkQuotedName(body, i);
  }
  if (body.brackets.length > 0) throw new GateRefusal(phrase`a bracket is not closed`);
}

function checkMark(body: GateBody, at: number, mark: string): void {
  if (mark === '(') body.brackets.push(bracketAt(body, at));
  else if (mark === ')' && body.brackets.pop() === undefined)
    throw new GateRefusal(phrase`a bracket closes too early`);
}

function bracketAt(body: GateBody, at: number): Bracket {
  if (at === body.start) return body.verb === 'CREATE' ? 'items' : 'other';
  const outer = body.brackets.at(-1);
  if (outer !== undefined && outer !== 'items') return 'other';
  // `KEY k USING HASH (a)` has parts; `PARTITION BY HASH (f(a))` an expression.
  if (wordAt(body, at - 1) !== null && wordAt(body, at - 2) === 'USING') return 'parts';
  const owner = body.tokens[at - 1]?.kind === 'name' ? nameOwner(body, at - 1) : wordAt(body, at - 1);
  return owner !== null && KEY_WORDS.has(owner) ? 'parts' : 'other';
}

/** The word before a name, looking past a qualifying database: REFERENCES `d`.`t` gives REFERENCES. */
function nameOwner(body: GateBody, at: number): string | null {
  const isQualified = isMark(body.tokens[at - 1], '.') && body.tokens[at - 2]?.kind === 'name';
  return wordAt(body, isQualified ? at - 3 : at - 1);
}

function checkWord(body: GateBody, at: number, word: string): void {
  const forbidden = FORBIDDEN_WORDS.get(word);
  if (forbidden !== undefined) throw new GateRefusal(phrase`${word} stands outside quotes: it ${forbidden}`);
  const isQualified = isMark(body.tokens[at - 1], '.') && !FUNCTION_SCHEMAS.has(wordAt(body, at - 2) ?? '');
  if (isQualified && isMark(body.tokens[at + 1], '('))
    throw new GateRefusal(phrase`it calls a stored function`);
  const misplacement = misplaced(body, at, word);
  if (misplacement !== null) throw new GateRefusal(misplacement);
  if (word === 'REFERENCES') checkReference(body, at);
}

/** An unqualified parent is looked for in the child's database, by MySQL and MariaDB alike. */
function checkReference(body: GateBody, at: number): void {
  const { tokens, permit } = body;
  const first = tokens[at + 1];
  const isQualified = isMark(tokens[at + 2], '.');
  const second = isQualified ? tokens[at + 3] : first;
  const columns = tokens[at + (isQualified ? 4 : 2)];
  if (first?.kind !== 'name' || second?.kind !== 'name' || !isMark(columns, '(')) {
    throw new GateRefusal(phrase`REFERENCES is not followed by a quoted table and its columns`);
  }
  const database = isQualified ? first.text : permit.shadow.database;
  const permitted = [permit.shadow, ...permit.references];
  if (!permitted.some((name) => name.database === database && name.table === second.text)) {
    throw new GateRefusal(
      phrase`REFERENCES names ${database}.${second.text}, which this statement may not reach`,
    );
  }
}

/**
 * To the server a quoted name before a bracket is a function call wherever an expression may stand (its grammar takes
 * quoted names for native functions too), so `sleep`(5) would pass a test for words. Such a name is let through only
 * as the name of a thing, or as a key part with its length.
 */
function checkQuotedName(body: GateBody, at: number): void {
  const { tokens, brackets } = body;
  if (!isMark(tokens[at + 1], '(')) return;
  const place = brackets.at(-1);
  const owner = nameOwner(body, at);
  const isPartition = owner === 'PARTITION' || owner === 'SUBPARTITION';
  const isOutside = place === undefined || place === 'items';
  if (owner !== null && NAMING_WORDS.has(owner) && (isPartition || isOutside)) return;
  const hasLength = tokens[at + 2]?.kind === 'number' && isMark(tokens[at + 3], ')');
  const startsPart = isMark(tokens[at - 1], '(') || isMark(tokens[at - 1], ',');
  if (place === 'parts' && hasLength && startsPart) return;
  throw new GateRefusal(phrase`a quoted name is called as a function`);
}
