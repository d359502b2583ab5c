/** Requests to one server: `POST <base>/api/v2?Action=…` with HTTP Basic (oms.md §5.1), bounded in time and size. */
import { Agent, request } from 'node:http';
import type { AgentOptions, ClientRequest, ClientRequestArgs, IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import type { StopSignal } from '../alert/oms/migrationServer.ts';
import type { StageListener } from '../connection/connectionTest.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { httpFault } from './httpFault.ts';
import type { OmsParts } from './omsParts.ts';
import { openOmsStream } from './omsStream.ts';

export interface OmsLimits {
  /** For one request, from looking up the name to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** 150 tasks with all their tables are some megabytes. */
export const defaultOmsLimits: OmsLimits = { timeoutMs: 20_000, maxBytes: 32 * 1024 * 1024 };

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Of the Date header, to the second; null where there is none that can be read. */
  readonly serverTime: number | null;
  /** Whole seconds of Retry-After where it has them; only shown. */
  readonly retryAfter: string | null;
}

export interface PostOptions {
  readonly signal?: StopSignal | undefined;
  /** It changes something: sent on a connection of its own, which no server is just about to end. */
  readonly isWrite?: boolean;
}

const noListener: StageListener = () => undefined;

/** The server's own limits are not documented; a person's browser opens as many. */
const maxSockets = 4;

export class OmsHttp {
  readonly #target: OmsTarget;
  readonly #parts: OmsParts;
  readonly #limits: OmsLimits;
  readonly #kept: Agent;
  readonly #fresh: Agent;
  readonly #closed = new AbortController();

  constructor(target: OmsTarget, parts: OmsParts, limits: OmsLimits, onStage: StageListener = noListener) {
    this.#target = target;
    this.#parts = parts;
    this.#limits = limits;
    const open = (): Promise<Duplex> => {
      const { timeoutMs } = limits;
      return openOmsStream(target, parts, { timeoutMs, signal: this.#closed.signal, onStage });
    };
    this.#kept = new StreamAgent(open, { keepAlive: true, maxSockets, maxFreeSockets: 2, timeout: 30_000 });
    this.#fresh = new StreamAgent(open, { keepAlive: false, maxSockets });
  }

  /**
   * Sends a request, and gives every answer back. A reading one is sent again when a kept connection turns out to be
   * ended; a writing one never is: whether a server that did not answer has done it, nobody knows. Throws ShadowSyncError
   * 'connection', 'tls', 'timeout', 'limit', 'protocol' or 'cancelled'.
   */
  async post(action: string, body: object, options: PostOptions = {}): Promise<HttpAnswer> {
    const end = performance.now() + this.#limits.timeoutMs;
    for (;;) {
      if (this.#closed.signal.aborted || options.signal?.aborted === true) throw cancelled();
      const sending = new Sending(this.#requestArgs(action, options.isWrite === true), body);
      const answer = await this.#send(sending, Math.max(1, end - performance.now()), options.signal);
      if (answer !== null) return answer;
    }
  }

  /** Ends what is under way as cancelled. */
  close(): void {
    this.#closed.abort();
    this.#kept.destroy();
    this.#fresh.destroy();
  }

  /** Null when it went to a connection that was ended already, before the server could have read it. */
  async #send(
    sending: Sending,
    timeoutMs: number,
    signal: StopSignal | undefined,
  ): Promise<HttpAnswer | null> {
    const stop = (): void => sending.end(cancelled());
    const timer = setTimeout(() => sending.end(this.#late()), timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    this.#closed.signal.addEventListener('abort', stop, { once: true });
    try {
      const response = await sending.response();
      const text = await this.#read(response, sending);
      return { ...text, status: response.statusCode ?? 0, ...headersOf(response) };
    } catch (error) {
      if (sending.isStale(error)) return null;
      throw httpFault(sending.reason ?? error, this.#target, this.#parts);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      this.#closed.signal.removeEventListener('abort', stop);
    }
  }

  #requestArgs(action: string, isWrite: boolean): ClientRequestArgs {
    const { host, port, basePath, user, password } = this.#target;
    return {
      agent: isWrite ? this.#fresh : this.#kept,
      host,
      port,
      method: 'POST',
      path: `${basePath}/api/v2?Action=${encodeURIComponent(action)}`,
      headers: {
        Accept: 'application/json',
        'Accept-Encoding': 'identity',
        Authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
        'Content-Type': 'application/json',
      },
    };
  }

  async #read(response: IncomingMessage, sending: Sending): Promise<{ readonly body: string }> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > this.#limits.maxBytes) {
        sending.end(this.#tooLong());
        throw this.#tooLong();
      }
      chunks.push(chunk);
    }
    return { body: Buffer.concat(chunks).toString('utf8') };
  }

  #late(): ShadowSyncError {
    const { host } = this.#target;
    return new ShadowSyncError(
      'timeout',
      phrase`The OMS server ${host} did not answer within ${this.#limits.timeoutMs / 1000} s.`,
      { remedy: phrase`Try again when the network or the server is less busy.` },
    );
  }

  #tooLong(): ShadowSyncError {
    const { host } = this.#target;
    return new ShadowSyncError(
      'limit',
      phrase`The answer of the OMS server ${host} is longer than ${this.#limits.maxBytes} bytes.`,
      { remedy: phrase`Check that the address is the one of an OMS server.` },
    );
  }
}

function cancelled(): ShadowSyncError {
  return new ShadowSyncError('cancelled', phrase`The request was cancelled.`);
}

function headersOf({ headers }: IncomingMessage): Pick<HttpAnswer, 'serverTime' | 'retryAfter'> {
  const date = Date.parse(headers.date ?? '');
  return { serverTime: Number.isNaN(date) ? null : date, retryAfter: headers['retry-after'] ?? null };
}

/** One request under way. */
class Sending {
  readonly #request: ClientRequest;
  readonly #text: string;
  #reason: ShadowSyncError | null = null;
  #isAnswered = false;

  constructor(args: ClientRequestArgs, body: object) {
    this.#request = request(args);
    // Also for what happens before and after somebody listens: an event without a listener ends the process.
    this.#request.on('error', () => undefined);
    this.#text = JSON.stringify(body);
  }

  /** Why we ended it ourselves; Node only says that it was ended. */
  get reason(): ShadowSyncError | null {
    return this.#reason;
  }

  response(): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      this.#request.once('error', reject);
      this.#request.once('response', (response) => {
        this.#isAnswered = true;
        resolve(response);
      });
      this.#request.setHeader('Content-Length', Buffer.byteLength(this.#text));
      this.#request.end(this.#text);
    });
  }

  end(reason: ShadowSyncError): void {
    this.#reason ??= reason;
    this.#request.destroy(reason);
  }

  /** Node's advice for kept connections (http, `request.reusedSocket`). */
  isStale(error: unknown): boolean {
    const isReset =
      typeof error === 'object' && error !== null && 'code' in error && error.code === 'ECONNRESET';
    return this.#reason === null && isReset && this.#request.reusedSocket && !this.#isAnswered;
  }
}

/** Opens connections our way. */
class StreamAgent extends Agent {
  readonly #open: () => Promise<Duplex>;

  constructor(open: () => Promise<Duplex>, options: AgentOptions) {
    super(options);
    this.#open = open;
  }

  override createConnection(
    _: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    this.#open().then(
      (stream) => callback?.(null, stream),
      (error: unknown) => {
        // Node looks at no stream where there is an error.
        callback?.(error instanceof Error ? error : new Error(String(error)), new Duplex().destroy());
      },
    );
    return null;
  }
}
