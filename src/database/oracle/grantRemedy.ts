/** What to grant when the server says that an account may not (P-25). */
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { serversWord } from '../serversWord.ts';
import type { StatementTarget, StatementVerb } from './statementTarget.ts';

/** In one's own schema CREATE TABLE is all that there is to grant; elsewhere it takes the ANY privileges. */
const elsewhere: Readonly<Record<StatementVerb, readonly string[]>> = {
  CREATE: ['CREATE ANY TABLE'],
  ALTER: ['ALTER ANY TABLE'],
  DROP: ['DROP ANY TABLE'],
  INDEX: ['CREATE ANY INDEX'],
  COMMENT: ['COMMENT ANY TABLE'],
};

/** All that a run needs in a schema of its own and in another one. */
export function privilegesToRun(isOwn: boolean): readonly string[] {
  return isOwn
    ? ['CREATE TABLE']
    : ['CREATE ANY TABLE', 'ALTER ANY TABLE', 'CREATE ANY INDEX', 'COMMENT ANY TABLE'];
}

/** `GRANT CREATE TABLE TO "APP";` */
export function grantOf(privileges: readonly string[], account: string): string {
  return `GRANT ${privileges.join(', ')} TO ${quoteIdentifier(account)};`;
}

/** The same error with the GRANT as its remedy; errors of other kinds come back as they are. */
export function withGrant(error: ShadowSyncError, target: StatementTarget, account: string): ShadowSyncError {
  // One that has a remedy is about room, and not about a privilege.
  if (error.code !== 'privilege' || error.saidRemedy !== null) return error;
  const isOwn = target.table.database === account;
  const privileges = isOwn ? privilegesToRun(true) : elsewhere[target.verb];
  return new ShadowSyncError('privilege', error.said, {
    remedy: phrase`Have an administrator run: ${grantOf(privileges, account)} For a foreign key to a table of another schema: GRANT REFERENCES ON it.`,
    ...serversWord(error),
  });
}
