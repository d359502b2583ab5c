/**
 * Posts one message over HTTPS (reliability.md §9): the name is looked up once, every address is checked, and the connection
 * goes to a checked one; no redirect is followed; time and size are bounded. Nothing of URL, headers or body is in a result.
 */
import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { NoAnswerReason, WebhookAnswer, WebhookRequest, WebhookSender } from '../alert/alertPorts.ts';
import { mayReach } from './publicAddress.ts';

export interface WebhookOptions {
  readonly timeoutMs?: number;
  readonly maxAnswerBytes?: number;
  /** Trusted in the place of the usual authorities. */
  readonly ca?: string;
  /** All addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  readonly userAgent?: string;
}

/** W3. */
const defaults = { timeoutMs: 10_000, maxAnswerBytes: 64 * 1024, userAgent: 'shadow-sync' };

export function webhookSender(options: WebhookOptions = {}): WebhookSender {
  return { post: (request, signal) => new Posting(request, options).run(signal) };
}

/** Why there is no answer; thrown inside this file only. */
class NoAnswerError extends Error {
  readonly why: NoAnswerReason;
  readonly code: string;

  constructor(why: NoAnswerReason, code = '') {
    super(why);
    this.why = why;
    this.code = code;
  }
}

class Posting {
  readonly #request: WebhookRequest;
  readonly #options: WebhookOptions & typeof defaults;
  readonly #startedAt = performance.now();

  constructor(request: WebhookRequest, options: WebhookOptions) {
    this.#request = request;
    this.#options = { ...defaults, ...options };
  }

  async run(signal: AbortSignal): Promise<WebhookAnswer> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const url = this.#url();
      const addresses = await orAborted(this.#addresses(url), either);
      return await this.#exchange(url, addresses, either);
    } catch (error) {
      const { why, code } = reasonOf(error, signal, timeout);
      return { kind: 'no-answer', why, code, ms: this.#elapsed() };
    }
  }

  #elapsed(): number {
    return performance.now() - this.#startedAt;
  }

  /** The parser's own error repeats the whole text, so it goes no further. */
  #url(): URL {
    if (!URL.canParse(this.#request.url)) throw new NoAnswerError('bad-url');
    const url = new URL(this.#request.url);
    const isPlain = url.username === '' && url.password === '';
    if (url.protocol !== 'https:' || !isPlain) throw new NoAnswerError('bad-url');
    return url;
  }

  async #addresses(url: URL): Promise<readonly LookupAddress[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(host);
    const all = family === 0 ? await this.#lookedUp(host) : [{ address: host, family }];
    // One that is not public among several is an attempt to get through (DNS rebinding).
    if (!all.every(({ address }) => mayReach(address, this.#request.allowsPrivate))) {
      throw new NoAnswerError('refused-address');
    }
    return all;
  }

  async #lookedUp(host: string): Promise<readonly LookupAddress[]> {
    const resolve = this.#options.resolve ?? ((name: string) => lookup(name, { all: true }));
    try {
      const all = await resolve(host);
      if (all.length > 0) return all;
    } catch (error) {
      throw new NoAnswerError('unknown-host', codeOf(error));
    }
    throw new NoAnswerError('unknown-host', 'ENOTFOUND');
  }

  #exchange(url: URL, addresses: readonly LookupAddress[], signal: AbortSignal): Promise<WebhookAnswer> {
    const { ca, userAgent } = this.#options;
    const { body, headers } = this.#request;
    const bytes = Buffer.from(body);
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...headers, 'user-agent': userAgent, 'content-length': String(bytes.length) },
      // The addresses are checked; asking again may give others.
      lookup: (_, { all }, callback) => {
        const [first] = addresses;
        if (all === true) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 0);
      },
      ...(ca === undefined ? {} : { ca }),
    };
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      const sending = httpsRequest(url, options, (response) => {
        isAnswered = true;
        this.#read(response, () => sending.destroy()).then(resolve, reject);
      });
      // Once there is an answer, its own end says what became of it.
      sending.on('error', (error) => {
        if (!isAnswered) reject(error);
      });
      sending.end(bytes);
    });
  }

  /** An answer whose body breaks off is an answer all the same: its status is known. */
  #read(response: IncomingMessage, end: () => void): Promise<WebhookAnswer> {
    const { maxAnswerBytes } = this.#options;
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const done = (isCut: boolean): void => {
        const retryAfter = response.headers['retry-after'] ?? null;
        const body = Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString('utf8');
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          retryAfter,
          body,
          isCut,
          ms: this.#elapsed(),
        });
        end();
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxAnswerBytes) done(true);
      });
      response.on('end', () => done(false));
      response.on('error', () => done(true));
      response.on('aborted', () => done(true));
    });
  }
}

/** A lookup can't be stopped; its outcome is just not waited for. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(new NoAnswerError('timeout'));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    work.then(resolve, reject);
  });
}

function reasonOf(error: unknown, cancel: AbortSignal, timeout: AbortSignal): NoAnswerError {
  if (cancel.aborted) return new NoAnswerError('cancelled');
  if (timeout.aborted) return new NoAnswerError('timeout');
  if (error instanceof NoAnswerError) return error;
  const code = codeOf(error);
  const isTls = /CERT|SIGNATURE|SSL|TLS|ISSUER|SELF_SIGNED/.test(code);
  return new NoAnswerError(isTls ? 'tls' : 'network', code);
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
