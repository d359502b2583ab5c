/** One connection to one SSH server, and the connections that are forwarded through it. */
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import type { Client } from 'ssh2';
import type { KnownHostsFile, SshServer } from '../../connection/connectionTarget.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { placeOf } from '../networkError.ts';
import { waitPatiently } from '../patience.ts';
import type { Patience } from '../patience.ts';
import { forwardProblem, sshProblem } from './explain.ts';
import { fingerprint, hostKeyAlgorithms, hostKeyProblem } from './hostKey.ts';
import { prepareLogIn } from './logIn.ts';
import type { SshLogIn } from './logIn.ts';
import { SshError } from './sshError.ts';
import { TunnelStream } from './tunnelStream.ts';

/** A dead network says nothing; after three unanswered questions it is one. */
const keepAliveMs = 10_000;
const keepAliveTimes = 3;

type KnownHosts = readonly [KnownHostsFile, ...KnownHostsFile[]];

/** Logs in over `stream`, which belongs to the connection from then on. Throws SshError. */
export async function openSshConnection(
  server: SshServer,
  stream: Duplex,
  knownHosts: KnownHosts,
  patience: Patience,
): Promise<SshConnection> {
  const connection = new SshConnection(server, stream);
  try {
    await connection.logIn(await prepareLogIn(server), knownHosts, patience);
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

export class SshConnection {
  readonly #server: SshServer;
  readonly #stream: Duplex;
  readonly #client: Client = new ssh2.Client();
  readonly #forwarded = new Set<TunnelStream>();
  #lost: SshError | null = null;
  #found: Said = '';

  constructor(server: SshServer, stream: Duplex) {
    this.#server = server;
    this.#stream = stream;
  }

  /** Why nothing can be forwarded any more, or null while it can. */
  get lost(): SshError | null {
    return this.#lost;
  }

  /** What was found at the log-in, for the stage's report. */
  get found(): Said {
    return this.#found;
  }

  async logIn(logIn: SshLogIn, knownHosts: KnownHosts, patience: Patience): Promise<void> {
    const { host, port, user } = this.#server;
    let hostProblem: SshError | null = null;
    let shownKey = '';
    await waitPatiently<undefined>(patience, {
      begin: (resolve, reject) => {
        const failed = (error: unknown): void => {
          reject(hostProblem ?? logIn.problem ?? sshProblem(error, this.#server));
        };
        this.#client.once('ready', () => resolve(undefined));
        this.#client.on('error', failed);
        this.#client.once('close', () => failed(null));
        this.#client.once('change password', () => failed(mustChangePassword(this.#server)));
        this.#client.connect({
          sock: this.#stream,
          username: user,
          hostVerifier: (key: Buffer): boolean => {
            hostProblem = hostKeyProblem(key, this.#server, knownHosts);
            shownKey = fingerprint(key);
            return hostProblem === null;
          },
          algorithms: { serverHostKey: hostKeyAlgorithms(this.#server, knownHosts) },
          authHandler: logIn.next,
          keepaliveInterval: keepAliveMs,
          keepaliveCountMax: keepAliveTimes,
          // The patience counts, which also ends earlier.
          readyTimeout: 0,
        });
      },
      late: () =>
        new SshError(
          'connection',
          phrase`${placeOf(host, port)} did not finish the SSH log-in within ${patience.timeoutMs} ms.`,
          phrase`Check host and port, and that it is an SSH server that answers there.`,
        ),
    });
    this.#found = phrase`Logged in as ${user} (${logIn.method}); the server's key is ${shownKey}.`;
    this.#client.on('error', (error) => this.#end(sshProblem(error, this.#server)));
    this.#client.on('close', () => this.#end(sshProblem(null, this.#server)));
  }

  /** A connection from the SSH server to `host`, whose name it looks up itself. Throws ShadowSyncError. */
  async forward(host: string, port: number, patience: Patience): Promise<TunnelStream> {
    const stream = await waitPatiently<TunnelStream>(patience, {
      begin: (resolve, reject) => {
        if (this.#lost !== null) {
          reject(this.#lost);
          return;
        }
        this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
          if (error === undefined) resolve(new TunnelStream(channel));
          else reject(this.#lost ?? forwardProblem(error, this.#server, placeOf(host, port)));
        });
      },
      late: () =>
        new SshError(
          'connection',
          phrase`${placeOf(this.#server.host, this.#server.port)} did not reach ${placeOf(host, port)} within ${patience.timeoutMs} ms.`,
          phrase`Check host and port as they are seen from the SSH server.`,
        ),
    });
    this.#forwarded.add(stream);
    stream.once('close', () => this.#forwarded.delete(stream));
    return stream;
  }

  #end(reason: SshError): void {
    this.#lost ??= reason;
    const lost = this.#lost;
    for (const stream of this.#forwarded) {
      stream.destroy(
        new ShadowSyncError('connection', phrase`The tunnel is gone: ${lost.said}`, remedyOf(lost)),
      );
    }
    this.#forwarded.clear();
  }

  /** Says goodbye; what is still forwarded ends with it. */
  close(): Promise<void> {
    const hasEnded = this.#lost !== null || this.#stream.destroyed;
    this.#lost ??= closed(this.#server);
    if (hasEnded) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.destroy();
        resolve();
      };
      // A server that does not answer is not waited for.
      const timer = setTimeout(done, 500);
      this.#client.once('close', done);
      this.#client.end();
    });
  }

  destroy(): void {
    this.#lost ??= closed(this.#server);
    // The library reports what its dying stream does; nobody is left to hear it.
    this.#client.on('error', () => undefined);
    this.#client.destroy();
    this.#stream.destroy();
  }
}

function remedyOf({ saidRemedy }: SshError): { readonly remedy?: Said } {
  return saidRemedy === null ? {} : { remedy: saidRemedy };
}

function closed({ host, port }: SshServer): SshError {
  return new SshError(
    'connection',
    phrase`The SSH connection to ${placeOf(host, port)} was closed.`,
    phrase`Connect again.`,
  );
}

function mustChangePassword({ host, port, user }: SshServer): SshError {
  return new SshError(
    'authentication',
    phrase`${user}@${placeOf(host, port)}: the password has expired.`,
    phrase`Set a new password for the SSH account first.`,
  );
}
