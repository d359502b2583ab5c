/** An address that leads to one server now and to another later, as after a failover. */
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Address } from './liveRun.ts';

export interface SwitchedAddress extends Address {
  /** Ends all connections; new ones go to that server. */
  switchTo(server: Address): void;
  close(): Promise<void>;
}

/** Starts on a free port of the loopback. */
export async function startSwitch(first: Address): Promise<SwitchedAddress> {
  let current = first;
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = createConnection({ host: current.host, port: current.port });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    switchTo: (server) => {
      current = server;
      end();
    },
    close: async () => {
      end();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}
