/** What to grant when the server says that an account may not (P-25). */
import { quoteIdentifier } from '../../schema/mysql/quote.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import { serversWord } from '../serversWord.ts';
import { quoteTable } from './quoteTable.ts';

/** `'app'@'10.%'` from the server's `app@10.%`, as `CURRENT_USER()` gives it: the last @ separates. */
function quotedAccount(account: string): string {
  const at = account.lastIndexOf('@');
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  return at < 0 ? quoted(account) : `${quoted(account.slice(0, at))}@${quoted(account.slice(at + 1))}`;
}

/** The GRANT statement that lets `account` do `privileges` on one table. */
export function grantFor(privileges: readonly string[], table: TableName, account: string): string {
  return `GRANT ${privileges.join(', ')} ON ${quoteTable(table)} TO ${quotedAccount(account)};`;
}

/** The GRANT statement for a whole database, `name` as GRANT takes it: `_` and `%` stand for others unless escaped. */
export function grantOnDatabase(privileges: readonly string[], name: string, account: string): string {
  return `GRANT ${privileges.join(', ')} ON ${quoteIdentifier(name)}.* TO ${quotedAccount(account)};`;
}

/** The same error with the GRANT as its remedy; errors of other kinds come back as they are. */
export function withGrant(
  error: ShadowSyncError,
  privileges: readonly string[],
  table: TableName,
  account: string,
): ShadowSyncError {
  if (error.code !== 'privilege') return error;
  return new ShadowSyncError('privilege', error.said, {
    remedy: phrase`Have an administrator run: ${grantFor(privileges, table, account)}`,
    ...serversWord(error),
  });
}
