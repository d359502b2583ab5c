/**
 * The editor's end of the glass. It checks what comes in against the contract before anybody sees it (U7); what goes out
 * was checked by the compiler. Nothing here throws into the void: a message that can't be obeyed is answered with an error.
 */
import * as v from 'valibot';
import { numberOf, refusal, whereOf } from './channel.ts';
import type { Port } from './channel.ts';
import type {
  EventBody,
  EventName,
  PanelContract,
  Params,
  RequestContract,
  RequestName,
  Result,
} from './contract.ts';
import { envelopeSchema, envelopeVersion, maxFromPanel } from './envelope.ts';
import type { Envelope, ErrorBody } from './envelope.ts';

/** How the editor answers each request. One that was cancelled may answer or throw, as it likes: nobody listens. */
export type Handlers<C extends PanelContract> = {
  readonly [N in RequestName<C>]: (
    params: Params<C, N>,
    signal: AbortSignal,
  ) => Promise<Result<C, N>> | Result<C, N>;
};

export interface HostEndOptions<C extends PanelContract> {
  readonly contract: C;
  readonly port: Port;
  readonly handlers: Handlers<C>;
  /** What the panel may know of an error that a handler threw; it is not asked for a cancelled one's. */
  readonly describeError: (error: unknown) => ErrorBody;
  /** For the log: why a message was refused, never with its content. */
  readonly onRefused: (reason: string) => void;
}

export interface HostEnd<C extends PanelContract> {
  emit<N extends EventName<C>>(name: N, body: EventBody<C, N>): void;
  /** Cancels what is under way and hears nothing any more. */
  close(): void;
}

/** A handler whose parameters the contract's schema has checked, so that the compiler need not know them any more. */
type CheckedHandler = (params: unknown, signal: AbortSignal) => unknown;

/** Opens the editor's end; it answers from now on until it is closed. */
export function openHostEnd<C extends PanelContract>(options: HostEndOptions<C>): HostEnd<C> {
  const { port } = options;
  const desk = new Desk(options);
  const stop = port.receive((message) => desk.hear(message));
  return {
    emit: (name, body) => desk.post(0, 'event', name, body),
    close: () => {
      stop();
      desk.close();
    },
  };
}

/** Where the requests of one panel lie until they are answered. */
class Desk<C extends PanelContract> {
  readonly #options: HostEndOptions<C>;
  readonly #handlers: ReadonlyMap<string, CheckedHandler>;
  readonly #requests: ReadonlyMap<string, RequestContract>;
  readonly #running = new Map<number, AbortController>();
  #isClosed = false;

  constructor(options: HostEndOptions<C>) {
    this.#options = options;
    // Maps, so that `constructor` and `__proto__` are names like any other.
    this.#requests = new Map(Object.entries(options.contract.requests));
    this.#handlers = new Map(Object.entries(options.handlers));
  }

  post(id: number, kind: Envelope['kind'], name: string, body: unknown): void {
    if (this.#isClosed) return;
    this.#options.port.post({ v: envelopeVersion, id, kind, name, body } satisfies Envelope);
  }

  hear(message: unknown): void {
    if (!isSmall(message)) {
      this.#refuse(numberOf(message), '', 'The panel sent more than 1 MiB at once.');
      return;
    }
    const envelope = v.safeParse(envelopeSchema, message);
    if (!envelope.success || !['request', 'cancel'].includes(envelope.output.kind)) {
      this.#refuse(numberOf(message), '', 'The panel sent something that is no request.');
      return;
    }
    const { id, kind, name, body } = envelope.output;
    if (kind === 'request') {
      void this.#answer(id, name, body);
      return;
    }
    // Its answer, if one comes, is late: the panel has stopped waiting.
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }

  close(): void {
    this.#isClosed = true;
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  async #answer(id: number, name: string, body: unknown): Promise<void> {
    const work = this.#accept(id, name, body);
    if (work === null) return;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const isAwaited = (): boolean => this.#running.get(id) === controller;
    try {
      const result = await work(controller.signal);
      if (isAwaited()) this.post(id, 'result', name, result);
    } catch (error) {
      if (isAwaited()) this.post(id, 'error', name, this.#options.describeError(error));
    } finally {
      if (isAwaited()) this.#running.delete(id);
    }
  }

  /** The work that a request asks for; null when it was refused. */
  #accept(id: number, name: string, body: unknown): ((signal: AbortSignal) => unknown) | null {
    const request = this.#requests.get(name);
    const handler = this.#handlers.get(name);
    if (request === undefined || handler === undefined) {
      return this.#refuse(id, name, 'The panel asked for something that is not known here.');
    }
    const params = v.safeParse(request.params, body);
    if (!params.success) {
      const where = whereOf(params.issues);
      return this.#refuse(id, name, `The request ${name} has another form than agreed (${where}).`);
    }
    if (this.#running.has(id)) {
      return this.#refuse(id, name, `The request ${name} has the number of one that is still under way.`);
    }
    return (signal) => handler(params.output, signal);
  }

  #refuse(id: number, name: string, message: string): null {
    this.#options.onRefused(message);
    this.post(id, 'error', name, refusal(message));
    return null;
  }
}

/** What can't be written as JSON did not come through a webview's messages, so it isn't small either. */
function isSmall(message: unknown): boolean {
  try {
    const text: unknown = JSON.stringify(message);
    return typeof text === 'string' && text.length <= maxFromPanel;
  } catch {
    return false;
  }
}
