/**
 * One forwarded connection as a stream with Node's own manners. The library's channel never calls back a write to a
 * closed channel, and says nothing of why it ended; here the end has its reason.
 */
import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';

export class TunnelStream extends Duplex {
  #bytesRead = 0;
  readonly #channel: ClientChannel;

  constructor(channel: ClientChannel) {
    super({ allowHalfOpen: false });
    this.#channel = channel;
    channel.on('data', (chunk: Buffer) => {
      this.#bytesRead += chunk.length;
      if (!this.push(chunk)) channel.pause();
    });
    channel.on('end', () => this.push(null));
    channel.on('close', () => this.destroy());
    channel.on('error', (error: Error) => this.destroy(error));
    // An end whose reason nobody listens to any more must not end the process.
    this.on('error', () => undefined);
  }

  get bytesRead(): number {
    return this.#bytesRead;
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#channel.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#channel.destroy();
    // A turn later, as with sockets: TLS on top has to say first why it ended, or the driver takes the end of the
    // stream for the reason, and the reason finds no listener any more.
    setImmediate(() => done(error));
  }
}
