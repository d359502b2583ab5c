/**
 * Connections of Database Client (cweijan.vscode-database-client2): its exported file and its own store have the same
 * form, a map of connections under `database` (fields: its src/model/interface/node.ts and sshConfig.ts).
 */
import type { Said } from '../../schema/phrase.ts';
import type { ConnectionDialect } from '../connectionDialect.ts';
import type { SecretKind } from '../connectionSecrets.ts';
import type { TlsMode } from '../connectionTarget.ts';
import { ForeignRecord } from './foreignRecord.ts';
import { draftOf, tunnelOf } from './importedConnection.ts';
import type { ImportedConnection } from './importedConnection.ts';

const dialects: ReadonlyMap<string, ConnectionDialect> = new Map([
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['oceanbase', 'oceanbase'],
]);

/** What its tree, its editor and its files remember of a connection. */
const ofTheProgram = [
  'key',
  'connectionKey',
  'global',
  'savePassword',
  'sort',
  'fs',
  'advance',
  'treeFeatures',
  'isTreeNode',
  'dbType',
  'timezone',
  'encoding',
  'showHidden',
  'label',
  'description',
  'contextValue',
  'iconPath',
  'collapsibleState',
  'uid',
  'id',
];

/** Takes the parsed file. Connections to other kinds of servers are passed over. */
export function importDatabaseClient(file: unknown): readonly ImportedConnection[] {
  return new ForeignRecord(file).entries('database').flatMap(([, entry]) => importEntry(entry) ?? []);
}

function importEntry(entry: ForeignRecord): ImportedConnection | null {
  const dialect = dialects.get(entry.text('dbType')?.toLowerCase() ?? '');
  if (dialect === undefined) return null;
  entry.ignore(...ofTheProgram);
  const dropped: Said[] = [];
  const secrets = new Map<SecretKind, string>();
  const keep = (kind: SecretKind, secret: string | null): void => {
    if (secret !== null) secrets.set(kind, secret);
  };
  keep('password', entry.text('password'));
  const draft = draftOf(
    {
      name: entry.text('name'),
      group: entry.text('group', 'groupName'),
      dialect,
      host: entry.text('host'),
      port: entry.port('port'),
      user: entry.text('user'),
      database: entry.text('database'),
      environment: null,
      tlsMode: tlsModeOf(entry),
      caFile: entry.text('caPath'),
      certFile: entry.text('clientCertPath'),
      keyFile: entry.text('clientKeyPath'),
      ssh: tunnelIn(entry, dropped, keep),
    },
    dropped,
  );
  return {
    draft,
    source: `Database Client: ${draft.name}`,
    dropped: [...dropped, ...entry.unread()],
    secrets: Object.fromEntries(secrets),
  };
}

/** With an authority it checks who signed; without one it does not check at all. */
function tlsModeOf(entry: ForeignRecord): TlsMode | null {
  const isOn = entry.flag('useSSL');
  if (isOn === null) return null;
  if (!isOn) return 'off';
  return entry.text('caPath') === null ? 'required' : 'verify-ca';
}

function tunnelIn(
  entry: ForeignRecord,
  dropped: Said[],
  keep: (kind: SecretKind, secret: string | null) => void,
): ReturnType<typeof tunnelOf> | null {
  const isOn = entry.flag('usingSSH') === true;
  const ssh = entry.record('ssh');
  ssh.ignore('tunnelPort', 'type', 'watingTime', 'key', 'algorithms');
  const keyFile = ssh.text('privateKeyPath');
  const secret = { password: ssh.text('password'), passphrase: ssh.text('passphrase') };
  const hop = {
    host: ssh.text('host'),
    port: ssh.port('port'),
    user: ssh.text('username'),
    auth: null,
    keyFile,
  };
  if (!isOn) return null;
  if (keyFile === null) keep('sshPassword', secret.password);
  else keep('sshPassphrase', secret.passphrase);
  return tunnelOf(hop, null, dropped);
}
