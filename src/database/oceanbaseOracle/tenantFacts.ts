/** Which tenant of which cluster this is, read once per connection. */
import { createHash } from 'node:crypto';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { rowsIfAllowed } from '../oracle/rowsIfAllowed.ts';
import type { Query, RowSource } from '../oracle/rowSource.ts';
import { bytesPerCharacter, numbersOf } from '../oracle/serverFacts.ts';

const limits = { timeoutMs: metadataTimeoutMs };

/** Throws ShadowSyncError 'usage' for a server that is no Oracle tenant of OceanBase. */
export async function checkMode(source: RowSource): Promise<void> {
  const mode = await variable(source, 'ob_compatibility_mode');
  if (mode?.toUpperCase() === 'ORACLE') return;
  if (mode === null) {
    throw new ShadowSyncError('usage', phrase`${source.place} is no OceanBase server.`, {
      remedy: phrase`Choose the connection type MySQL or MariaDB.`,
    });
  }
  throw new ShadowSyncError('usage', phrase`${source.place} is a tenant in MySQL mode.`, {
    remedy: phrase`Choose the connection type OceanBase (MySQL mode).`,
  });
}

/** Throws ShadowSyncError 'protocol' for a server that does not say its version. */
export async function readTenantFacts(source: RowSource): Promise<OracleServerFacts> {
  const comment = (await variable(source, 'version_comment')) ?? '';
  const version = numbersOf(comment.replace(/^.*?oceanbase\S*\s+v?/i, ''));
  if (version === null)
    throw new ShadowSyncError('protocol', phrase`${source.place} does not say its version.`);
  const nls = await source.rows(() => 'SELECT PARAMETER, VALUE FROM SYS.NLS_DATABASE_PARAMETERS', limits);
  const parameters = new Map(nls.map(([name, value]) => [name ?? '', value ?? '']));
  const characterSet = parameters.get('NLS_CHARACTERSET') ?? 'AL32UTF8';
  return {
    dialect: 'oceanbase-oracle',
    versionText: comment,
    version,
    // OceanBase manual, "Schema Object Naming Rules" and "VARCHAR2": 128 bytes, 32,767 bytes.
    maxNameBytes: 128,
    maxStringSize: 'EXTENDED',
    characterSet,
    bytesPerCharacter: bytesPerCharacter(characterSet),
    nationalCharacterSet: parameters.get('NLS_NCHAR_CHARACTERSET') ?? 'AL16UTF16',
    identity: await readTenantIdentity(source),
  };
}

/** The nodes of a cluster are one server: the cluster and the tenant count, not the node that answered (R6). */
export async function readTenantIdentity(source: RowSource): Promise<string> {
  // zone, svr_type, svr_ip, svr_port, name, data_type, value, …: one row per node.
  const cluster = await asked(source, () => "SHOW PARAMETERS LIKE 'cluster_id'", 6);
  const tenant = await asked(source, () => 'SELECT EFFECTIVE_TENANT_ID() FROM DUAL', 0);
  const place = cluster === null && tenant === null ? [source.place] : [cluster ?? '', tenant ?? ''];
  return `oceanbase-oracle:${createHash('sha1').update(JSON.stringify(place)).digest('hex')}`;
}

async function variable(source: RowSource, name: string): Promise<string | null> {
  const [row] = await source.rows(() => `SHOW VARIABLES LIKE '${name}'`, limits);
  return row?.[1] ?? null;
}

/** One value of the first row; null where the server or the account does not let us ask. */
async function asked(source: RowSource, query: Query, column: number): Promise<string | null> {
  return (await rowsIfAllowed(source, query, limits))?.[0]?.[column] ?? null;
}
