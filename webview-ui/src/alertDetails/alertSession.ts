import { alertDetailsContract } from '../../../src/protocol/alertDetails.ts';
import type { AlertDetailsContract, AlertDetailsState } from '../../../src/protocol/alertDetails.ts';
import type { Port } from '../../../src/protocol/channel.ts';
import { EditorLink } from '../panel/editorLink.ts';

/** The panel's side of one alert: the editor is the source of truth and sends it whole. */
export class AlertSession {
  state: AlertDetailsState | null = null;
  readonly link: EditorLink<AlertDetailsContract>;

  readonly #onChange: () => void;

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    this.link = new EditorLink({
      contract: alertDetailsContract,
      port,
      onEvent: { state: (state) => this.#take(state) },
      onChange,
    });
  }

  async start(): Promise<void> {
    await this.link.begin(async () => this.#take(await this.link.request('ready', {})));
  }

  #take(state: AlertDetailsState): void {
    this.state = state;
    this.#onChange();
  }
}
