/** The chain of SSH connections that leads to where a server can be reached. */
import type { StageListener } from '../../connection/connectionTest.ts';
import type { SshTarget } from '../../connection/connectionTarget.ts';
import { openTcp } from '../openTcp.ts';
import type { Patience } from '../patience.ts';
import { openSshConnection } from './sshConnection.ts';
import type { SshConnection } from './sshConnection.ts';
import type { SshError } from './sshError.ts';
import type { TunnelStream } from './tunnelStream.ts';

export interface SshTunnel {
  /** Why it leads nowhere any more, or null while it does. */
  readonly lost: SshError | null;
  /** Throws ShadowSyncError. */
  forward(host: string, port: number, patience: Patience): Promise<TunnelStream>;
  /** Never throws. */
  close(): Promise<void>;
}

/** Logs in at the jump server, if there is one, and from there at the SSH server. Throws ShadowSyncError. */
export async function openSshTunnel(
  target: SshTarget,
  patience: Patience,
  onStage: StageListener,
): Promise<SshTunnel> {
  const { jump, knownHosts, server } = target;
  const first = jump ?? server;
  const socket = await openTcp(first.host, first.port, patience, onStage);
  if (jump === null) {
    onStage('ssh', null);
    const connection = await openSshConnection(server, socket, knownHosts, patience);
    onStage('ssh', connection.found);
    return chain(connection, null);
  }
  onStage('jump', null);
  const front = await openSshConnection(jump, socket, knownHosts, patience);
  try {
    onStage('jump', front.found);
    onStage('ssh', null);
    const stream = await front.forward(server.host, server.port, patience);
    const connection = await openSshConnection(server, stream, knownHosts, patience);
    onStage('ssh', connection.found);
    return chain(connection, front);
  } catch (error) {
    front.destroy();
    throw error;
  }
}

function chain(connection: SshConnection, front: SshConnection | null): SshTunnel {
  return {
    // The front takes everything behind it along, and knows why.
    get lost() {
      return front?.lost ?? connection.lost;
    },
    forward: (host, port, patience) => connection.forward(host, port, patience),
    async close() {
      await connection.close();
      await front?.close();
    },
  };
}
