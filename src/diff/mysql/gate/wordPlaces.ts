import { phrase, type Phrase } from '../../../schema/phrase.ts';
import { isMark, wordAt } from './gateBody.ts';
import type { GateBody } from './gateBody.ts';
import { CLAUSE_ONLY_VERBS, LOCAL_ENGINES } from './gateWords.ts';

/** Where a word that is harmless in one place and dangerous in another may stand, and what it would do elsewhere. */
interface WordPlace {
  readonly allows: (body: GateBody, at: number) => boolean;
  readonly otherwise: Phrase;
}

const PLACES: ReadonlyMap<string, WordPlace> = new Map<string, WordPlace>([
  // CREATE TABLE s TABLE other, EXCHANGE … WITH TABLE, CONVERT TABLE: the statement's own TABLE came before the name.
  [
    'TABLE',
    { allows: () => false, otherwise: phrase`TABLE stands there a second time: it names another table` },
  ],
  ['LIKE', { allows: isLikeOperator, otherwise: phrase`LIKE is not the operator: it copies another table` }],
  [
    'REPLACE',
    {
      // Outside brackets CREATE takes a query there; ALTER only MariaDB's bare default: DEFAULT replace(uuid(),'-','').
      allows: (body, at) => (body.brackets.length > 0 || body.verb === 'ALTER') && opensBracket(body, at),
      otherwise: phrase`REPLACE is not the function: it takes rows from a query`,
    },
  ],
  [
    'CONVERT',
    {
      allows: opensBracket,
      otherwise: phrase`CONVERT is not the function: it changes more than was planned`,
    },
  ],
  ['TRUNCATE', { allows: opensBracket, otherwise: phrase`TRUNCATE is not the function: it removes rows` }],
  ['AS', { allows: isGeneratedOrCast, otherwise: phrase`AS takes rows from a query` }],
  ['VALUES', { allows: isPartitionBound, otherwise: phrase`VALUES brings rows` }],
  ['INTO', { allows: (body) => body.verb === 'ALTER', otherwise: phrase`INTO writes elsewhere` }],
  ['DELETE', { allows: followsOn, otherwise: phrase`DELETE is not the rule of a foreign key` }],
  ['UPDATE', { allows: followsOn, otherwise: phrase`UPDATE is not the rule of a foreign key or a column` }],
  [
    'ENGINE',
    {
      allows: isLocalEngine,
      otherwise: phrase`ENGINE is none of those that keep their rows in the table itself`,
    },
  ],
]);

/** Takes an unquoted word (upper case) and where it stands. Gives why it may not stand there, or null. */
export function misplaced(body: GateBody, at: number, word: string): Phrase | null {
  if (CLAUSE_ONLY_VERBS.has(word))
    return startsClause(body, at) ? null : phrase`${word} stands where no clause begins`;
  const place = PLACES.get(word);
  return place === undefined || place.allows(body, at) ? null : place.otherwise;
}

function opensBracket(body: GateBody, at: number): boolean {
  return isMark(body.tokens[at + 1], '(');
}

/** `a LIKE b` has an operand to its left; `(LIKE other)` and `, LIKE other` have none. */
function isLikeOperator(body: GateBody, at: number): boolean {
  const before = body.tokens[at - 1];
  return body.brackets.length > 0 && (before?.kind !== 'mark' || before.text === ')');
}

/** In brackets it can only be GENERATED ALWAYS AS or cast(… AS …): a query would hold SELECT, TABLE or VALUES. */
function isGeneratedOrCast(body: GateBody, at: number): boolean {
  if (body.brackets.length > 0) return true;
  return body.verb === 'ALTER' && (opensBracket(body, at) || wordAt(body, at + 1) === 'ROW');
}

function isPartitionBound(body: GateBody, at: number): boolean {
  const next = wordAt(body, at + 1);
  return body.brackets.length > 0 && (next === 'LESS' || next === 'IN');
}

function followsOn(body: GateBody, at: number): boolean {
  return wordAt(body, at - 1) === 'ON';
}

/** Every form of the value that the grammar takes: bare, quoted as a name, quoted as a string. */
function isLocalEngine(body: GateBody, at: number): boolean {
  const value = body.tokens[isMark(body.tokens[at + 1], '=') ? at + 2 : at + 1];
  const isNamed = value?.kind === 'word' || value?.kind === 'name' || value?.kind === 'string';
  return isNamed && LOCAL_ENGINES.has(value.text.toUpperCase());
}

function startsClause(body: GateBody, at: number): boolean {
  if (body.verb !== 'ALTER' || body.brackets.length > 0) return false;
  return at === body.start || isMark(body.tokens[at - 1], ',');
}
