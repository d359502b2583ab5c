/**
 * R1 b: the last check before a statement is sent. It knows nothing of how the statement was made; it reads the final
 * text again, with a lexer of its own, and lets through exactly one CREATE TABLE, ALTER TABLE or (only for undo) DROP
 * TABLE of the one permitted shadow that reaches no other table, file, server, lock or sequence.
 */
import { phrase } from '../../schema/phrase.ts';
import { displayName } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { GatePermit } from '../dialect.ts';
import { checkBody } from './gate/checkBody.ts';
import { checkClauses } from './gate/checkClauses.ts';
import { lexStatement } from './gate/lexStatement.ts';
import { GateRefusal, orRefuse } from '../gateRefusal.ts';
import type { GateToken } from '../gateRefusal.ts';

/** `CREATE TABLE` + `` `database`.`table` ``: verb, TABLE, name, dot, name. */
const HEAD_LENGTH = 5;

/**
 * Takes the final text of a statement, without marker comments (those are added after the gate, R9), and what it may
 * touch. Gives nothing when the statement may be sent; throws ShadowSyncError 'gate' otherwise.
 */
export function gateMysqlStatement(sql: string, permit: GatePermit): void {
  orRefuse(permit, () => {
    check(lexStatement(sql), permit);
  });
}

function check(tokens: readonly GateToken[], permit: GatePermit): void {
  const verb = tokens[0]?.kind === 'word' ? tokens[0].text : null;
  if (verb !== 'CREATE' && verb !== 'ALTER' && verb !== 'DROP') {
    throw new GateRefusal(phrase`it is not a CREATE TABLE or ALTER TABLE`);
  }
  if (tokens[1]?.kind !== 'word' || tokens[1].text !== 'TABLE') {
    throw new GateRefusal(phrase`${verb} is not followed by TABLE and the name of the shadow table`);
  }
  checkName(tokens, permit.shadow);
  if (verb === 'DROP') {
    if (!permit.dropTable) throw new GateRefusal(phrase`dropping a table is not permitted here`);
    if (tokens.length > HEAD_LENGTH)
      throw new GateRefusal(phrase`something follows the name of the table to drop`);
    return;
  }
  if (tokens.length === HEAD_LENGTH) throw new GateRefusal(phrase`nothing follows the name of the table`);
  checkBody(tokens, HEAD_LENGTH, verb, permit);
  if (verb === 'ALTER') checkClauses(tokens, HEAD_LENGTH);
}

/** The name has to be quoted and to name its database: the session's current database must not decide. */
function checkName(tokens: readonly GateToken[], shadow: TableName): void {
  const [database, dot, table] = [tokens[2], tokens[3], tokens[4]];
  if (database?.kind !== 'name' || dot?.kind !== 'mark' || dot.text !== '.' || table?.kind !== 'name') {
    throw new GateRefusal(phrase`the name of the table is not quoted or does not name its database`);
  }
  if (database.text !== shadow.database || table.text !== shadow.table) {
    throw new GateRefusal(
      phrase`it names another table, ${displayName({ database: database.text, table: table.text })}`,
    );
  }
}
