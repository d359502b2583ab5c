/** Makes a connection of any value: a form's, a file's, the store's. The one place that says what a valid one is. */
import { english, joined, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { environments, sshAuthentications } from './connection.ts';
import type { Connection, SshHop, SshTunnel, TlsSettings } from './connection.ts';
import { connectionDialects } from './connectionDialect.ts';
import { tlsModes } from './connectionTarget.ts';
import { FieldReader } from './fieldReader.ts';
import type { FieldProblem } from './fieldReader.ts';
import { account, database, file, host, id, label, maxPort } from './fieldRules.ts';
import { readOracleAccess } from './readOracleAccess.ts';

/** A file that is something else has unknown fields without end. */
const maxShown = 10;

const fieldNames = [
  'id',
  'name',
  'group',
  'dialect',
  'host',
  'port',
  'user',
  'database',
  'environment',
  'tls',
  'ssh',
  'createdAt',
];
const tlsNames = ['mode', 'caFile', 'certFile', 'keyFile'];
const hopNames = ['host', 'port', 'user', 'auth', 'keyFile'];
const tunnelNames = [...hopNames, 'jump', 'knownHostsFile'];

/** What is wrong with each field of a value that should be a connection; empty for a valid one. */
export function connectionProblems(value: unknown): readonly FieldProblem[] {
  return read(value).problems;
}

/**
 * Takes any value and gives the connection that it is, with its fields in the model's order. `what` names it in
 * messages. Throws ShadowSyncError 'usage' that names every wrong field, unknown ones too, and no value.
 */
export function readConnection(value: unknown, what: Said = phrase`The connection`): Connection {
  const { connection, problems } = read(value);
  if (problems.length === 0) return connection;
  const shown = problems.slice(0, maxShown);
  const causes = shown.map(({ field, cause }) =>
    field === '' ? phrase`it ${cause}` : phrase`${field} ${cause}`,
  );
  const more = problems.length - shown.length;
  if (more > 0) causes.push(phrase`and ${more} more`);
  const remedies = new Map(shown.map(({ remedy }) => [english(remedy), remedy]));
  throw new ShadowSyncError('usage', phrase`${what} can't be used: ${joined(causes, '; ')}.`, {
    remedy: joined([...remedies.values()], ' '),
  });
}

function read(value: unknown): {
  readonly connection: Connection;
  readonly problems: readonly FieldProblem[];
} {
  const fields = new FieldReader(value, isOracle(value) ? [...fieldNames, 'oracle'] : fieldNames);
  const record = {
    id: fields.text('id', id),
    name: fields.text('name', label),
    group: fields.textOrNull('group', label),
    dialect: fields.choice('dialect', connectionDialects),
    host: fields.text('host', host),
    port: fields.integer('port', 1, maxPort),
    user: fields.text('user', account),
    database: fields.textOrNull('database', database),
    environment: fields.choice('environment', environments),
    tls: readTls(fields.nested('tls', tlsNames)),
    ssh: fields.isNull('ssh') ? null : readTunnel(fields.nested('ssh', tunnelNames)),
    createdAt: fields.integer('createdAt', 0, Number.MAX_SAFE_INTEGER),
  };
  const { dialect } = record;
  const connection =
    dialect === 'oracle'
      ? { ...record, dialect, oracle: readOracleAccess(fields, file) }
      : { ...record, dialect };
  return { connection, problems: fields.problems };
}

/** Only connections of that dialect have the field: those that were kept before it was known are as valid as ever. */
function isOracle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'dialect' in value && value.dialect === 'oracle';
}

function readTls(fields: FieldReader): TlsSettings {
  const tls: TlsSettings = {
    mode: fields.choice('mode', tlsModes),
    caFile: fields.textOrNull('caFile', file),
    certFile: fields.textOrNull('certFile', file),
    keyFile: fields.textOrNull('keyFile', file),
  };
  const has = { cert: !fields.isNull('certFile'), key: !fields.isNull('keyFile') };
  if (has.cert && !has.key) {
    const remedy = phrase`Give the key of the certificate, or neither.`;
    fields.reportTogether(['keyFile', 'certFile'], phrase`is missing beside certFile`, remedy);
  }
  if (has.key && !has.cert) {
    const remedy = phrase`Give the certificate of the key, or neither.`;
    fields.reportTogether(['certFile', 'keyFile'], phrase`is missing beside keyFile`, remedy);
  }
  return tls;
}

function readTunnel(fields: FieldReader): SshTunnel {
  return {
    ...readHop(fields),
    jump: fields.isNull('jump') ? null : readHop(fields.nested('jump', hopNames)),
    knownHostsFile: fields.textOrNull('knownHostsFile', file),
  };
}

function readHop(fields: FieldReader): SshHop {
  const hop: SshHop = {
    host: fields.text('host', host),
    port: fields.integer('port', 1, maxPort),
    user: fields.text('user', account),
    auth: fields.choice('auth', sshAuthentications),
    keyFile: fields.textOrNull('keyFile', file),
  };
  if (hop.auth === 'key' && fields.isNull('keyFile')) {
    fields.reportTogether(['keyFile', 'auth'], phrase`is missing`, phrase`Give the file of the private key.`);
  }
  if (hop.auth !== 'key' && !fields.isNull('keyFile')) {
    fields.reportTogether(
      ['keyFile', 'auth'],
      phrase`doesn't go with this way to authenticate`,
      phrase`Choose key as auth, or leave the file out.`,
    );
  }
  return hop;
}
