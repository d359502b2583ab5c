import { alertDetailsContract } from '../../../src/protocol/alertDetails.ts';
import type {
  AlertDetailsContract,
  AlertDetailsState,
  ShownAlertAction,
} from '../../../src/protocol/alertDetails.ts';
import type { Port } from '../../../src/protocol/channel.ts';
import { openPanelEnd } from '../../../src/protocol/panelEnd.ts';
import type { PanelEnd } from '../../../src/protocol/panelEnd.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';

/** The panel's side of one alert: the editor is the source of truth and sends it whole. */
export class AlertSession {
  state: AlertDetailsState | null = null;
  problem: RequestError | null = null;

  readonly #onChange: () => void;
  readonly #end: PanelEnd<AlertDetailsContract>;

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    this.#end = openPanelEnd({
      contract: alertDetailsContract,
      port,
      onEvent: { state: (state) => this.#take(state) },
      onRefused: (reason) => {
        console.warn(reason);
      },
    });
  }

  async start(): Promise<void> {
    await this.#attempt(async () => this.#take(await this.#end.request('ready', {})));
  }

  async act(action: ShownAlertAction): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('act', { action });
    });
  }

  async command(name: 'copy' | 'close'): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request(name, {});
    });
  }

  closeProblem(): void {
    this.problem = null;
    this.#onChange();
  }

  #take(state: AlertDetailsState): void {
    this.state = state;
    this.#onChange();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.code !== 'cancelled') this.problem = error;
    }
    this.#onChange();
  }
}
