/**
 * R1 b: the last check before a statement is sent. It knows nothing of how the statement was made; it reads the final
 * text again, with a lexer of its own, and lets through exactly one statement that makes or changes the one permitted
 * shadow, its comments or its own indexes, and reaches nothing else.
 */
import { phrase } from '../../schema/phrase.ts';
import { displayName } from '../../schema/tableName.ts';
import type { GatePermit } from '../dialect.ts';
import { checkBody, checkIndexHead } from './gate/checkBody.ts';
import { checkEnd, checkShadow, hasWords, isMark, nameAt, NAME_LENGTH, wordAt } from './gate/gateTokens.ts';
import { CLAUSES } from './gate/gateWords.ts';
import { lexStatement } from './gate/lexStatement.ts';
import { GateRefusal, orRefuse } from '../gateRefusal.ts';
import type { GateToken } from '../gateRefusal.ts';

/**
 * Takes the final text of a statement, without marker comments (those are added after the gate, R9), and what it may
 * touch. Gives nothing when the statement may be sent; throws ShadowSyncError 'gate' otherwise.
 */
export function gateOracleStatement(sql: string, permit: GatePermit): void {
  orRefuse(permit, () => {
    check(lexStatement(sql), permit);
  });
}

function check(tokens: readonly GateToken[], permit: GatePermit): void {
  switch (wordAt(tokens, 0)) {
    case 'CREATE':
      checkCreate(tokens, permit);
      return;
    case 'ALTER':
      checkAlter(tokens, permit);
      return;
    case 'COMMENT':
      checkComment(tokens, permit);
      return;
    case 'DROP':
      checkDrop(tokens, permit);
      return;
    case null:
    default:
      throw new GateRefusal(phrase`it is not a CREATE TABLE or ALTER TABLE`);
  }
}

function checkCreate(tokens: readonly GateToken[], permit: GatePermit): void {
  const table = hasWords(tokens, 1, 'GLOBAL', 'TEMPORARY', 'TABLE') ? 3 : 1;
  if (wordAt(tokens, table) !== 'TABLE') {
    checkBody(tokens, checkIndexHead(tokens, 0, permit), permit);
    return;
  }
  checkShadow(tokens, table + 1, permit.shadow);
  const body = table + 1 + NAME_LENGTH;
  if (!isMark(tokens[body], '('))
    throw new GateRefusal(phrase`the name of the new table is not followed by its columns in brackets`);
  checkBody(tokens, body, permit);
}

function checkAlter(tokens: readonly GateToken[], permit: GatePermit): void {
  if (wordAt(tokens, 1) !== 'TABLE')
    throw new GateRefusal(phrase`${'ALTER'} is not followed by TABLE and the name of the shadow table`);
  checkShadow(tokens, 2, permit.shadow);
  const body = 2 + NAME_LENGTH;
  const verb = wordAt(tokens, body);
  const next = tokens[body + 1];
  const follower = next === undefined ? '' : next.kind === 'number' ? 'number' : next.text;
  const isNamed = next?.kind === 'name' || next?.kind === 'string';
  if (verb === null || isNamed || CLAUSES.get(verb)?.has(follower) !== true)
    throw new GateRefusal(phrase`a clause begins with ${verb ?? ''} ${isNamed ? '' : follower}`);
  checkBody(tokens, body, permit);
}

function checkComment(tokens: readonly GateToken[], permit: GatePermit): void {
  const isColumn = hasWords(tokens, 1, 'ON', 'COLUMN');
  if (!isColumn && !hasWords(tokens, 1, 'ON', 'TABLE'))
    throw new GateRefusal(phrase`it comments something that is no table and no column`);
  checkShadow(tokens, 3, permit.shadow);
  let at = 3 + NAME_LENGTH;
  if (isColumn) {
    if (!isMark(tokens[at], '.') || tokens[at + 1]?.kind !== 'name')
      throw new GateRefusal(phrase`it comments something that is no table and no column`);
    at += 2;
  }
  if (wordAt(tokens, at) !== 'IS' || tokens[at + 1]?.kind !== 'string')
    throw new GateRefusal(phrase`the comment is no string`);
  checkEnd(tokens, at + 2);
}

function checkDrop(tokens: readonly GateToken[], permit: GatePermit): void {
  const name = nameAt(tokens, 2);
  checkEnd(tokens, 2 + NAME_LENGTH);
  if (wordAt(tokens, 1) === 'INDEX') {
    // An index is named without its table: what says that it is the shadow's own is the server, at the analysis.
    const isOwn = name.database === permit.shadow.database && permit.indexes?.includes(name.table) === true;
    if (!isOwn)
      throw new GateRefusal(phrase`it drops an index that is not the shadow’s own, ${displayName(name)}`);
    return;
  }
  if (wordAt(tokens, 1) !== 'TABLE')
    throw new GateRefusal(phrase`${'DROP'} is not followed by TABLE and the name of the shadow table`);
  checkShadow(tokens, 2, permit.shadow);
  if (!permit.dropTable) throw new GateRefusal(phrase`dropping a table is not permitted here`);
}
