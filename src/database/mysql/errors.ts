/** From the driver's errors to ours: every error of this folder passes here, and nothing secret does. */
import { english, phrase } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import type { ErrorCode } from '../../schema/shadowSyncError.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { cleaned } from '../foreignText.ts';

/** What is read of a thrown driver error; all of it may be missing. */
interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly message?: unknown;
  readonly sqlMessage?: unknown;
}

interface Meaning {
  readonly code: ErrorCode;
  readonly remedy?: Phrase;
}

const reach = phrase`Check host and port, and that the server is up and reachable from here.`;
const credentials = phrase`Check user and password, and that the account may connect from this computer.`;
const tooMany = phrase`Wait until connections are free, or raise max_connections on the server.`;

const otherEnd = phrase`The table at the other end of the foreign key does not fit or stands in the way: let the run change it too (it may be out of the range), or drop that foreign key.`;
const taken = phrase`Another table of the database has a constraint of this name, maybe one that this account can’t see: rename or drop that one.`;
const orphans = phrase`Empty the shadow table, or remove the rows whose parent is missing.`;

/** Numbers of the MySQL manual's "Server Error Message Reference" and of MariaDB's "Error Codes". */
const byNumber: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [1040, { code: 'connection', remedy: tooMany }], // ER_CON_COUNT_ERROR
  [1203, { code: 'connection', remedy: tooMany }], // ER_TOO_MANY_USER_CONNECTIONS
  [1226, { code: 'connection', remedy: tooMany }], // ER_USER_LIMIT_REACHED
  [1129, { code: 'connection', remedy: phrase`Run FLUSH HOSTS on the server after finding what failed.` }], // ER_HOST_IS_BLOCKED
  [1130, { code: 'authentication', remedy: credentials }], // ER_HOST_NOT_PRIVILEGED
  [1045, { code: 'authentication', remedy: credentials }], // ER_ACCESS_DENIED_ERROR
  [1698, { code: 'authentication', remedy: credentials }], // ER_ACCESS_DENIED_NO_PASSWORD_ERROR
  [1251, { code: 'authentication', remedy: phrase`Give the account a newer authentication plugin.` }], // ER_NOT_SUPPORTED_AUTH_MODE
  [
    1524,
    {
      code: 'authentication',
      remedy: phrase`Load the plugin on the server or give the account another one.`,
    },
  ], // ER_PLUGIN_IS_NOT_LOADED
  [1820, { code: 'authentication', remedy: phrase`Set a new password for the account first.` }], // ER_MUST_CHANGE_PASSWORD
  [1862, { code: 'authentication', remedy: phrase`Set a new password for the account first.` }], // ER_MUST_CHANGE_PASSWORD_LOGIN
  [3118, { code: 'authentication', remedy: phrase`Have the account unlocked.` }], // ER_ACCOUNT_HAS_BEEN_LOCKED
  [4151, { code: 'authentication', remedy: phrase`Have the account unlocked.` }], // MariaDB ER_ACCOUNT_HAS_BEEN_LOCKED
  [3159, { code: 'tls', remedy: phrase`Choose a TLS mode other than "off" for this connection.` }], // ER_SECURE_TRANSPORT_REQUIRED
  [1049, { code: 'unknown-database', remedy: phrase`Check the name of the database, or create it.` }], // ER_BAD_DB_ERROR
  [
    1044,
    {
      code: 'privilege',
      remedy: phrase`Check the name of the database, or have an administrator grant the account what it needs there.`,
    },
  ], // ER_DBACCESS_DENIED_ERROR
  [1142, { code: 'privilege' }], // ER_TABLEACCESS_DENIED_ERROR
  [1143, { code: 'privilege' }], // ER_COLUMNACCESS_DENIED_ERROR
  [1227, { code: 'privilege' }], // ER_SPECIFIC_ACCESS_DENIED_ERROR
  [1370, { code: 'privilege' }], // ER_PROCACCESS_DENIED_ERROR
  [1095, { code: 'privilege' }], // ER_KILL_DENIED_ERROR
  [
    1290,
    {
      code: 'read-only',
      remedy: phrase`Connect to the primary, or wait until the server takes changes again.`,
    },
  ], // ER_OPTION_PREVENTS_STATEMENT
  [
    1836,
    {
      code: 'read-only',
      remedy: phrase`Connect to the primary, or wait until the server takes changes again.`,
    },
  ], // ER_READ_ONLY_MODE
  [
    1792,
    {
      code: 'read-only',
      remedy: phrase`Connect to the primary, or wait until the server takes changes again.`,
    },
  ], // ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION
  [1005, { code: 'statement', remedy: otherEnd }], // ER_CANT_CREATE_TABLE: MariaDB's word for a foreign key that does not fit
  [1215, { code: 'statement', remedy: otherEnd }], // ER_CANNOT_ADD_FOREIGN
  [1824, { code: 'statement', remedy: otherEnd }], // ER_FK_CANNOT_OPEN_PARENT
  [1832, { code: 'statement', remedy: otherEnd }], // ER_FK_COLUMN_CANNOT_CHANGE
  [1833, { code: 'statement', remedy: otherEnd }], // ER_FK_COLUMN_CANNOT_CHANGE_CHILD
  [3780, { code: 'statement', remedy: otherEnd }], // ER_FK_INCOMPATIBLE_COLUMNS
  [1022, { code: 'statement', remedy: taken }], // ER_DUP_KEY: MySQL 5.6's word for a foreign key's name
  [1826, { code: 'statement', remedy: taken }], // ER_FK_DUP_NAME
  [3822, { code: 'statement', remedy: taken }], // ER_CHECK_CONSTRAINT_DUP_NAME
  [1452, { code: 'statement', remedy: orphans }], // ER_NO_REFERENCED_ROW_2
  [
    3750,
    {
      code: 'statement',
      remedy: phrase`Give the source table a primary key, or have sql_require_primary_key turned off for this account.`,
    },
  ], // ER_TABLE_WITHOUT_PK
  [1205, { code: 'lock', remedy: phrase`Try again when the session that holds the table has ended.` }], // ER_LOCK_WAIT_TIMEOUT
  [1213, { code: 'lock', remedy: phrase`Try again.` }], // ER_LOCK_DEADLOCK
  [1969, { code: 'timeout', remedy: phrase`Raise max_statement_time for this account.` }], // MariaDB ER_STATEMENT_TIMEOUT
  [3024, { code: 'timeout' }], // ER_QUERY_TIMEOUT
  [1053, { code: 'connection', remedy: reach }], // ER_SERVER_SHUTDOWN
  [1927, { code: 'connection' }], // MariaDB ER_CONNECTION_KILLED
  [3169, { code: 'connection' }], // ER_SESSION_WAS_KILLED
  [4031, { code: 'connection' }], // ER_CLIENT_INTERACTION_TIMEOUT
]);

