/** From a kept connection to what a driver is handed: secrets fetched, files read, home folders written out. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Connection, SshHop, SshTunnel } from './connection.ts';
import type { ConnectionSecrets, SecretKind } from './connectionSecrets.ts';
import type {
  ConnectionTarget,
  KnownHostsFile,
  SshSecret,
  SshServer,
  SshTarget,
  TlsChoice,
} from './connectionTarget.ts';
import { withHome } from './localFiles.ts';
import type { LocalFiles } from './localFiles.ts';
import type { OracleAccess } from './oracleAccess.ts';

export interface ConnectionSources {
  readonly secrets: Pick<ConnectionSecrets, 'get'>;
  readonly files: LocalFiles;
}

/** OpenSSH's own on Windows, where no variable names it. */
const windowsAgent = '\\\\.\\pipe\\openssh-ssh-agent';

/** What the administrator of this computer has accepted for everybody (ssh_config(5), GlobalKnownHostsFile). */
const globalKnownHosts = '/etc/ssh/ssh_known_hosts';

/**
 * Takes a kept connection, gives a target with everything in it. A database's password that isn't kept is an empty
 * one: there are accounts without. Throws ShadowSyncError 'usage' that names the field whose file or secret is missing.
 */
export async function resolveConnection(
  connection: Connection,
  sources: ConnectionSources,
): Promise<ConnectionTarget> {
  const resolver = new Resolver(connection, sources);
  const { dialect, host, port, user, database } = connection;
  return {
    dialect,
    host,
    port,
    user,
    password: (await resolver.secret('password')) ?? '',
    database,
    ...(connection.dialect === 'oracle' ? { oracle: resolver.access(connection.oracle) } : {}),
    tls: await resolver.tls(),
    ssh: connection.ssh === null ? null : await resolver.ssh(connection.ssh),
  };
}

interface HopFields {
  /** Where the hop stands in the connection. */
  readonly field: string;
  readonly password: SecretKind;
  readonly passphrase: SecretKind;
}

class Resolver {
  readonly #connection: Connection;
  readonly #sources: ConnectionSources;

  constructor(connection: Connection, sources: ConnectionSources) {
    this.#connection = connection;
    this.#sources = sources;
  }

  async secret(kind: SecretKind): Promise<string | undefined> {
    return await this.#sources.secrets.get(this.#connection.id, kind);
  }

  /** The folder of an alias, written out; without one, the one that every Oracle client of this computer uses. */
  access(access: OracleAccess): OracleAccess {
    if (access.kind !== 'alias') return access;
    const { files } = this.#sources;
    const folder = access.folder ?? files.variable('TNS_ADMIN') ?? null;
    return { ...access, folder: folder === null ? null : withHome(folder, files) };
  }

  async tls(): Promise<TlsChoice> {
    const { mode, caFile, certFile, keyFile } = this.#connection.tls;
    // Files of a connection that is not encrypted are not looked at: they may be gone.
    if (mode === 'off') return { mode };
    const ca = await this.#fileOrNull('tls.caFile', caFile);
    const cert = await this.#fileOrNull('tls.certFile', certFile);
    const key = await this.#fileOrNull('tls.keyFile', keyFile);
    const passphrase = key === null ? undefined : await this.secret('tlsKeyPassphrase');
    return {
      mode,
      ...(ca === null ? {} : { ca }),
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
    };
  }

  async ssh(tunnel: SshTunnel): Promise<SshTarget> {
    const server = { field: 'ssh', password: 'sshPassword', passphrase: 'sshPassphrase' } as const;
    const jump = { field: 'ssh.jump', password: 'jumpPassword', passphrase: 'jumpPassphrase' } as const;
    return {
      server: await this.#hop(tunnel, server),
      jump: tunnel.jump === null ? null : await this.#hop(tunnel.jump, jump),
      knownHosts: await this.#knownHosts(tunnel.knownHostsFile),
    };
  }

  async #hop(hop: SshHop, fields: HopFields): Promise<SshServer> {
    const { host, port, user } = hop;
    return { host, port, user, secret: await this.#sshSecret(hop, fields) };
  }

  async #sshSecret(hop: SshHop, fields: HopFields): Promise<SshSecret> {
    switch (hop.auth) {
      case 'password': {
        const password = await this.secret(fields.password);
        if (password === undefined) {
          throw this.#unusable(
            phrase`${fields.field}.auth is password, and no password for ${hop.user}@${hop.host} is kept`,
            phrase`Enter the password of the SSH account, or choose a key or the agent.`,
          );
        }
        return { kind: 'password', password };
      }
      case 'key':
        return await this.#keySecret(hop.keyFile ?? '', fields);
      case 'agent':
        return { kind: 'agent', socket: this.#agent(fields.field) };
    }
  }

  async #keySecret(keyFile: string, fields: HopFields): Promise<SshSecret> {
    const privateKey = await this.#file(`${fields.field}.keyFile`, keyFile);
    const passphrase = (await this.secret(fields.passphrase)) ?? null;
    return { kind: 'key', file: keyFile, privateKey, passphrase };
  }

  #agent(field: string): string {
    const { files } = this.#sources;
    const socket = files.variable('SSH_AUTH_SOCK') ?? (files.isWindows ? windowsAgent : undefined);
    if (socket !== undefined) return socket;
    throw this.#unusable(
      phrase`${field}.auth is agent, and the variable SSH_AUTH_SOCK names no agent`,
      phrase`Start ssh-agent before the editor, in the same session, or choose a key file.`,
    );
  }

  async #knownHosts(chosen: string | null): Promise<readonly [KnownHostsFile, ...KnownHostsFile[]]> {
    if (chosen !== null) return [{ path: chosen, text: await this.#file('ssh.knownHostsFile', chosen) }];
    const own: KnownHostsFile = {
      path: '~/.ssh/known_hosts',
      text: (await this.#read('ssh.knownHostsFile', '~/.ssh/known_hosts')) ?? '',
    };
    if (this.#sources.files.isWindows) return [own];
    const text = (await this.#read('ssh.knownHostsFile', globalKnownHosts)) ?? '';
    return [own, { path: globalKnownHosts, text }];
  }

  async #fileOrNull(field: string, path: string | null): Promise<string | null> {
    return path === null ? null : await this.#file(field, path);
  }

  async #file(field: string, path: string): Promise<string> {
    const text = await this.#read(field, path);
    if (text !== null) return text;
    throw this.#unusable(
      phrase`${field} names ${JSON.stringify(path)}, which is not there`,
      phrase`Choose the file anew.`,
    );
  }

  async #read(field: string, path: string): Promise<string | null> {
    try {
      return await this.#sources.files.readText(withHome(path, this.#sources.files));
    } catch {
      // What a reader says may repeat a piece of the file.
      throw this.#unusable(
        phrase`${field} names ${JSON.stringify(path)}, which can't be read`,
        phrase`See to it that this account may read the file, or choose another one.`,
      );
    }
  }

  #unusable(cause: Phrase, remedy: Phrase): ShadowSyncError {
    return new ShadowSyncError(
      'usage',
      phrase`The connection "${this.#connection.name}" can't be used: ${cause}.`,
      {
        remedy,
      },
    );
  }
}
