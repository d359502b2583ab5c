/** Which server this is, read once per connection. */
import { createHash } from 'node:crypto';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { ServerConnection } from './serverConnection.ts';
import type { SessionVariables } from './sessionPins.ts';

/** The variables that the facts are made of; read together with the pins, in one round trip. */
export const factVariables: readonly string[] = [
  'version',
  'version_comment',
  'lower_case_table_names',
  'explicit_defaults_for_timestamp',
  'max_allowed_packet',
  'server_uuid',
  'hostname',
  'port',
  'server_id',
  'datadir',
  'ob_compatibility_mode',
];

const limits = { timeoutMs: metadataTimeoutMs };

/** What a session is told of its server and of itself. */
export interface ReadFacts {
  readonly facts: MysqlServerFacts;
  /** `CURRENT_USER()`: the account as the server knows it; null where it doesn't say. */
  readonly account: string | null;
}

/**
 * Makes the facts from a session's variables and asks for what is not a variable. Throws ShadowSyncError 'usage' for
 * an Oracle tenant of OceanBase, which has a dialect of its own, and 'protocol' for a server without a version.
 */
export async function readServerFacts(
  connection: ServerConnection,
  variables: SessionVariables,
): Promise<ReadFacts> {
  const versionText = variables.get('version') ?? '';
  const dialect = dialectOf(versionText, variables.get('version_comment') ?? '');
  if (variables.get('ob_compatibility_mode')?.toUpperCase() === 'ORACLE') {
    throw new ShadowSyncError('usage', phrase`${connection.place} is an Oracle tenant of OceanBase.`, {
      remedy: phrase`Choose the connection type OceanBase (Oracle mode), or write oceanbase-oracle:// in the URL.`,
    });
  }
  const version = dialect === 'oceanbase' ? oceanbaseVersion(versionText, variables) : numbersOf(versionText);
  if (version.length === 0)
    throw new ShadowSyncError('protocol', phrase`${connection.place} does not say its version.`);
  const explicit = variables.get('explicit_defaults_for_timestamp');
  const { defaultCollations, account } = await readCollations(connection);
  const facts = {
    dialect,
    versionText,
    version,
    lowerCaseTableNames: caseRule(variables.get('lower_case_table_names')),
    defaultCollations,
    // OceanBase lacks the variable in some versions and behaves as if it were on.
    explicitDefaultsForTimestamp: explicit === undefined || explicit.toUpperCase() === 'ON',
    identity: await readIdentity(connection, dialect, variables),
  };
  return { facts, account };
}

/** Tells the family's members apart: OceanBase calls itself 5.7.25, so its name decides before any number. */
function dialectOf(versionText: string, versionComment: string): MysqlServerFacts['dialect'] {
  if (/oceanbase/i.test(versionText) || /oceanbase/i.test(versionComment)) return 'oceanbase';
  return /mariadb/i.test(versionText) || /mariadb/i.test(versionComment) ? 'mariadb' : 'mysql';
}

/** `10.11.19-MariaDB…` → [10, 11, 19]. Proxies prepend `5.5.5-` for old clients of MariaDB. */
function numbersOf(text: string): readonly number[] {
  const own = text.replace(/^5\.5\.5-(?=\d+\.\d+\.\d+-mariadb)/i, '');
  return (/^\d+(?:\.\d+)*/.exec(own)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}

/** `5.7.25-OceanBase_CE-v4.3.5.1` or, in the comment, `OceanBase_CE 4.3.5.1 (r…)` → [4, 3, 5, 1]. */
function oceanbaseVersion(versionText: string, variables: SessionVariables): readonly number[] {
  const found =
    /oceanbase\S*?-v(\d+(?:\.\d+)+)/i.exec(versionText) ??
    /oceanbase\S*\s+v?(\d+(?:\.\d+)+)/i.exec(variables.get('version_comment') ?? '');
  return found?.[1] === undefined ? numbersOf(versionText) : numbersOf(found[1]);
}

function caseRule(value: string | undefined): 0 | 1 | 2 {
  if (value === '1') return 1;
  return value === '2' ? 2 : 0;
}

/** The default collation of each character set and, in the same round trip, who asks. */
async function readCollations(
  connection: ServerConnection,
): Promise<Pick<MysqlServerFacts, 'defaultCollations'> & Pick<ReadFacts, 'account'>> {
  const rows = await connection.rows(
    'SELECT character_set_name AS name, default_collate_name AS collation_name, CURRENT_USER() AS account ' +
      'FROM information_schema.character_sets',
    [],
    limits,
  );
  return {
    defaultCollations: new Map(rows.map(([name, collation]) => [name ?? '', collation ?? ''])),
    account: rows[0]?.[2] ?? null,
  };
}

/**
 * What tells this server from another one (R6, X-19). MySQL has an identity of its own. MariaDB has none that lives
 * long enough (`server_uid` came within 10.11 and depends on the network card), so it is the place the server is at.
 * The nodes of an OceanBase cluster are one server: the cluster and the tenant count, not the node that answered.
 */
export async function readIdentity(
  connection: ServerConnection,
  dialect: MysqlServerFacts['dialect'],
  variables: SessionVariables,
): Promise<string> {
  const uuid = variables.get('server_uuid') ?? '';
  if (dialect === 'oceanbase') return await oceanbaseIdentity(connection, variables);
  if (uuid !== '') return `${dialect}:${uuid}`;
  const place = ['hostname', 'port', 'server_id', 'datadir'].map((name) => variables.get(name) ?? '');
  return `${dialect}:${hash(place)}`;
}

/**
 * Throws ShadowSyncError 'identity' when another server answers than the one that the facts are of: behind one address
 * there may be several, now or after a failover. `variables` hold the `factVariables` of this very session.
 */
export async function checkIdentity(
  connection: ServerConnection,
  facts: MysqlServerFacts,
  variables: SessionVariables,
): Promise<void> {
  if ((await readIdentity(connection, facts.dialect, variables)) === facts.identity) return;
  throw new ShadowSyncError(
    'identity',
    phrase`${connection.place} is not the server it was when it was read.`,
    {
      remedy: phrase`Analyse again on the server that answers now.`,
    },
  );
}

async function oceanbaseIdentity(connection: ServerConnection, variables: SessionVariables): Promise<string> {
  // zone, svr_type, svr_ip, svr_port, name, data_type, value, …: one row per node.
  const cluster = await askedValue(connection, "SHOW PARAMETERS LIKE 'cluster_id'", 6);
  const tenant = await askedValue(connection, 'SELECT EFFECTIVE_TENANT_ID() AS id', 0);
  const isKnown = cluster !== null || tenant !== null;
  const place = isKnown
    ? [cluster ?? '', tenant ?? '']
    : [variables.get('version_comment') ?? '', connection.place];
  return `oceanbase:${hash(place)}`;
}

/** One value of the first row; null where the server or the account does not let us ask. */
async function askedValue(connection: ServerConnection, sql: string, column: number): Promise<string | null> {
  try {
    const [row] = await connection.rows(sql, [], limits);
    return row?.[column] ?? null;
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno !== null) return null;
    throw error;
  }
}

function hash(parts: readonly string[]): string {
  return createHash('sha1').update(JSON.stringify(parts)).digest('hex');
}
