import { joined, phrase, type Said } from '../../../schema/phrase.ts';
import { BARE_OPTIONS, CLAUSE_VERBS } from './gateWords.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';

/**
 * Every clause of an ALTER TABLE has to begin with a verb that the gate knows, or be a table option. So CONVERT
 * PARTITION … TO TABLE, SECONDARY_LOAD, ENABLE KEYS, FORCE, and whatever a later server adds, do not pass.
 * Takes the tokens and where the clauses begin; throws GateRefusal. Brackets were checked before.
 */
export function checkClauses(tokens: readonly GateToken[], start: number): void {
  let depth = 0;
  let verb = checkStart(tokens, start, null);
  for (let i = start; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token?.kind === 'mark') {
      if (token.text === '(') depth += 1;
      else if (token.text === ')') depth -= 1;
      else if (token.text === ',' && depth === 0) verb = checkStart(tokens, i + 1, verb);
    } else if (token?.kind === 'word' && token.text === 'INTO' && !isReorganize(tokens, i, depth, verb)) {
      throw new GateRefusal(phrase`INTO stands outside quotes: it writes elsewhere`);
    }
  }
}

/** Gives what begins the clause, for clauses that hold commas of their own (`DROP PARTITION p1, p2`). */
function checkStart(tokens: readonly GateToken[], at: number, previous: string | null): string {
  const first = tokens[at];
  const second = tokens[at + 1];
  if (first === undefined) throw new GateRefusal(phrase`a clause is empty`);
  const start = first.kind === 'name' ? nameStart(second, previous) : wordStart(first, second);
  if (start !== null) return start;
  throw new GateRefusal(
    phrase`a clause begins with ${joined(second === undefined ? [describe(first)] : [describe(first), describe(second)], ' ')}`,
  );
}

function nameStart(second: GateToken | undefined, previous: string | null): string | null {
  if (previous?.endsWith(' PARTITION') === true) return previous;
  // MariaDB: a table option that an engine defines, `name`='value'.
  return isEquals(second) ? 'option' : null;
}

function wordStart(first: GateToken, second: GateToken | undefined): string | null {
  if (first.kind !== 'word') return null;
  const followers = CLAUSE_VERBS.get(first.text);
  if (followers === undefined) return isEquals(second) || BARE_OPTIONS.has(first.text) ? 'option' : null;
  const follower = second?.kind === 'word' ? second.text : (second?.kind ?? '');
  return followers.has(follower) ? `${first.text} ${follower}` : null;
}

function isReorganize(tokens: readonly GateToken[], at: number, depth: number, verb: string): boolean {
  const next = tokens[at + 1];
  return depth === 0 && verb === 'REORGANIZE PARTITION' && next?.kind === 'mark' && next.text === '(';
}

function isEquals(token: GateToken | undefined): boolean {
  return token?.kind === 'mark' && token.text === '=';
}

/** A token for a message; names and strings by their kind only, they may hold anything. */
function describe(token: GateToken): Said {
  if (token.kind === 'name') return phrase`a quoted name`;
  return token.kind === 'string' ? phrase`a string` : token.text;
}
