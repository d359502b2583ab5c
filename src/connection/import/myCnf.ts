/** Connections of MySQL's and MariaDB's option files (MySQL manual, "Using Option Files", and MariaDB's of that name). */
import type { Said } from '../../schema/phrase.ts';
import type { TlsMode } from '../connectionTarget.ts';
import { draftOf } from './importedConnection.ts';
import type { ImportedConnection } from './importedConnection.ts';

/** The groups that the command-line client reads, in the order in which a later one wins. */
const baseGroups = ['client', 'client-server', 'client-mariadb', 'mysql', 'mariadb-client'];

/** Those to which --defaults-group-suffix appends its suffix. */
const suffixed = /^(client|mysql)([_.-].+)$/;

/** Groups of other programs, which look as if they had a suffix. */
const otherPrograms = new Set([
  'client-server',
  'client-mariadb',
  'mysql-cluster',
  'mysql_cluster',
  'mysql_dump',
  'mysql_upgrade',
  'mysql_install_db',
  'mysql_secure_installation',
  'mysql_ssl_rsa_setup',
  'mysql.server',
]);

/** `path` names the file for the user. One connection for the plain groups, and one for each suffix. */
export function importMyCnf(text: string, path: string): readonly ImportedConnection[] {
  const { groups, included } = readGroups(text);
  const suffixes = [...groups.keys()].flatMap((name) => {
    const suffix = otherPrograms.has(name) ? undefined : suffixed.exec(name)?.[2];
    return suffix === undefined ? [] : [suffix];
  });
  return ['', ...new Set(suffixes)].flatMap((suffix) => {
    const names = suffix === '' ? baseGroups : [...baseGroups, `client${suffix}`, `mysql${suffix}`];
    const present = names.filter((name) => groups.has(name));
    const options = new Map(present.flatMap((name) => [...(groups.get(name) ?? [])]));
    // A file that says neither where nor as whom holds settings only.
    if (!['host', 'user', 'password'].some((name) => options.has(name))) return [];
    return [connectionOf(options, `${path} [${present.at(-1) ?? ''}]`, suffix, included)];
  });
}

/** By name, with `_` written `-`; an option without a value has the empty one. */
type Options = ReadonlyMap<string, string>;

interface OptionFile {
  readonly groups: ReadonlyMap<string, Options>;
  /** The lines that would have other files read. */
  readonly included: readonly string[];
}

function readGroups(text: string): OptionFile {
  const groups = new Map<string, Map<string, string>>();
  const included: string[] = [];
  let current: Map<string, string> | null = null;
  for (const raw of text.replace(/^\u{feff}/u, '').split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (/^!include(dir)?\s/.test(line)) {
      included.push(line);
      continue;
    }
    const group = /^\[([^\]]*)\]/.exec(line)?.[1]?.trim().toLowerCase();
    if (group !== undefined) {
      current = groups.get(group) ?? new Map<string, string>();
      groups.set(group, current);
      continue;
    }
    const [, name, value = ''] = /^([^=\s]+)\s*(?:=\s*(.*))?$/s.exec(withoutComment(line)) ?? [];
    if (name !== undefined) current?.set(optionName(name), unquoted(value));
  }
  return { groups, included };
}

/** A comment may begin in the middle of a line, but not inside quotes. */
function withoutComment(line: string): string {
  const quoted = /^[^='"#]+=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/.exec(line);
  if (quoted !== null) return quoted[0];
  return line.replace(/\s#.*$/, '').trim();
}

function optionName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^loose-/, '');
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['s', ' '],
  ['\\', '\\'],
]);

/** A backslash before any other character stays what it is: Windows paths are written with it. */
function unquoted(value: string): string {
  const inner = /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
  return inner.replaceAll(/\\([\s\S])/g, (whole, next: string) => {
    return escapes.get(next) ?? (next === '"' || next === "'" ? next : whole);
  });
}

const taken = new Set([
  'host',
  'port',
  'user',
  'password',
  'database',
  'ssl-mode',
  'ssl',
  'skip-ssl',
  'ssl-verify-server-cert',
  'ssl-ca',
  'ssl-cert',
  'ssl-key',
]);

/** About the client's terminal, not about the connection. */
const harmless = new Set([
  'prompt',
  'pager',
  'no-auto-rehash',
  'auto-rehash',
  'skip-auto-rehash',
  'default-character-set',
]);

function connectionOf(
  options: Options,
  source: string,
  suffix: string,
  included: readonly string[],
): ImportedConnection {
  const dropped: Said[] = [];
  const option = (name: string): string | null => {
    const value = options.get(name);
    return value === undefined || value === '' ? null : value;
  };
  const port = Number(options.get('port') ?? '');
  const draft = draftOf(
    {
      name: suffix === '' ? null : suffix.slice(1),
      group: null,
      dialect: source.includes('mariadb') ? 'mariadb' : 'mysql',
      host: option('host'),
      port: Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null,
      user: option('user'),
      database: option('database'),
      environment: null,
      tlsMode: tlsModeOf(options, dropped),
      caFile: option('ssl-ca'),
      certFile: option('ssl-cert'),
      keyFile: option('ssl-key'),
      ssh: null,
    },
    dropped,
  );
  const others = [...options.keys()].filter((name) => !taken.has(name) && !harmless.has(name));
  const password = option('password');
  return {
    draft,
    source,
    dropped: [...dropped, ...others, ...included],
    secrets: password === null ? {} : { password },
  };
}

const modes: ReadonlyMap<string, TlsMode> = new Map<string, TlsMode>([
  ['DISABLED', 'off'],
  ['REQUIRED', 'required'],
  ['VERIFY_CA', 'verify-ca'],
  ['VERIFY_IDENTITY', 'verify-identity'],
]);

/** MySQL's ssl-mode; MariaDB's ssl, skip-ssl and ssl-verify-server-cert. PREFERRED, which goes without TLS too, is dropped. */
function tlsModeOf(options: Options, dropped: Said[]): TlsMode | null {
  const named = options.get('ssl-mode')?.toUpperCase();
  if (named !== undefined) {
    const mode = modes.get(named);
    if (mode === undefined) dropped.push('ssl-mode');
    return mode ?? null;
  }
  if (options.has('skip-ssl') || isOff(options.get('ssl'))) return 'off';
  if (options.has('ssl-verify-server-cert')) {
    return isOff(options.get('ssl-verify-server-cert')) ? 'required' : 'verify-identity';
  }
  if (options.has('ssl-ca')) return 'verify-ca';
  return options.has('ssl') ? 'required' : null;
}

function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(0|off|false)$/i.test(value);
}
