/** Whether an SSH server is the one that the user knows. Nothing is sent to one that is not. */
import { createHash } from 'node:crypto';
import type { KnownHostsFile, SshServer } from '../../connection/connectionTarget.ts';
import { keyType, keysOfHost, knownHostName } from './knownHosts.ts';
import type { KnownHostKeys } from './knownHosts.ts';
import { SshError } from './sshError.ts';
import { joined, phrase } from '../../schema/phrase.ts';

/** As OpenSSH prints it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** Null for a known key; else why the server is refused. */
export function hostKeyProblem(
  key: Buffer,
  server: Pick<SshServer, 'host' | 'port'>,
  files: readonly [KnownHostsFile, ...KnownHostsFile[]],
): SshError | null {
  const known = keysOfHost(files, server.host, server.port);
  const revoked = known.revoked.find((each) => each.key.equals(key));
  if (revoked !== undefined) {
    return new SshError(
      'tls',
      phrase`${nameOf(server)} shows the key ${fingerprint(key)}, which ${revoked.path} line ${revoked.line} has revoked. Whoever answers there has a key that must not be used any more.`,
      phrase`Do not connect. Ask the administrator of the SSH server.`,
    );
  }
  if (known.accepted.some((each) => each.key.equals(key))) return null;
  const [other] = known.accepted;
  if (other !== undefined) return changed(key, server, known);
  return isKnownWithoutPort(key, server, files) ? null : unknown(key, server, files, known);
}

/** A server on another port counts as known by its bare name too, as with OpenSSH (sshconnect.c, check_host_key). */
function isKnownWithoutPort(
  key: Buffer,
  { host }: Pick<SshServer, 'host'>,
  files: readonly KnownHostsFile[],
): boolean {
  const { accepted, revoked } = keysOfHost(files, host, 22);
  const isKey = (each: { readonly key: Buffer }): boolean => each.key.equals(key);
  return accepted.some(isKey) && !revoked.some(isKey);
}

function changed(key: Buffer, server: Pick<SshServer, 'host' | 'port'>, known: KnownHostKeys): SshError {
  const places = known.accepted.map(
    (each) => phrase`${each.path} line ${each.line} (${fingerprint(each.key)})`,
  );
  return new SshError(
    'tls',
    phrase`THE KEY OF THE SSH SERVER ${nameOf(server)} HAS CHANGED. It shows ${fingerprint(key)} (${keyType(key)}); known is ${joined(places, ', ')}. Somebody may be reading along, or the server was set up anew.`,
    phrase`Ask the administrator for the fingerprint. Only if it is the new one: remove the old lines and connect again.`,
  );
}

function unknown(
  key: Buffer,
  server: Pick<SshServer, 'host' | 'port'>,
  files: readonly [KnownHostsFile, ...KnownHostsFile[]],
  { hasAuthority }: KnownHostKeys,
): SshError {
  const line = `${knownHostName(server.host, server.port)} ${keyType(key)} ${key.toString('base64')}`;
  const authority = hasAuthority
    ? phrase` Certificates of hosts (@cert-authority) are not looked at here.`
    : '';
  return new SshError(
    'tls',
    phrase`The SSH server ${nameOf(server)} is not known: its key is ${fingerprint(key)} (${keyType(key)}).${authority}`,
    phrase`Compare the fingerprint with the one that the administrator gives. If it is the same, add this line to ${files[0].path}: ${line}`,
    line,
  );
}

function nameOf({ host, port }: Pick<SshServer, 'host' | 'port'>): string {
  return knownHostName(host, port);
}

/** Best first. The last is SHA-1 and only for servers that have nothing better. */
const algorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const;

type HostKeyAlgorithm = (typeof algorithms)[number];

/** Which of its keys a server is asked for: one that is known, where one is, or a known server would look changed. */
export function hostKeyAlgorithms(
  server: Pick<SshServer, 'host' | 'port'>,
  files: readonly KnownHostsFile[],
): HostKeyAlgorithm[] {
  const named = keysOfHost(files, server.host, server.port).accepted;
  const known = named.length > 0 ? named : keysOfHost(files, server.host, 22).accepted;
  const types = new Set(known.map(({ type }) => type));
  const isKnown = (algorithm: HostKeyAlgorithm): boolean =>
    types.has(algorithm.startsWith('rsa-') ? 'ssh-rsa' : algorithm);
  return [...algorithms.filter(isKnown), ...algorithms.filter((algorithm) => !isKnown(algorithm))];
}