/** Node's and mysql2's own codes. */
const byCode: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['ENOTFOUND', { code: 'connection', remedy: phrase`Check the name of the host.` }],
  [
    'EAI_AGAIN',
    { code: 'connection', remedy: phrase`Check the name of the host and this computer's name resolution.` },
  ],
  ['ECONNREFUSED', { code: 'connection', remedy: reach }],
  ['ECONNRESET', { code: 'connection', remedy: reach }],
  ['EPIPE', { code: 'connection', remedy: reach }],
  ['ETIMEDOUT', { code: 'connection', remedy: reach }],
  ['EHOSTUNREACH', { code: 'connection', remedy: reach }],
  ['ENETUNREACH', { code: 'connection', remedy: reach }],
  ['PROTOCOL_CONNECTION_LOST', { code: 'connection', remedy: reach }],
  [
    'HANDSHAKE_NO_SSL_SUPPORT',
    {
      code: 'tls',
      remedy: phrase`Set up TLS on the server, or choose the TLS mode "off" if the network is trusted.`,
    },
  ],
  ['HANDSHAKE_SSL_ERROR', { code: 'tls' }],
  [
    'MYSQL_CLEAR_PASSWORD_NOT_ENABLED',
    {
      code: 'authentication',
      remedy: phrase`Use an account whose plugin does not ask for the clear password.`,
    },
  ],
  [
    'AUTH_SWITCH_PLUGIN_ERROR',
    { code: 'authentication', remedy: phrase`Give the account another authentication plugin.` },
  ],
]);

/**
 * Turns whatever the driver threw into a ShadowSyncError whose message begins with what was being done. `secret` is
 * cut out of the text should a hostile server repeat it. The driver's error is not kept as a cause: it carries the
 * SQL text and, in its internals, the connection's options.
 */
export function mapError(error: unknown, doing: Said, secret = ''): ShadowSyncError {
  if (error instanceof ShadowSyncError) return error;
  const driver: DriverError = typeof error === 'object' && error !== null ? error : {};
  const errno = typeof driver.errno === 'number' && driver.errno > 0 ? driver.errno : null;
  const symbol = typeof driver.code === 'string' ? driver.code : null;
  const text = textOf(driver, secret);
  const meaning = meaningOf(errno, symbol, english(text));
  return new ShadowSyncError(meaning.code, phrase`${doing}: ${text}`, {
    ...(meaning.remedy === undefined ? {} : { remedy: meaning.remedy }),
    ...(errno === null ? {} : { errno }),
    ...(symbol === null ? {} : { symbol }),
  });
}

function meaningOf(errno: number | null, symbol: string | null, text: string): Meaning {
  // MariaDB has one number for whatever InnoDB has against a foreign key; 121 is HA_ERR_FOUND_DUPP_KEY.
  if (errno === 1005 && text.includes('(errno: 121 ')) return { code: 'statement', remedy: taken };
  const known = (errno === null ? undefined : byNumber.get(errno)) ?? byCode.get(symbol ?? '');
  if (known !== undefined) return known;
  // The server's own numbers; Node's errno of system errors are negative.
  return { code: errno === null ? 'protocol' : 'statement' };
}

function textOf(driver: DriverError, secret: string): Said {
  const text = [driver.sqlMessage, driver.message].find((each) => typeof each === 'string' && each !== '');
  return typeof text === 'string' ? cleaned(text, secret) : phrase`no reason was given`;
}
