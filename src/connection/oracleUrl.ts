/** What an `oracle://` URL says besides host, port and account. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { foldedName, ownSchema } from './oracleAccess.ts';
import type { OracleAccess } from './oracleAccess.ts';
import { parseDescriptor, refuseDescriptorName } from './oracleDescriptor.ts';
import type { OracleAddress } from './oracleDescriptor.ts';
import { shownAddress } from './shownAddress.ts';

/** The names of a query that are taken; every other one is dropped and said (C3). */
export const oracleUrlParameters = ['schema', 'sid', 'tns', 'tns_admin', 'descriptor'] as const;

export interface OracleUrl {
  readonly access: OracleAccess;
  readonly schema: string;
  /** For an alias or a descriptor: what stands in the place of host and port, for people. */
  readonly shownAddress: OracleAddress | null;
}

/**
 * Takes the URL's path (the service), its query's values and its user. Without a schema, the account's own. Throws
 * ShadowSyncError 'usage'.
 */
export function readOracleUrl(
  service: string | null,
  query: ReadonlyMap<string, string>,
  user: string,
): OracleUrl {
  const named = (name: (typeof oracleUrlParameters)[number]): string | null => query.get(name) ?? null;
  const folder = named('tns_admin');
  const found: readonly (OracleAccess | null)[] = [
    access('service', service),
    access('sid', named('sid')),
    access('alias', named('tns'), folder),
    access('descriptor', named('descriptor')),
  ];
  const given = found.filter((one) => one !== null);
  const [only] = given;
  if (only === undefined || given.length > 1) {
    const cause =
      only === undefined
        ? phrase`The connection URL names no service of the Oracle server.`
        : phrase`The connection URL names the Oracle database in more than one way.`;
    throw new ShadowSyncError('usage', cause, {
      remedy: phrase`Write it as oracle://user:password@host:1521/service, with ?sid=… in the place of the service, or as oracle://user:password@/?tns=… for a name in tnsnames.ora; ?schema=… chooses a schema.`,
    });
  }
  const schema = named('schema');
  return {
    access: only,
    schema: schema === null ? ownSchema(user) : foldedName(schema),
    shownAddress: shownAddress(only),
  };
}

/** A record as connections keep it. An empty name is none. Throws ShadowSyncError 'usage' for one that is no name. */
function access(
  kind: OracleAccess['kind'],
  name: string | null,
  folder: string | null = null,
): OracleAccess | null {
  if (name === null || name === '') return null;
  if (kind === 'descriptor') {
    parseDescriptor(name);
    return { kind, name, folder: null };
  }
  const problem = refuseDescriptorName(name);
  if (problem === null) return { kind, name, folder: kind === 'alias' ? folder : null };
  throw new ShadowSyncError(
    'usage',
    phrase`The name of the Oracle database in the connection URL ${problem}.`,
    {
      remedy: phrase`Give the name of a service, a SID, or an entry of tnsnames.ora.`,
    },
  );
}
