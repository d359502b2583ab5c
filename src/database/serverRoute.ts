/** The way to a server: directly, or through SSH servers. One for all connections to it, so that they share a tunnel. */
import type { Duplex } from 'node:stream';
import type { StageListener } from '../connection/connectionTest.ts';
import type { ConnectionTarget, SshTarget } from '../connection/connectionTarget.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { openTcp } from './openTcp.ts';
import type { Patience } from './patience.ts';
import type { SshTunnel } from './ssh/sshTunnel.ts';

/** A stream that says how much came in, as sockets do. */
export type CountedStream = Duplex & { readonly bytesRead: number };

export interface ServerRoute {
  readonly target: ConnectionTarget;
  /** A stream to the server's port, which belongs to the caller. Throws ShadowSyncError. */
  open(patience: Patience, onStage?: StageListener): Promise<CountedStream>;
  /** Ends what the streams share, and with it the streams; never throws. */
  close(): Promise<void>;
}

/** Opens nothing until it is asked to. */
export function routeTo(target: ConnectionTarget): ServerRoute {
  return target.ssh === null ? directRoute(target) : new TunnelRoute(target, target.ssh);
}

const noListener: StageListener = () => undefined;

function directRoute(target: ConnectionTarget): ServerRoute {
  return {
    target,
    open: (patience, onStage = noListener) => openTcp(target.host, target.port, patience, onStage),
    close: () => Promise.resolve(),
  };
}

class TunnelRoute implements ServerRoute {
  readonly target: ConnectionTarget;
  readonly #ssh: SshTarget;
  #current: Promise<SshTunnel> | null = null;
  #isClosed = false;

  constructor(target: ConnectionTarget, ssh: SshTarget) {
    this.target = target;
    this.#ssh = ssh;
  }

  async open(patience: Patience, onStage: StageListener = noListener): Promise<CountedStream> {
    const tunnel = await this.#tunnel(patience, onStage);
    onStage('forward', null);
    const stream = await tunnel.forward(this.target.host, this.target.port, patience);
    onStage('forward', phrase`The SSH server reaches ${this.target.host}:${this.target.port}.`);
    return stream;
  }

  async #tunnel(patience: Patience, onStage: StageListener): Promise<SshTunnel> {
    // Several may wait for one opening; when it fails, the first to notice opens the next one and the others wait again.
    for (let awaited = this.#current; awaited !== null; awaited = this.#current) {
      const kept = await awaited.catch(() => null);
      if (kept?.lost === null) return kept;
      if (this.#current === awaited) break;
    }
    if (this.#isClosed) throw closed();
    const opening = this.#openTunnel(patience, onStage);
    this.#current = opening;
    return await opening;
  }

  async #openTunnel(patience: Patience, onStage: StageListener): Promise<SshTunnel> {
    // Loaded now and not earlier: most connections need no SSH.
    const { openSshTunnel } = await import('./ssh/sshTunnel.ts');
    const tunnel = await openSshTunnel(this.#ssh, patience, onStage);
    if (!this.#isClosed) return tunnel;
    await tunnel.close();
    throw closed();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const tunnel = await this.#current?.catch(() => null);
    await tunnel?.close();
  }
}

function closed(): ShadowSyncError {
  return new ShadowSyncError('connection', phrase`The connection to the server is closed already.`);
}
