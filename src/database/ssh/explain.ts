/** From the SSH library's errors to ours: by its levels and the protocol's numbers, never by its texts. */
import type { SshServer } from '../../connection/connectionTarget.ts';
import { networkError, placeOf } from '../networkError.ts';
import { SshError } from './sshError.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';

interface LibraryError {
  /** Where in the library it came up. */
  readonly level?: unknown;
  /** A number of SSH_MSG_DISCONNECT (RFC 4253, 11.1), or Node's code. */
  readonly code?: unknown;
  /** A number of SSH_MSG_CHANNEL_OPEN_FAILURE (RFC 4254, 5.1). */
  readonly reason?: unknown;
  readonly message?: unknown;
}

const reach = phrase`Check that the SSH server is up and reachable, and try again.`;

/** Takes what the library reported, or null for an end without a word. */
export function sshProblem(error: unknown, server: SshServer): SshError {
  if (error instanceof SshError) return error;
  const place = phrase`The SSH server ${placeOf(server.host, server.port)}`;
  if (error === null) return new SshError('connection', phrase`${place} ended the connection.`, reach);
  const { level, code, message }: LibraryError = typeof error === 'object' ? error : {};
  const text = cleaned(message);
  if (typeof code === 'number')
    return disconnected(code, phrase`${place} ended the connection: ${text}`, server);
  switch (level) {
    case 'handshake':
      return new SshError(
        'connection',
        phrase`${place} and this program find no common way to speak: ${text}.`,
        phrase`Have the SSH server updated, or its list of algorithms widened.`,
      );
    case 'protocol':
      return new SshError(
        'connection',
        phrase`What answers at ${placeOf(server.host, server.port)} does not speak SSH: ${text}.`,
        phrase`Check host and port of the SSH server.`,
      );
    case 'client-timeout':
      return new SshError('connection', phrase`${place} does not answer any more.`, reach);
    case 'client-socket': {
      const { said: why } = networkError(error, server.host, server.port);
      return new SshError('connection', phrase`The connection to the SSH server is lost: ${why}`, reach);
    }
    default:
      return new SshError('connection', phrase`${place}: ${text}.`, reach);
  }
}

/** 2 is what OpenSSH sends after "Too many authentication failures". */
function disconnected(code: number, message: Said, { secret }: SshServer): SshError {
  if (code !== 2 || secret.kind !== 'agent') return new SshError('connection', phrase`${message}.`, reach);
  return new SshError(
    'authentication',
    phrase`${message}.`,
    phrase`The agent may hold more keys than the server lets try: choose the file of the right key instead.`,
  );
}

/** Takes why the SSH server did not forward to `destination`. */
export function forwardProblem(error: unknown, server: SshServer, destination: string): SshError {
  const { reason, message }: LibraryError = typeof error === 'object' && error !== null ? error : {};
  const place = placeOf(server.host, server.port);
  if (reason === 1) {
    return new SshError(
      'connection',
      phrase`The SSH server ${place} does not let this account forward to ${destination}.`,
      phrase`Have forwarding allowed there (AllowTcpForwarding, PermitOpen in sshd_config).`,
    );
  }
  return new SshError(
    'connection',
    phrase`The SSH server ${place} can't reach ${destination}: ${cleaned(message)}.`,
    phrase`Check host and port as they are seen from the SSH server, which looks the name up itself.`,
  );
}

/** A server's text as messages may hold it: one line, and not without end. */
function cleaned(message: unknown): Said {
  if (typeof message !== 'string' || message === '') return phrase`no reason was given`;
  return message
    .slice(0, 300)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[. ]+$/, '');
}
