/** Connections of SQLTools: the setting `sqltools.connections` (vscode-sqltools, driver.mysql/connection.schema.json). */
import type { Said } from '../../schema/phrase.ts';
import type { SshTunnel } from '../connection.ts';
import type { TlsMode } from '../connectionTarget.ts';
import { parseConnectionUrl } from '../connectionUrl.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { ForeignRecord } from './foreignRecord.ts';
import { draftOf, tunnelOf } from './importedConnection.ts';
import type { FoundParts, ImportedConnection } from './importedConnection.ts';

/** The drivers of ours, by their names there; older versions called them dialects. */
const drivers: ReadonlyMap<string, 'mysql' | 'mariadb'> = new Map([
  ['MySQL', 'mysql'],
  ['MariaDB', 'mariadb'],
]);

/** Takes the setting's value, or that of a whole settings file. Connections of other drivers are passed over. */
export function importSqlTools(settings: unknown): readonly ImportedConnection[] {
  const list = Array.isArray(settings) ? { connections: settings } : settings;
  const record = new ForeignRecord(list);
  const entries = [...record.entries('connections'), ...record.entries('sqltools.connections')];
  return entries.flatMap(([, entry]) => importEntry(entry) ?? []);
}

function importEntry(entry: ForeignRecord): ImportedConnection | null {
  const dialect = drivers.get(entry.text('driver', 'dialect') ?? '');
  if (dialect === undefined) return null;
  const place = placeOf(entry);
  const secrets = new Map<'password' | 'sshPassword', string>();
  const keep = (kind: 'password' | 'sshPassword', secret: string | null): void => {
    if (secret !== null) secrets.set(kind, secret);
  };
  keep('password', entry.text('password') ?? place.password);
  const dropped: Said[] = [...place.dropped];
  const tunnel = tunnelIn(entry, dropped, (secret) => keep('sshPassword', secret));
  const tls = tlsIn(entry.record('mysqlOptions'));
  entry.ignore(
    'id',
    'driver',
    'dialect',
    'askForPassword',
    'usePassword',
    'connectionMethod',
    'previewLimit',
  );
  const draft = draftOf(
    {
      name: entry.text('name'),
      group: entry.text('group'),
      dialect,
      ...place.parts,
      environment: null,
      ...tls,
      ssh: tunnel,
    },
    dropped,
  );
  return {
    draft,
    source: `SQLTools: ${draft.name}`,
    dropped: [...dropped, ...entry.unread()],
    secrets: Object.fromEntries(secrets),
  };
}

interface Place {
  readonly parts: Pick<FoundParts, 'host' | 'port' | 'user' | 'database'>;
  readonly password: string | null;
  readonly dropped: readonly Said[];
}

function placeOf(entry: ForeignRecord): Place {
  const parts = {
    host: entry.text('server', 'host'),
    port: entry.port('port'),
    user: entry.text('username', 'user'),
    database: entry.text('database'),
  };
  const url = entry.text('connectString');
  if (url === null) return { parts, password: null, dropped: [] };
  try {
    const { target, dropped } = parseConnectionUrl(url);
    const { database, host, password, port, user } = target;
    return { parts: { host, port, user, database }, password: password || null, dropped };
  } catch (error) {
    if (!ShadowSyncError.is(error)) throw error;
    return { parts, password: null, dropped: ['connectString'] };
  }
}

function tlsIn(options: ForeignRecord): Pick<FoundParts, 'tlsMode' | 'caFile' | 'certFile' | 'keyFile'> {
  options.ignore('authProtocol');
  const isOn = options.flag('enableSsl');
  const files = options.record('ssl');
  const isChecked = files.flag('rejectUnauthorized') !== false;
  // SQLTools hands them to Node's TLS, which checks who signed, and to mysql2, which does not look at the name.
  const whenOn: TlsMode = isChecked ? 'verify-ca' : 'required';
  return {
    tlsMode: isOn === null ? null : isOn ? whenOn : 'off',
    caFile: files.text('ca'),
    certFile: files.text('cert'),
    keyFile: files.text('key'),
  };
}

function tunnelIn(
  entry: ForeignRecord,
  dropped: Said[],
  keepPassword: (secret: string | null) => void,
): SshTunnel | null {
  const isOn = entry.flag('ssh') === true;
  const options = entry.record('sshOptions');
  const hop = {
    host: options.text('host'),
    port: options.port('port'),
    user: options.text('username'),
    auth: null,
    keyFile: options.text('privateKeyPath'),
  };
  const password = options.text('password');
  if (!isOn) return null;
  keepPassword(password);
  return tunnelOf(hop, null, dropped);
}
