/** What the account lacks for reading and for running, as the statements that grant it. */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { joined, phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { privilegeReport } from '../privilegeReport.ts';
import type { PrivilegeReport } from '../privilegeReport.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { readGrants } from './grants.ts';
import type { Grants } from './grants.ts';
import { grantOnDatabase } from './grantRemedy.ts';
import type { ServerConnection } from './serverConnection.ts';
import { privilegesFor } from './statementTarget.ts';

/** SHOW CREATE TABLE is content with any privilege; whether a table has rows is asked with a SELECT. */
const reading = ['SELECT'];

/** A run makes shadow tables and alters them. */
const running = [...new Set([...privilegesFor('CREATE'), ...privilegesFor('ALTER')])];

/** Bounds the detail: an account may have thousands of grants on single tables. */
const maxShown = 5;

/**
 * Looks at each database; none means that one is chosen later. Missing privileges for reading fail, those for running
 * warn. Throws ShadowSyncError when the server can't be asked.
 */
export async function checkPrivileges(
  connection: ServerConnection,
  facts: MysqlServerFacts,
  databases: readonly string[],
  limits: QueryLimits,
): Promise<PrivilegeReport> {
  if (databases.length === 0) {
    return privilegeReport('ok', phrase`No database is chosen yet; privileges are looked at when one is.`);
  }
  const account = await askedValue(connection, 'SELECT CURRENT_USER() AS account', limits);
  const lines = (await connection.rows('SHOW GRANTS', [], limits)).map(([line]) => line ?? '');
  const hasPatterns = facts.dialect !== 'oceanbase' && !(await hasPartialRevokes(connection, limits));
  const grants = readGrants(lines, {
    hasPatterns,
    ignoresCase: facts.lowerCaseTableNames !== 0,
    currentRole: await roleInForce(connection, limits),
  });
  const visible = await connection.rows('SHOW DATABASES', [], limits);
  const names = new Set(visible.map(([database]) => database ?? ''));
  const found = databases.map((database) => judge(database, grants, names.has(database)));
  return summed(found, grants, statementsFor(account ?? '', grants, hasPatterns));
}

/**
 * What grants the missing privileges and takes none away: only the most specific grant on a database counts, so one
 * beside a pattern has to hold everything, and one that was written without escapes is added to as it stands.
 */
function statementsFor(
  account: string,
  grants: Grants,
  hasPatterns: boolean,
): (missing: readonly string[], database: string) => string {
  const user = account.slice(0, account.lastIndexOf('@'));
  return (missing, database) => {
    const row = grants.rowOf(user, database);
    if (row === database) return grantOnDatabase(missing, row, account);
    const name = hasPatterns ? database.replaceAll(/[\\%_]/g, '\\$&') : database;
    return grantOnDatabase(row === null || row === name ? missing : running, name, account);
  };
}

interface DatabaseFinding {
  readonly database: string;
  readonly isThere: boolean;
  readonly missingToRead: readonly string[];
  readonly missingToRun: readonly string[];
  /** Where reading is granted table by table. */
  readonly readable: readonly string[];
}

function judge(database: string, grants: Grants, isVisible: boolean): DatabaseFinding {
  const missing = (wanted: readonly string[]): readonly string[] =>
    wanted.filter((privilege) => !grants.has(privilege, database));
  const missingToRead = missing(reading);
  return {
    database,
    // Who may do nothing in a database does not see it either, and can't know.
    isThere: isVisible || missingToRead.length > 0,
    missingToRead,
    missingToRun: missing(running),
    readable: missingToRead.length === 0 ? [] : grants.tablesWith('SELECT', database),
  };
}

function summed(
  found: readonly DatabaseFinding[],
  grants: Grants,
  statement: (privileges: readonly string[], database: string) => string,
): PrivilegeReport {
  const gone = found.filter(({ isThere }) => !isThere);
  if (gone.length > 0) {
    const detail = phrase`There is no database ${gone.map(({ database }) => database).join(', ')} on this server.`;
    return privilegeReport('failed', detail, phrase`Check the name of the database, or create it.`);
  }
  const statements = found.flatMap(({ database, missingToRun }) =>
    missingToRun.length === 0 ? [] : [statement(missingToRun, database)],
  );
  if (statements.length === 0) {
    return privilegeReport(
      'ok',
      phrase`The account may read and change ${found.map(({ database }) => database).join(', ')}.`,
    );
  }
  const idle = grants.idleRoles.slice(0, maxShown).join(', ');
  const roles = idle === '' ? [] : [phrase`Not in force: the role ${idle}; a default role would be.`];
  const isReadable = found.every((each) => each.missingToRead.length === 0 || each.readable.length > 0);
  const detail = joined([...found.flatMap(sentencesOf), ...roles], ' ');
  return privilegeReport(
    isReadable ? 'warning' : 'failed',
    detail,
    phrase`Have an administrator run the statements. To analyse, SELECT is enough; the others are for running.`,
    statements.join('\n'),
  );
}

function sentencesOf(finding: DatabaseFinding): readonly Phrase[] {
  const { database, missingToRead, missingToRun, readable } = finding;
  if (missingToRun.length === 0) return [];
  if (missingToRead.length > 0 && readable.length === 0) {
    return [phrase`The account may not read ${database}: it lacks ${missingToRun.join(', ')}.`];
  }
  const shown = readable.slice(0, maxShown).join(', ');
  const more = readable.length - maxShown;
  const tables = more > 0 ? phrase`${shown} and ${more} more` : shown;
  const what = readable.length === 0 ? database : phrase`only these tables of ${database}: ${tables}`;
  return [
    phrase`The account may read ${what}, and lacks ${missingToRun.join(', ')} for running on the whole database.`,
  ];
}

async function hasPartialRevokes(connection: ServerConnection, limits: QueryLimits): Promise<boolean> {
  const [row] = await connection.rows("SHOW VARIABLES LIKE 'partial_revokes'", [], limits);
  return row?.[1]?.toUpperCase() === 'ON';
}

/** Servers without roles don't know the function. */
async function roleInForce(connection: ServerConnection, limits: QueryLimits): Promise<string> {
  try {
    return (await askedValue(connection, 'SELECT CURRENT_ROLE() AS role_in_force', limits)) ?? '';
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno !== null) return '';
    throw error;
  }
}

async function askedValue(
  connection: ServerConnection,
  sql: string,
  limits: QueryLimits,
): Promise<string | null> {
  const [row] = await connection.rows(sql, [], limits);
  return row?.[0] ?? null;
}
