/** What a driver is handed to reach one server as one account, secrets included: made for one use, never kept. */
import type { ConnectionDialect } from './connectionDialect.ts';
import type { OracleAccess } from './oracleAccess.ts';

/** What is asked of the connection's encryption (C4), weakest first. */
export const tlsModes = ['off', 'required', 'verify-ca', 'verify-identity'] as const;

export type TlsMode = (typeof tlsModes)[number];

export interface TlsChoice {
  readonly mode: TlsMode;
  /** Certificates (PEM) that are trusted instead of the ones that come with Node. */
  readonly ca?: string;
  /** This client's own certificate and key (PEM), for accounts that need one. */
  readonly cert?: string;
  readonly key?: string;
  /** Opens the key, where it is encrypted. */
  readonly passphrase?: string;
}

/** What proves to an SSH server who logs in. */
export type SshSecret =
  | { readonly kind: 'password'; readonly password: string }
  /** The text of the private key file; the passphrase is null where none is known. */
  | {
      readonly kind: 'key';
      readonly file: string;
      readonly privateKey: string;
      readonly passphrase: string | null;
    }
  /** The socket (or, on Windows, the named pipe) of an SSH agent. */
  | { readonly kind: 'agent'; readonly socket: string };

/** One SSH server as one account. */
export interface SshServer {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: SshSecret;
}

/** A file in the format of known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHostsFile {
  readonly path: string;
  /** Empty for a file that is not there (yet). */
  readonly text: string;
}

/** The SSH server that the database's host is reached from. */
export interface SshTarget {
  readonly server: SshServer;
  /** The SSH server in front of it, where it can't be reached directly. */
  readonly jump: SshServer | null;
  /** Only servers whose keys are in one of these are spoken to; a new key would go into the first. */
  readonly knownHosts: readonly [KnownHostsFile, ...KnownHostsFile[]];
}

export interface ConnectionTarget {
  /** What the user called it. What the server really is, it says itself (the facts' dialect). */
  readonly dialect: ConnectionDialect;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string | null;
  /** How an Oracle listener is told what to connect to; there for that dialect and no other. */
  readonly oracle?: OracleAccess;
  readonly tls: TlsChoice;
  /** Null: the host is reached directly. */
  readonly ssh: SshTarget | null;
}

/** True for addresses that never leave this computer. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** The encryption of a connection for which nobody chose: the strongest as soon as it leaves this computer (C4). */
export function defaultTls(host: string): TlsChoice {
  return { mode: isLoopback(host) ? 'off' : 'verify-identity' };
}

/** Server and account as messages name them: `app@db.example:3306`. Never the password. */
export function displayTarget(target: Pick<ConnectionTarget, 'host' | 'port' | 'user'>): string {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  return `${target.user}@${host}:${target.port}`;
}
