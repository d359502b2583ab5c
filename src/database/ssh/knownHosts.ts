/** The format of known_hosts files: sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT". */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KnownHostsFile } from '../../connection/connectionTarget.ts';
import { matchesWildcards } from '../wildcards.ts';
import type { WildcardRules } from '../wildcards.ts';

/** One line that says something about a host. */
export interface KnownHost {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly type: string;
  readonly key: Buffer;
}

export interface KnownHostKeys {
  readonly accepted: readonly KnownHost[];
  readonly revoked: readonly KnownHost[];
  /** Whether an authority of host certificates is named, which is not looked at here. */
  readonly hasAuthority: boolean;
}

const defaultPort = 22;

/** The name under which a host stands there: with its port where that is not the usual one. */
export function knownHostName(host: string, port: number): string {
  return port === defaultPort ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

/** What the files say about one host. Lines that can't be read say nothing, as with OpenSSH. */
export function keysOfHost(files: readonly KnownHostsFile[], host: string, port: number): KnownHostKeys {
  const accepted: KnownHost[] = [];
  const revoked: KnownHost[] = [];
  let hasAuthority = false;
  for (const { path, text } of files) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const entry = parseLine(line);
      if (entry === null || !isNamed(entry.hosts, knownHostName(host, port))) continue;
      const known = { path, line: index + 1, type: entry.type, key: entry.key };
      if (entry.marker === '@revoked') revoked.push(known);
      else if (entry.marker === '@cert-authority') hasAuthority = true;
      else accepted.push(known);
    }
  }
  return { accepted, revoked, hasAuthority };
}

const markers = ['@revoked', '@cert-authority'] as const;

interface Entry {
  readonly marker: (typeof markers)[number] | null;
  readonly hosts: string;
  readonly type: string;
  readonly key: Buffer;
}

function parseLine(line: string): Entry | null {
  const words = line.trim().split(/[ \t]+/);
  const first = words[0] ?? '';
  if (first === '' || first.startsWith('#')) return null;
  const marker = markers.find((each) => each === first) ?? null;
  if (marker === null && first.startsWith('@')) return null;
  if (marker !== null) words.shift();
  const [hosts, type, base64] = words;
  if (hosts === undefined || type === undefined || base64 === undefined) return null;
  const key = Buffer.from(base64, 'base64');
  // The type stands in the key once more: a number there is SSH-1's, anything else a damaged line.
  return keyType(key) === type ? { marker, hosts, type, key } : null;
}

/** The type that a public key names at its beginning (RFC 4253, 6.6); empty for what is no key. */
export function keyType(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return length > key.length - 4 ? '' : key.toString('latin1', 4, 4 + length);
}

const wildcards: WildcardRules = { many: '*', one: '?', escape: null };

function isNamed(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return isHashOf(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  const matches = (pattern: string): boolean => matchesWildcards(name, pattern, wildcards);
  // One `!` takes the host out, whatever else the line says.
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern));
}

/** `|1|salt|hash`: HMAC-SHA1 of the name under the salt, both in base64. */
function isHashOf(hashed: string, name: string): boolean {
  const [, version, salt, hash] = hashed.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}
