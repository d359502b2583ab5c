/**
 * Connections of DBeaver: `data-sources.json` of a project (its DataSourceSerializerModern and the Network-Handlers
 * reference of its documentation). Accounts and passwords are mostly in `credentials-config.json`, encrypted: never read.
 */
import { phrase, type Said } from '../../schema/phrase.ts';
import type { Environment, SshTunnel } from '../connection.ts';
import type { ConnectionDialect } from '../connectionDialect.ts';
import type { TlsMode } from '../connectionTarget.ts';
import { ForeignRecord } from './foreignRecord.ts';
import { draftOf, tunnelOf } from './importedConnection.ts';
import type { FoundHop, FoundParts, ImportedConnection } from './importedConnection.ts';
import { parseJdbcUrl } from './jdbcUrl.ts';

/** DBeaver's own connection types; users may add others. */
const environmentNames: ReadonlyMap<string, Environment> = new Map([
  ['dev', 'development'],
  ['test', 'test'],
  ['prod', 'production'],
]);

/** Takes the parsed file. Connections of other drivers are passed over. */
export function importDbeaver(file: unknown): readonly ImportedConnection[] {
  return new ForeignRecord(file).entries('connections').flatMap(([, entry]) => importEntry(entry) ?? []);
}

function importEntry(entry: ForeignRecord): ImportedConnection | null {
  const dialect = dialectOf(entry.text('provider') ?? '', entry.text('driver') ?? '');
  if (dialect === null) return null;
  const configuration = entry.record('configuration');
  entry.ignore('save-password', 'id', 'template', 'description', 'navigator-settings', 'show-system-objects');
  configuration.ignore('configurationType', 'auth-model', 'home', 'server', 'bootstrap');
  const dropped: Said[] = [];
  const handlers = configuration.record('handlers');
  const account = configuration.record('auth-properties');
  const user = configuration.text('user') ?? account.text('userName', 'user', 'name');
  if (user === null) dropped.push(phrase`user and password (encrypted)`);
  else dropped.push(phrase`password (encrypted)`);
  account.ignore('password', 'userPassword');
  configuration.ignore('password');
  const draft = draftOf(
    {
      name: entry.text('name'),
      group: entry.text('folder'),
      dialect,
      ...placeOf(configuration, dropped),
      user,
      environment: environmentNames.get(configuration.text('type') ?? '') ?? null,
      ...tlsIn(handlers.record('mysql_ssl')),
      ssh: tunnelIn(handlers.record('ssh_tunnel'), dropped),
    },
    dropped,
  );
  return { draft, source: `DBeaver: ${draft.name}`, dropped: [...dropped, ...entry.unread()], secrets: {} };
}

/** Of OceanBase's drivers those for Oracle tenants have it in their names. */
function dialectOf(provider: string, driver: string): ConnectionDialect | null {
  if (/oracle/i.test(driver)) return null;
  if (/oceanbase/i.test(provider) || /oceanbase/i.test(driver)) return 'oceanbase';
  if (/mariadb/i.test(driver) || /mariadb/i.test(provider)) return 'mariadb';
  return provider === 'mysql' ? 'mysql' : null;
}

function placeOf(
  configuration: ForeignRecord,
  dropped: Said[],
): Pick<FoundParts, 'host' | 'port' | 'database'> {
  const own = {
    host: configuration.text('host'),
    port: configuration.port('port'),
    database: configuration.text('database'),
  };
  const url = configuration.text('url');
  // The URL is kept beside the fields, made of them; by itself it stands where the user wrote it.
  if (own.host !== null || url === null) return own;
  const place = parseJdbcUrl(url);
  if (place === null) {
    dropped.push('url');
    return own;
  }
  dropped.push(...place.parameters.map((name) => phrase`url parameter ${name}`));
  return { host: place.host, port: place.port, database: place.database };
}

/** MySQLConstants of DBeaver: `ssl.require` and `ssl.verify.server`, beside the files. */
function tlsIn(handler: ForeignRecord): Pick<FoundParts, 'tlsMode' | 'caFile' | 'certFile' | 'keyFile'> {
  handler.ignore('type', 'save-password');
  const isOn = handler.flag('enabled');
  const properties = handler.record('properties');
  const isChecked = properties.flag('ssl.verify.server') === true;
  properties.ignore('ssl.require', 'ssl.public.key.retrieve', 'ssl.method');
  const whenOn: TlsMode = isChecked ? 'verify-identity' : 'required';
  return {
    tlsMode: isOn === true ? whenOn : null,
    caFile: properties.text('ssl.ca.cert'),
    certFile: properties.text('ssl.client.cert'),
    keyFile: properties.text('ssl.client.key'),
  };
}

function tunnelIn(handler: ForeignRecord, dropped: Said[]): SshTunnel | null {
  handler.ignore('type', 'save-password');
  const isOn = handler.flag('enabled') === true;
  const properties = handler.record('properties');
  properties.ignore(
    'implementation',
    'aliveInterval',
    'sshConnectTimeout',
    'password',
    'keyValue',
    'shareTunnels',
  );
  const server = hopIn(properties, '', handler.text('user'));
  const isBehind = properties.flag('jumpServer0.enabled') === true;
  const jump = hopIn(properties, 'jumpServer0.', null);
  properties.ignore('jumpServer.count');
  if (!isOn) return null;
  if (server.user === null) dropped.push(phrase`the SSH server's user and password (encrypted)`);
  if (isBehind && jump.user === null) dropped.push(phrase`the jump server's user and password (encrypted)`);
  return tunnelOf(server, isBehind ? jump : null, dropped);
}

function hopIn(properties: ForeignRecord, prefix: string, user: string | null): FoundHop {
  const field = (name: string): string => `${prefix}${name}`;
  return {
    host: properties.text(field('host')),
    port: properties.port(field('port')),
    user: properties.text(field('user'), field('userName'), field('name')) ?? user,
    auth: authOf(properties.text(field('authType'))),
    keyFile: properties.text(field('keyPath')),
  };
}

const authNames: ReadonlyMap<string, NonNullable<FoundHop['auth']>> = new Map([
  ['PUBLIC_KEY', 'key'],
  ['AGENT', 'agent'],
  ['PASSWORD', 'password'],
]);

function authOf(type: string | null): FoundHop['auth'] {
  return authNames.get(type ?? '') ?? null;
}
