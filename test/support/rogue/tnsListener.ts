/** A port of this computer that behaves like something that a user may take for an Oracle listener. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import type { Certificate } from './certificates.ts';

export interface StandIn {
  readonly port: number;
  /** How many connections were accepted. */
  readonly accepted: () => number;
  /** How many are open now. */
  readonly open: () => number;
  /** Everything that came in, as Latin-1. */
  readonly received: () => string;
  close(): Promise<void>;
}

/** Opens a port on which each connection is handed to `serve`. */
export async function standIn(serve: (socket: Socket) => void): Promise<StandIn> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let received = '';
  const server = createServer((socket) => {
    accepted++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    accepted: () => accepted,
    open: () => sockets.size,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A REFUSE packet of Oracle Net (type 4): what a listener answers that can't serve a connect request. */
function refusal(error: number): Buffer {
  const text = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=${String(error)})(ERROR_STACK=(ERROR=(CODE=${String(error)})(EMFI=4))))`,
  );
  const head = Buffer.alloc(12);
  head.writeUInt16BE(head.length + text.length, 0);
  head[4] = 4;
  head[8] = 0x22;
  head.writeUInt16BE(text.length, 10);
  return Buffer.concat([head, text]);
}

/** Answers each connect request with that refusal. */
export function refusing(error: number): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.write(refusal(error)));
}

/** The same behind TLS. */
export function refusingOverTls(error: number, { cert, key }: Certificate): (socket: Socket) => void {
  return (socket) => {
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext({ cert, key }),
    });
    secured.on('error', () => undefined);
    secured.once('data', () => secured.write(refusal(error)));
  };
}
