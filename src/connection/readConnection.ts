/** Makes a connection of any value: a form's, a file's, the store's. The one place that says what a valid one is. */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { environments, sshAuthentications } from './connection.ts';
import type { Connection, SshHop, SshTunnel, TlsSettings } from './connection.ts';
import { connectionDialects } from './connectionDialect.ts';
import { tlsModes } from './connectionTarget.ts';
import { FieldReader } from './fieldReader.ts';
import type { FieldProblem, TextRule } from './fieldReader.ts';
import { isHost } from './host.ts';

/** Control, line-ending, direction-changing and half characters: a name with them looks like something else (U3). */
const unshowable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

const id: TextRule = {
  accepts: (text) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(text),
  cause: 'has other characters than letters, digits, - and _, or more than 64',
  remedy: 'Leave the making of the id to the program.',
};

const label: TextRule = {
  accepts: (text) => text !== '' && text.trim() === text && [...text].length <= 100 && !unshowable.test(text),
  cause: 'is empty, longer than 100 characters, begins or ends with a space or has invisible characters',
  remedy: 'Give it a short name.',
};

const host: TextRule = {
  accepts: (text) => isHost(text) && text.length <= 255,
  cause: 'is no host name and no IP address',
  remedy: 'Give the bare name or address, without port, user, brackets and mysql://.',
};

const account: TextRule = {
  accepts: (text) => text !== '' && text.length <= 255 && !unshowable.test(text),
  cause: 'is empty, longer than 255 characters or has invisible characters',
  remedy: "Give the account's name as the server knows it.",
};

const database: TextRule = {
  accepts: (text) => text !== '' && text.length <= 255 && !text.includes('\0'),
  cause: 'is empty, longer than 255 characters or has a NUL character',
  remedy: "Give the database's name, or none to choose it later.",
};

/** Absolute: what a relative path starts from differs from window to window. */
const file: TextRule = {
  accepts: (text) => /^(\/|~[/\\]|[A-Za-z]:[/\\]|\\\\)[^\0]+$/.test(text) && text.length <= 4096,
  cause: 'is no absolute path',
  remedy: 'Give the whole path of the file; ~/ may stand for the home folder.',
};

const maxPort = 65_535;

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
  const causes = shown.map(({ field, cause }) => (field === '' ? `it ${cause}` : `${field} ${cause}`));
  const more = problems.length - shown.length;
  if (more > 0) causes.push(`and ${more} more`);
  throw new ShadowSyncError('usage', phrase`${what} can't be used: ${causes.join('; ')}.`, {
    remedy: [...new Set(shown.map(({ remedy }) => remedy))].join(' '),
  });
}

function read(value: unknown): {
  readonly connection: Connection;
  readonly problems: readonly FieldProblem[];
} {
  const fields = new FieldReader(value, fieldNames);
  const connection: Connection = {
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
  return { connection, problems: fields.problems };
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
    const remedy = 'Give the key of the certificate, or neither.';
    fields.reportTogether(['keyFile', 'certFile'], 'is missing beside certFile', remedy);
  }
  if (has.key && !has.cert) {
    const remedy = 'Give the certificate of the key, or neither.';
    fields.reportTogether(['certFile', 'keyFile'], 'is missing beside keyFile', remedy);
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
    fields.reportTogether(['keyFile', 'auth'], 'is missing', 'Give the file of the private key.');
  }
  if (hop.auth !== 'key' && !fields.isNull('keyFile')) {
    fields.reportTogether(
      ['keyFile', 'auth'],
      "doesn't go with this way to authenticate",
      'Choose key as auth, or leave the file out.',
    );
  }
  return hop;
}
