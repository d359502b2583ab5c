/** Which server this is, read once per connection. */
import { createHash } from 'node:crypto';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { rowsIfAllowed } from './rowsIfAllowed.ts';
import type { Query, Row, RowSource } from './rowSource.ts';

const limits = { timeoutMs: metadataTimeoutMs };

/** ORA-00910: the length is more than the server takes. */
const tooLong = 910;

/** Asks what every account may ask. Throws ShadowSyncError 'protocol' for a server that does not say its version. */
export async function readServerFacts(source: RowSource): Promise<OracleServerFacts> {
  const nls = await nlsParameters(source);
  const [versionText, compatible] = await versions(source, nls);
  const version = numbersOf(versionText);
  if (version === null) {
    throw new ShadowSyncError('protocol', phrase`${source.place} does not say its version.`);
  }
  const compatibleWith = numbersOf(compatible) ?? version;
  const characterSet = nls.get('NLS_CHARACTERSET') ?? 'AL32UTF8';
  return {
    dialect: 'oracle',
    versionText,
    version,
    maxNameBytes: isLongNamed(version) && isLongNamed(compatibleWith) ? 128 : 30,
    maxStringSize: await maxStringSize(source),
    characterSet,
    bytesPerCharacter: bytesPerCharacter(characterSet),
    nationalCharacterSet: nls.get('NLS_NCHAR_CHARACTERSET') ?? 'AL16UTF16',
    identity: await readIdentity(source),
  };
}

/**
 * What tells this server from another one (R6, X-19): the database's own names, its container's and the time it was made.
 * The nodes of a cluster are one server, so hosts and instances don't count; a standby has a name of its own. A copy that
 * kept its names can't be told from its original.
 */
export async function readIdentity(source: RowSource): Promise<string> {
  const parts = ['DB_UNIQUE_NAME', 'DB_DOMAIN', 'CON_NAME'].map(
    (name) => `SYS_CONTEXT('USERENV', '${name}')`,
  );
  const made = "(SELECT TO_CHAR(CREATED, 'YYYYMMDDHH24MISS') FROM SYS.ALL_USERS WHERE USERNAME = 'SYS')";
  const [row] = await source.rows(() => `SELECT ${[...parts, made].join(', ')} FROM DUAL`, limits);
  if (row === undefined)
    throw new ShadowSyncError('protocol', phrase`${source.place} does not say who it is.`);
  return `oracle:${createHash('sha1').update(JSON.stringify(row)).digest('hex')}`;
}

/** Throws ShadowSyncError 'identity' when another server answers than the one that the facts are of. */
export async function checkIdentity(
  source: RowSource,
  facts: OracleServerFacts,
  identityOf: (source: RowSource) => Promise<string>,
): Promise<void> {
  if ((await identityOf(source)) === facts.identity) return;
  throw new ShadowSyncError('identity', phrase`${source.place} is not the server it was when it was read.`, {
    remedy: phrase`Analyse again on the server that answers now.`,
  });
}

/** The account as the server spells it, for remedies. */
export async function readAccount(source: RowSource): Promise<string> {
  const [row] = await source.rows(() => "SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') FROM DUAL", limits);
  return row?.[0] ?? '';
}

async function nlsParameters(source: RowSource): Promise<ReadonlyMap<string, string>> {
  const rows = await source.rows(() => 'SELECT PARAMETER, VALUE FROM SYS.NLS_DATABASE_PARAMETERS', limits);
  return new Map(rows.map(([name, value]) => [name ?? '', value ?? '']));
}

/** The version and what it is compatible with, of a function that every account may call; else the version alone. */
async function versions(
  source: RowSource,
  nls: ReadonlyMap<string, string>,
): Promise<readonly [string, string]> {
  const asked =
    'WITH FUNCTION shsync_versions RETURN VARCHAR2 IS v VARCHAR2(100); c VARCHAR2(100); ' +
    "BEGIN SYS.DBMS_UTILITY.DB_VERSION(v, c); RETURN v || ' ' || c; END; SELECT shsync_versions() FROM DUAL";
  const [both] = (await askedOrNull(source, () => asked)) ?? [];
  const full = await askedOrNull(
    source,
    () => "SELECT VERSION_FULL FROM SYS.PRODUCT_COMPONENT_VERSION WHERE PRODUCT LIKE 'Oracle%'",
  );
  const [version = '', compatible = ''] = (both ?? nls.get('NLS_RDBMS_VERSION') ?? '').split(' ');
  return [full?.[0] ?? version, compatible];
}

/** The first row; null where the server or the account does not let us ask. */
async function askedOrNull(source: RowSource, query: Query): Promise<Row | null> {
  return (await rowsIfAllowed(source, query, limits))?.[0] ?? null;
}

async function maxStringSize(source: RowSource): Promise<OracleServerFacts['maxStringSize']> {
  try {
    await source.rows(() => 'SELECT CAST(NULL AS VARCHAR2(32767)) FROM DUAL', limits);
    return 'EXTENDED';
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno === tooLong) return 'STANDARD';
    throw error;
  }
}

/** `19.22.0.0.0` → [19, 22]. */
export function numbersOf(text: string): readonly [number, number] | null {
  const match = /(\d+)\.(\d+)/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/** Names of up to 128 bytes came with 12.2, and with the databases that are as new in their files. */
function isLongNamed([major, minor]: readonly [number, number]): boolean {
  return major > 12 || (major === 12 && minor >= 2);
}

/** Character sets whose names don't follow the rule below (Globalization Support Guide, "Character Sets"). */
const unruly: ReadonlyMap<string, number> = new Map([
  ['UTF8', 3],
  ['UTFE', 4],
  ['JA16EUC', 3],
  ['JA16EUCTILDE', 3],
  ['ZHT32EUC', 4],
]);

/** How many bytes a character takes at most. The digits in a character set's name are the bits of one. */
export function bytesPerCharacter(characterSet: string): number {
  const bits = Number(/^[A-Z]+(\d+)/.exec(characterSet)?.[1] ?? '32');
  return unruly.get(characterSet) ?? Math.max(1, Math.ceil(bits / 8));
}
