import { alertSettingsContract } from '../../../src/protocol/alertSettings.ts';
import type {
  AlertSettingsContract,
  AlertSettingsState,
  AlertSettingsValues,
  ChannelAction,
} from '../../../src/protocol/alertSettings.ts';
import type { Port } from '../../../src/protocol/channel.ts';
import { openPanelEnd } from '../../../src/protocol/panelEnd.ts';
import type { PanelEnd } from '../../../src/protocol/panelEnd.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';

/** The panel's side of the alert settings: every change goes to the editor, which says what holds then. */
export class SettingsSession {
  state: AlertSettingsState | null = null;
  problem: string | null = null;
  wasSaved = false;

  readonly #onChange: () => void;
  readonly #end: PanelEnd<AlertSettingsContract>;
  #saving: Promise<void> = Promise.resolve();

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    this.#end = openPanelEnd({
      contract: alertSettingsContract,
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

  /** One after the other: a later change is made to what the earlier one has left. */
  save(change: (values: AlertSettingsValues) => AlertSettingsValues): Promise<void> {
    this.#saving = this.#saving.then(() => this.#attempt(() => this.#save(change)));
    return this.#saving;
  }

  async #save(change: (values: AlertSettingsValues) => AlertSettingsValues): Promise<void> {
    if (this.state === null) return;
    this.wasSaved = false;
    const answer = await this.#end.request('save', { values: change(this.state.values) });
    if (answer.kind === 'saved') this.state = answer.state;
    else this.problem = answer.message;
    this.wasSaved = answer.kind === 'saved';
  }

  async addChannel(): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('addChannel', {});
    });
  }

  async channel(id: string, action: ChannelAction): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('channel', { id, action });
    });
  }

  async unmute(id: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('unmute', { id });
    });
  }

  async clearSilent(): Promise<void> {
    await this.#attempt(async () => {
      await this.#end.request('clearSilent', {});
    });
  }

  closeProblem(): void {
    this.problem = null;
    this.#onChange();
  }

  #take(state: AlertSettingsState): void {
    this.state = state;
    this.#onChange();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, message, remedy } = error;
      if (code !== 'cancelled') this.problem = [message, remedy ?? ''].join(' ').trim();
    }
    this.#onChange();
  }
}
