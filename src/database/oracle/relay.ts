/**
 * The driver opens its own sockets and takes no stream. It is given a port on this computer instead, which leads through
 * the way that was opened for it (directly, or through SSH): so names, refusals and silence are told as for every other
 * server, what comes in is counted, and a connection can be cut at any time.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { CountedStream } from '../serverRoute.ts';

export interface Relay {
  /** On 127.0.0.1; one connection to it is taken, and no other. */
  readonly port: number;
  /** How many bytes came from the server. */
  received(): number;
  /** The first of them, up to a packet's head. */
  firstBytes(): Buffer;
  /** Called with each piece from the server. */
  onBytes(listener: (size: number) => void): void;
  /** Cuts the connection at both ends; never throws. */
  destroy(): void;
}

/** `CONNECT host:port HTTP/1.1` and its headers are a few hundred bytes. */
const maxGreeting = 8192;
/** Of a packet of Oracle Net, which is told by it from other protocols. */
const headBytes = 8;
const headEnd = '\r\n\r\n';

/**
 * `plain`: bytes go to and fro from the start. `connect`: the driver asks first with HTTP's CONNECT, as of a proxy; then it
 * knows the server's real name, which the certificate is checked against. Throws ShadowSyncError 'connection'.
 */
export async function openRelay(stream: CountedStream, kind: 'plain' | 'connect'): Promise<Relay> {
  const server = createServer({ pauseOnConnect: true });
  const relay = new LoopbackRelay(server, stream, kind);
  try {
    await relay.listen();
  } catch (error) {
    relay.destroy();
    throw error;
  }
  return relay;
}

class LoopbackRelay implements Relay {
  readonly #server: Server;
  readonly #stream: CountedStream;
  #client: Socket | null = null;
  #port = 0;
  #first: Buffer = Buffer.alloc(0);
  #onBytes: (size: number) => void = () => undefined;

  constructor(server: Server, stream: CountedStream, kind: 'plain' | 'connect') {
    this.#server = server;
    this.#stream = stream;
    stream.on('error', () => this.destroy());
    stream.on('close', () => this.destroy());
    server.on('error', () => this.destroy());
    server.once('connection', (client) => {
      server.close();
      this.#client = client;
      client.setNoDelay(true);
      client.on('error', () => this.destroy());
      client.on('close', () => this.destroy());
      if (kind === 'plain') this.#join(client);
      else this.#awaitConnect(client);
    });
  }

  get port(): number {
    return this.#port;
  }

  async listen(): Promise<void> {
    await listening(this.#server);
    this.#port = addressOf(this.#server).port;
  }

  received(): number {
    return this.#stream.bytesRead;
  }

  firstBytes(): Buffer {
    return this.#first;
  }

  onBytes(listener: (size: number) => void): void {
    this.#onBytes = listener;
  }

  destroy(): void {
    this.#server.close();
    this.#client?.destroy();
    this.#stream.destroy();
  }

  #join(client: Socket): void {
    client.pipe(this.#stream);
    // Not earlier: a stream that is listened to does not wait for its reader, and a greeting would be lost.
    this.#stream.on('data', (chunk: Buffer) => {
      if (this.#first.length < headBytes)
        this.#first = Buffer.concat([this.#first, chunk.subarray(0, headBytes)]);
      this.#onBytes(chunk.length);
    });
    this.#stream.pipe(client);
    client.resume();
  }

  #awaitConnect(client: Socket): void {
    let head = '';
    const take = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      const end = head.indexOf(headEnd);
      if (end < 0 && head.length < maxGreeting) return;
      client.removeListener('data', take);
      if (end + headEnd.length !== head.length || !head.startsWith('CONNECT ')) {
        this.destroy();
        return;
      }
      client.pause();
      client.write(`HTTP/1.1 200 OK${headEnd}`);
      this.#join(client);
    };
    client.on('data', take);
    client.resume();
  }
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ShadowSyncError(
          'connection',
          phrase`No port of this computer could be opened for the Oracle driver (${error.code ?? error.name}).`,
          { remedy: phrase`See to it that programs may listen on 127.0.0.1.` },
        ),
      ),
    );
    server.listen(0, '127.0.0.1', resolve);
  });
}

function addressOf(server: Server): Pick<AddressInfo, 'port'> {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address : { port: 0 };
}
