/**
 * Reads a connection URL. Only host, port, user, password and database are taken; everything else is named and
 * dropped (C3): a driver that is handed the URL itself obeys `multipleStatements`, `debug`, `socketPath` and more.
 */
import { phrase } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { connectionDialects, isConnectionDialect } from './connectionDialect.ts';
import type { ConnectionDialect } from './connectionDialect.ts';
import { defaultTls } from './connectionTarget.ts';
import type { ConnectionTarget } from './connectionTarget.ts';
import { defaultPort } from './describeDialect.ts';
import { isHost } from './host.ts';
import { ownSchema } from './oracleAccess.ts';
import { oracleUrlParameters, readOracleUrl } from './oracleUrl.ts';

export interface ParsedConnectionUrl {
  readonly target: ConnectionTarget;
  /** The names of the parts that were not taken, in order; never their values, which may be secrets. */
  readonly dropped: readonly Said[];
}

/** How a URL is written. */
export const urlShape = 'mysql://user:password@host:port/database';

/** One to begin with. */
export const urlExample = urlShape.replace(':port/', `:${defaultPort('mysql')}/`);

const schemes = connectionDialects.map((dialect) => `${dialect}://`);
const anyScheme = phrase`${schemes.slice(0, -1).join(', ')} or ${schemes.at(-1) ?? ''}`;

/**
 * Takes a URL such as `mysql://user:password@host:port/database`; percent-encoding is decoded, IPv6 hosts stand in
 * brackets. Throws ShadowSyncError 'usage' that never repeats the URL, which may hold a password.
 */
export function parseConnectionUrl(url: string): ParsedConnectionUrl {
  const [scheme, rest] = splitOnce(url.trim(), '://');
  const dialect = rest === null ? null : dialectOf(scheme);
  if (rest === null || dialect === null) {
    throw refused(phrase`The connection URL does not begin with ${anyScheme}.`);
  }
  const { authority, path, query, hasFragment } = parts(rest);
  const at = authority.lastIndexOf('@');
  const [user, password] = splitOnce(at < 0 ? '' : authority.slice(0, at), ':');
  if (user === '') throw refused(phrase`The connection URL names no user.`);
  const place = authority.slice(at + 1);
  const { database, more } = databaseOf(path);
  const account = { user: decoded(user, phrase`user`), password: decoded(password ?? '', phrase`password`) };
  const dropped = [...more, ...(hasFragment ? [phrase`fragment`] : [])];
  if (dialect === 'oracle') return oracleTarget({ account, place, service: database, query, dropped });
  const { host, port } = address(place, dialect);
  return {
    target: {
      dialect,
      host,
      port,
      ...account,
      database: dialect === 'oceanbase-oracle' ? (database ?? ownSchema(account.user)) : database,
      tls: defaultTls(host),
      ssh: null,
    },
    dropped: [...queryNames(query), ...dropped],
  };
}

interface OraclePartsOfUrl {
  readonly account: { readonly user: string; readonly password: string };
  readonly place: string;
  readonly service: string | null;
  readonly query: string;
  readonly dropped: readonly Said[];
}

/** The database of an Oracle connection is a schema; what the path names is the service. */
function oracleTarget({ account, place, service, query, dropped }: OraclePartsOfUrl): ParsedConnectionUrl {
  const taken = new Set<string>(oracleUrlParameters);
  const values = new Map<string, string>();
  for (const part of query.split('&')) {
    const [name, value] = splitOnce(part, '=');
    if (taken.has(name)) values.set(name, decoded(value ?? '', phrase`value of ${name}`));
  }
  const { access, schema, shownAddress } = readOracleUrl(service, values, account.user);
  const { host, port } = place === '' && shownAddress !== null ? shownAddress : address(place, 'oracle');
  return {
    target: {
      dialect: 'oracle',
      host,
      port,
      ...account,
      database: schema,
      oracle: access,
      tls: defaultTls(host),
      ssh: null,
    },
    dropped: [...queryNames(query).filter((name) => !taken.has(name)), ...dropped],
  };
}

function dialectOf(scheme: string): ConnectionDialect | null {
  const name = scheme.toLowerCase();
  return isConnectionDialect(name) ? name : null;
}

interface Parts {
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly hasFragment: boolean;
}

/**
 * The parts as RFC 3986 has them, except that a `#` before the last `@` belongs to the account: OceanBase's accounts
 * are `user@tenant#cluster`, and a fragment would turn the tenant into the host.
 */
function parts(rest: string): Parts {
  const end = rest.search(/[/?]/);
  const authorityAndHash = end < 0 ? rest : rest.slice(0, end);
  const hash = authorityAndHash.indexOf('#', authorityAndHash.lastIndexOf('@') + 1);
  if (hash >= 0)
    return { authority: authorityAndHash.slice(0, hash), path: '', query: '', hasFragment: true };
  const tail = end < 0 ? '' : rest.slice(end);
  const [beforeFragment, fragment] = splitOnce(tail, '#');
  const [path, query] = splitOnce(beforeFragment, '?');
  return { authority: authorityAndHash, path, query: query ?? '', hasFragment: fragment !== null };
}

function address(text: string, dialect: ConnectionDialect): { host: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(text);
  if (match === null) {
    throw refused(phrase`The host and port of the connection URL can't be read.`);
  }
  const host = match[1] ?? decoded(match[2] ?? '', phrase`host`);
  if (!isHost(host)) throw refused(phrase`The connection URL names no usable host.`);
  const portText = match[3] ?? '';
  const port = portText === '' ? defaultPort(dialect) : Number(portText);
  if (port < 1 || port > 65_535)
    throw refused(phrase`The port of the connection URL is not between 1 and 65535.`);
  return { host: host.toLowerCase(), port };
}

function databaseOf(path: string): { readonly database: string | null; readonly more: readonly Said[] } {
  const [first, more] = splitOnce(path.slice(1), '/');
  const database = first === '' ? null : decoded(first, phrase`database`);
  return { database, more: more === null || more === '' ? [] : [phrase`path after the database`] };
}

function queryNames(query: string): readonly string[] {
  const names = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => tolerantlyDecoded(splitOnce(part, '=')[0]));
  return [...new Set(names)];
}

function decoded(text: string, part: Phrase): string {
  let value: string;
  try {
    value = decodeURIComponent(text);
  } catch {
    throw refused(phrase`The ${part} in the connection URL is not percent-encoded correctly.`);
  }
  if (value.includes('\0')) throw refused(phrase`The ${part} in the connection URL holds a NUL character.`);
  return value;
}

function tolerantlyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function splitOnce(text: string, separator: string): readonly [string, string | null] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + separator.length)];
}

function refused(message: Phrase): ShadowSyncError {
  return new ShadowSyncError('usage', message, {
    remedy: phrase`Write it as ${urlShape}, with special characters percent-encoded (%2F for /, %40 for @, %23 for #).`,
  });
}
