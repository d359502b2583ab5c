/** The panel's end of the glass. Like the editor's, it checks what comes in and drops what is none of the contract's. */
import * as v from 'valibot';
import { refusal, whereOf } from './channel.ts';
import type { Port } from './channel.ts';
import type { EventBody, EventName, PanelContract, Params, RequestName, Result } from './contract.ts';
import { envelopeSchema, envelopeVersion, errorBodySchema } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { RequestError } from './requestError.ts';

export type EventListeners<C extends PanelContract> = {
  readonly [N in EventName<C>]: (body: EventBody<C, N>) => void;
};

export interface PanelEndOptions<C extends PanelContract> {
  readonly contract: C;
  readonly port: Port;
  readonly onEvent: EventListeners<C>;
  /** For the console: why a message was dropped, never with its content. */
  readonly onRefused: (reason: string) => void;
}

/** A request waits as long as it takes: until its answer, its signal or the end of the panel. */
export interface PanelEnd<C extends PanelContract> {
  /** Throws RequestError; with the code 'cancelled' when the signal or the end of the panel came first. */
  request<N extends RequestName<C>>(
    name: N,
    params: Params<C, N>,
    signal?: AbortSignal,
  ): Promise<Result<C, N>>;
  close(): void;
}

interface Waiting {
  /** Takes the body of the answer, whatever it is. */
  readonly settle: (kind: 'result' | 'error', body: unknown) => void;
  readonly cancel: () => void;
}

/** Opens the panel's end; events arrive from now on until it is closed. */
export function openPanelEnd<C extends PanelContract>(options: PanelEndOptions<C>): PanelEnd<C> {
  const counter = new Counter(options);
  const stop = options.port.receive((message) => counter.hear(message));
  return {
    request: (name, params, signal) => counter.request(name, params, signal),
    close: () => {
      stop();
      counter.close();
    },
  };
}

/** Where the requests of one panel wait for their answers. */
class Counter<C extends PanelContract> {
  readonly #options: PanelEndOptions<C>;
  readonly #events: ReadonlyMap<string, v.GenericSchema>;
  readonly #listeners: ReadonlyMap<string, (body: unknown) => void>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(options: PanelEndOptions<C>) {
    this.#options = options;
    this.#events = new Map(Object.entries(options.contract.events));
    this.#listeners = new Map(Object.entries(options.onEvent));
  }

  hear(message: unknown): void {
    const envelope = v.safeParse(envelopeSchema, message);
    if (!envelope.success) {
      this.#options.onRefused('A message without a valid envelope was dropped.');
      return;
    }
    const { id, kind, name, body } = envelope.output;
    if (kind === 'event') this.#hearEvent(name, body);
    else if (kind === 'result' || kind === 'error') this.#waiting.get(id)?.settle(kind, body);
    else this.#options.onRefused(`A message of the kind ${kind} was dropped: only panels send those.`);
  }

  request<N extends RequestName<C>>(
    name: N,
    params: Params<C, N>,
    signal?: AbortSignal,
  ): Promise<Result<C, N>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const end = (): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', onAbort);
      };
      const cancel = (): void => {
        end();
        reject(cancelled());
      };
      const onAbort = (): void => {
        cancel();
        this.#post(id, 'cancel', name, {});
      };
      const settle = (kind: 'result' | 'error', body: unknown): void => {
        end();
        if (kind === 'error') reject(errorOf(body));
        else resolveChecked(this.#options.contract.requests[name], body, resolve, reject);
      };
      this.#waiting.set(id, { settle, cancel });
      signal?.addEventListener('abort', onAbort);
      this.#post(id, 'request', name, params);
    });
  }

  close(): void {
    for (const { cancel } of [...this.#waiting.values()]) cancel();
  }

  #post(id: number, kind: Envelope['kind'], name: string, body: unknown): void {
    this.#options.port.post({ v: envelopeVersion, id, kind, name, body } satisfies Envelope);
  }

  #hearEvent(name: string, body: unknown): void {
    const schema = this.#events.get(name);
    const listener = this.#listeners.get(name);
    if (schema === undefined || listener === undefined) {
      this.#options.onRefused('An event that is not known here was dropped.');
      return;
    }
    const parsed = v.safeParse(schema, body);
    if (parsed.success) listener(parsed.output);
    else
      this.#options.onRefused(`The event ${name} has another form than agreed (${whereOf(parsed.issues)}).`);
  }
}

function cancelled(): RequestError {
  return new RequestError({ code: 'cancelled', message: 'It was cancelled.', remedy: null });
}

function resolveChecked<S extends v.GenericSchema>(
  contract: { readonly result: S } | undefined,
  body: unknown,
  resolve: (result: v.InferOutput<S>) => void,
  reject: (error: Error) => void,
): void {
  if (contract === undefined) {
    reject(new RequestError(refusal('The panel asked for something that is not known here.')));
    return;
  }
  const parsed = v.safeParse(contract.result, body);
  if (parsed.success) resolve(parsed.output);
  else {
    const where = whereOf(parsed.issues);
    reject(new RequestError(refusal(`The editor answered in another form than agreed (${where}).`)));
  }
}

function errorOf(body: unknown): RequestError {
  const parsed = v.safeParse(errorBodySchema, body);
  return new RequestError(
    parsed.success ? parsed.output : refusal('The editor answered with an error that can’t be read.'),
  );
}
