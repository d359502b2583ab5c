import type { Port } from '../../../src/protocol/channel.ts';
import type { PanelContract, Params, RequestName } from '../../../src/protocol/contract.ts';
import { openPanelEnd } from '../../../src/protocol/panelEnd.ts';
import type { EventListeners, PanelEnd } from '../../../src/protocol/panelEnd.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';

export interface EditorLinkOptions<C extends PanelContract> {
  readonly contract: C;
  readonly port: Port;
  readonly onEvent: EventListeners<C>;
  /** Something is to be shown anew. */
  readonly onChange: () => void;
}

/** A panel's line to the editor: what is asked of it, and the last thing of that which did not work. */
export class EditorLink<C extends PanelContract> {
  /** Until it is closed, or something works that takes its place. */
  problem: RequestError | null = null;
  readonly request: PanelEnd<C>['request'];
  readonly #onChange: () => void;

  constructor({ contract, port, onEvent, onChange }: EditorLinkOptions<C>) {
    this.#onChange = onChange;
    const end = openPanelEnd({
      contract,
      port,
      onEvent,
      onRefused: (reason) => {
        console.warn(reason);
      },
    });
    this.request = (name, params, signal) => end.request(name, params, signal);
  }

  /** Does what asks the editor, and keeps why it did not work. An earlier problem stays in sight. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#onChange();
    } catch (error) {
      this.fail(error);
    }
  }

  /** As `attempt`, for what a user begins: the earlier problem is closed first. */
  async begin(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.#onChange();
    await this.attempt(work);
  }

  /** Makes the editor do something; once it has, the earlier problem is closed. */
  async command<N extends RequestName<C>>(name: N, params: Params<C, N>): Promise<void> {
    await this.attempt(async () => {
      await this.request(name, params);
      this.problem = null;
    });
  }

  fail(error: unknown): void {
    const problem = asRequestError(error);
    if (problem.code !== 'cancelled') this.problem = problem;
    this.#onChange();
  }

  closeProblem(): void {
    this.problem = null;
    this.#onChange();
  }
}

/** Requests fail with nothing else; anything else is a mistake of the panel and is thrown on. */
export function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  throw error;
}
