/** What importing from another program gives: drafts for the user to look at, never connections that are kept at once. */
import { phrase, type Phrase, type Said } from '../../schema/phrase.ts';
import type { Connection, Environment, SshHop, SshTunnel, TlsSettings } from '../connection.ts';
import type { ConnectionDialect } from '../connectionDialect.ts';
import type { SecretKind } from '../connectionSecrets.ts';
import { defaultTls } from '../connectionTarget.ts';
import type { TlsMode } from '../connectionTarget.ts';
import { defaultPort } from '../describeDialect.ts';

/** A connection before it is one. What the file does not say is empty: `connectionProblems` tells what is missing. */
export type ConnectionDraft = Omit<Connection, 'id' | 'createdAt'>;

export interface ImportedConnection {
  readonly draft: ConnectionDraft;
  /** Where in the file it was, for the user. */
  readonly source: string;
  /** The names of what was not taken; never values, which may be secrets. */
  readonly dropped: readonly Said[];
  /** What the file holds in plain text; for the secret storage and nowhere else. None where the file encrypts. */
  readonly secrets: Readonly<Partial<Record<SecretKind, string>>>;
}

/** What a file says; null for what it does not. */
export interface FoundParts {
  readonly name: string | null;
  readonly group: string | null;
  readonly dialect: ConnectionDialect;
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly database: string | null;
  readonly environment: Environment | null;
  readonly tlsMode: TlsMode | null;
  readonly caFile: string | null;
  readonly certFile: string | null;
  readonly keyFile: string | null;
  readonly ssh: SshTunnel | null;
}

/** What is said of a hop; the way to authenticate follows from it where it is not named. */
export interface FoundHop {
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly auth: SshHop['auth'] | null;
  readonly keyFile: string | null;
}

const sshPort = 22;

/** Makes a draft; paths that only mean something to the other program go to `dropped`. */
export function draftOf(found: FoundParts, dropped: Said[]): ConnectionDraft {
  const host = (found.host ?? 'localhost').toLowerCase();
  const files: TlsSettings = {
    mode: found.tlsMode ?? defaultTls(host).mode,
    caFile: pathOrNull(found.caFile, phrase`the file of the certificate authority`, dropped),
    certFile: pathOrNull(found.certFile, phrase`the file of the client certificate`, dropped),
    keyFile: pathOrNull(found.keyFile, phrase`the file of the client key`, dropped),
  };
  const hasPair = files.certFile !== null && files.keyFile !== null;
  return {
    name: labelOf(found.name ?? (found.database === null ? host : `${found.database} on ${host}`)),
    group: found.group === null ? null : labelOf(found.group) || null,
    dialect: found.dialect,
    host,
    port: found.port ?? defaultPort(found.dialect),
    user: found.user ?? '',
    database: found.database === '' ? null : found.database,
    environment:
      found.environment ?? environmentOf(`${found.name ?? ''} ${found.group ?? ''}`, host, found.ssh),
    tls: hasPair ? files : { ...files, certFile: null, keyFile: null },
    ssh: found.ssh,
  };
}

/** Makes a tunnel. A key that can't be named leaves the way to authenticate, for the user to choose the file. */
export function tunnelOf(found: FoundHop, jump: FoundHop | null, dropped: Said[]): SshTunnel {
  return {
    ...hopOf(found, dropped),
    jump: jump === null ? null : hopOf(jump, dropped),
    knownHostsFile: null,
  };
}

function hopOf(found: FoundHop, dropped: Said[]): SshHop {
  const auth = found.auth ?? (found.keyFile === null ? 'password' : 'key');
  const keyFile = pathOrNull(found.keyFile, phrase`the file of the SSH key`, dropped);
  return {
    host: (found.host ?? '').toLowerCase(),
    port: found.port ?? sshPort,
    user: found.user ?? '',
    auth,
    keyFile: auth === 'key' ? keyFile : null,
  };
}

/** What another program starts a relative path from, or puts in place of a variable, is not known here. */
function pathOrNull(path: string | null, what: Phrase, dropped: Said[]): string | null {
  if (path === null || path === '') return null;
  const isOwn = /^(\/|~[/\\]|[A-Za-z]:[/\\]|\\\\)[^\0]+$/.test(path) && !path.includes('${');
  if (!isOwn) dropped.push(what);
  return isOwn ? path : null;
}

/** As labels are here: one line of visible characters, not too long. */
function labelOf(text: string): string {
  const line = text.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, ' ').replaceAll(/ +/g, ' ');
  return [...line.trim()].slice(0, 100).join('').trim();
}

/**
 * From what people write into names. What says nothing is taken for production: there the user is asked before
 * anything runs, and a guess in the other direction would cost more.
 */
function environmentOf(words: string, host: string, ssh: SshTunnel | null): Environment {
  if (/prod|live|生产|线上/i.test(words)) return 'production';
  if (/test|stag|qa|uat|pre|测试|预发/i.test(words)) return 'test';
  if (/dev|local|sandbox|开发|本地/i.test(words)) return 'development';
  return defaultTls(host).mode === 'off' && ssh === null ? 'development' : 'production';
}
