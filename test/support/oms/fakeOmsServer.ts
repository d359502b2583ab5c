/** A fake OMS server that is faithful to what is known of the real one (oms.md §5, §7). */
import { X509Certificate, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeAuthority, makeCertificate } from '../rogue/certificates.ts';
import { answerAction, badValue } from './fakeActions.ts';
import type { FakeAnswer, FakeState } from './fakeActions.ts';
import { applyFault } from './fakeFault.ts';
import type { FakeFault } from './fakeFault.ts';
import { fakeTask } from './fakeTask.ts';
import type { FakeTask } from './fakeTask.ts';

export interface FakeOmsOptions {
  /** Of the account `ops@corp`; one that has everything that is hard to send when left out. */
  readonly password?: string;
  readonly port?: number;
  readonly basePath?: string;
  readonly tls?: boolean;
  /** Hosts that the certificate is for. */
  readonly certificateHosts?: readonly string[];
  readonly tasks?: readonly FakeTask[];
  /** Called before each request is answered. */
  readonly onRequest?: (fake: FakeOms) => void;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly action: string;
  readonly isAuthorized: boolean;
  readonly body: ReadonlyMap<string, unknown>;
  readonly authorization: string;
}

type Settings = { -readonly [K in keyof FakeState]: FakeState[K] };

export class FakeOms {
  readonly user = 'ops@corp';
  password: string;
  readonly settings: Settings;
  /** All that came in, refused ones too. */
  readonly requests: FakeRequest[] = [];
  /** PEM, and the SHA-256 of the server's certificate; null without TLS. */
  readonly authority: string | null;
  readonly fingerprint: string | null;
  /** False: answers have no Date header. */
  tellsTime = true;
  readonly #server: Server;
  readonly #options: FakeOmsOptions;
  readonly #faults: { readonly action: string; readonly fault: FakeFault; left: number }[] = [];

  constructor(options: FakeOmsOptions) {
    this.#options = options;
    this.password = options.password ?? 'pass:wörd-canary';
    this.settings = {
      isSparse: false,
      isDrifted: false,
      totalCount: 'rows',
      pageCap: null,
      now: () => Date.now(),
      tasks: new Map((options.tasks ?? [fakeTask()]).map((task) => [task.id, task])),
    };
    const certificate = options.tls === true ? certificateFor(options) : null;
    this.authority = certificate?.authority ?? null;
    this.fingerprint = certificate === null ? null : new X509Certificate(certificate.cert).fingerprint256;
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#answer(request, response);
    };
    this.#server =
      certificate === null
        ? createServer(listener)
        : createTlsServer({ cert: certificate.cert, key: certificate.key }, listener);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Without user and password. */
  get url(): string {
    const scheme = this.authority === null ? 'http' : 'https';
    return `${scheme}://127.0.0.1:${String(this.port)}${this.#options.basePath ?? ''}`;
  }

  /** The tasks by id, to be changed as a story goes on. */
  get tasks(): Map<string, FakeTask> {
    return this.settings.tasks;
  }

  /** The next answers to an action (`*`: any) go wrong; for ever when `times` is left out. */
  breakNext(action: string, fault: FakeFault, times = Number.POSITIVE_INFINITY): void {
    this.#faults.push({ action, fault, left: times });
  }

  /** All faults are over. */
  heal(): void {
    this.#faults.length = 0;
  }

  /** How often an action was asked for. */
  count(action: string): number {
    return this.requests.filter((one) => one.action === action).length;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request).catch(() => null);
    if (sent === null) return;
    this.#options.onRequest?.(this);
    response.sendDate = false;
    if (this.tellsTime) response.setHeader('Date', new Date(this.settings.now()).toUTCString());
    const url = new URL(request.url ?? '/', 'http://fake');
    const action = url.searchParams.get('Action') ?? '';
    const authorization = request.headers.authorization ?? '';
    const isAuthorized = authorization === basic(this.user, this.password);
    const body = bodyOf(sent);
    const { method = '' } = request;
    this.requests.push({
      method,
      path: url.pathname,
      action,
      isAuthorized,
      body: body ?? new Map(),
      authorization,
    });
    if (method !== 'POST' || url.pathname !== `${this.#options.basePath ?? ''}/api/v2`) {
      response.writeHead(404).end('<html><body>404</body></html>');
      return;
    }
    const fault = this.#nextFault(action);
    if (fault === null && !isAuthorized) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="OMS"' }).end();
      return;
    }
    this.#respond(fault, response, this.#answerTo(action, body, fault, authorization));
  }

  #answerTo(
    action: string,
    body: ReadonlyMap<string, unknown> | null,
    fault: FakeFault | null,
    authorization: string,
  ): string {
    if (fault?.kind === 'refuse') {
      const { code, message = '操作失败', proposal } = fault;
      return envelope({ kind: 'refused', code, message }, proposal);
    }
    if (fault?.kind === 'echo') {
      const message = `${authorization} ${this.password}`;
      return envelope({ kind: 'refused', code: 'INNER_ERROR', message });
    }
    return envelope(body === null ? badValue('body') : answerAction(action, body, this.settings));
  }

  #respond(fault: FakeFault | null, response: ServerResponse, whole: string): void {
    if (fault !== null && fault.kind !== 'refuse' && fault.kind !== 'echo') {
      applyFault(fault, response, whole);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json;charset=UTF-8' });
    response.end(whole);
  }

  #nextFault(action: string): FakeFault | null {
    const found = this.#faults.find((one) => one.left > 0 && (one.action === '*' || one.action === action));
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault;
  }
}

/** Listens on the loopback address when it resolves. */
export async function startFakeOms(options: FakeOmsOptions = {}): Promise<FakeOms> {
  const fake = new FakeOms(options);
  await fake.listen();
  return fake;
}

/** Always whole, nulls included (oms.md §7). */
function envelope(answer: FakeAnswer, proposal?: string): string {
  const isRefused = answer.kind === 'refused';
  const requestId = randomUUID();
  const page = isRefused ? undefined : answer.page;
  return JSON.stringify({
    success: !isRefused,
    errorDetail: isRefused
      ? {
          code: answer.code,
          level: 'ERROR',
          message: answer.message,
          reason: null,
          proposal: proposal ?? null,
          messageMcmsKey: null,
          messageMcmsContext: null,
          requestId,
        }
      : null,
    code: isRefused ? answer.code : null,
    message: isRefused ? answer.message : null,
    advice: null,
    requestId,
    pageNumber: page?.pageNumber ?? null,
    pageSize: page?.pageSize ?? null,
    totalCount: page?.totalCount ?? null,
    cost: '3 ms',
    data: isRefused ? null : answer.data,
  });
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function bodyOf(sent: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sent === '' ? '{}' : sent);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

function certificateFor({ certificateHosts = ['127.0.0.1', 'localhost'] }: FakeOmsOptions): {
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
} {
  const authority = makeAuthority('Fake OMS authority');
  const { cert, key } = makeCertificate(authority, { name: 'fake-oms', hosts: certificateHosts });
  return { authority: authority.cert, cert, key };
}
