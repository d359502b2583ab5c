/** The way to a server: directly, or through SSH servers. One for all connections to it, so that they share a tunnel. */
import type { Duplex } from 'node:stream';
import type { StageListener } from '../connection/connectionTest.ts';
import type { ConnectionTarget, SshTarget } from '../connection/connectionTarget.ts';
import { phrase } from '../schema/phrase.ts';
import { openTcp } from './openTcp.ts';
import type { Patience } from './patience.ts';
import { Renewed } from './renewed.ts';
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
  readonly #tunnel = new Renewed<SshTunnel>();

  constructor(target: ConnectionTarget, ssh: SshTarget) {
    this.target = target;
    this.#ssh = ssh;
  }

  async open(patience: Patience, onStage: StageListener = noListener): Promise<CountedStream> {
    const tunnel = await this.#tunnel.get(() => this.#openTunnel(patience, onStage));
    onStage('forward', null);
    const stream = await tunnel.forward(this.target.host, this.target.port, patience);
    onStage('forward', phrase`The SSH server reaches ${this.target.host}:${this.target.port}.`);
    return stream;
  }

  async #openTunnel(patience: Patience, onStage: StageListener): Promise<SshTunnel> {
    // Loaded now and not earlier: most connections need no SSH.
    const { openSshTunnel } = await import('./ssh/sshTunnel.ts');
    return await openSshTunnel(this.#ssh, patience, onStage);
  }

  async close(): Promise<void> {
    await this.#tunnel.close();
  }
}
