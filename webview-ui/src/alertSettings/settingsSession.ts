import { alertSettingsContract } from '../../../src/protocol/alertSettings.ts';
import type {
  AlertSettingsContract,
  AlertSettingsState,
  AlertSettingsValues,
  MutedThing,
  MutedUntil,
  ShownTemplates,
  TemplateMistakes,
} from '../../../src/protocol/alertSettings.ts';
import type { Port } from '../../../src/protocol/channel.ts';
import type { Result } from '../../../src/protocol/contract.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import { EditorLink } from '../panel/editorLink.ts';

type SettingsChange = (values: AlertSettingsValues) => AlertSettingsValues;
type Preview = Result<AlertSettingsContract, 'preview'>;

/** The panel's side of the alert settings: every change goes to the editor, which says what holds then. */
export class SettingsSession {
  state: AlertSettingsState | null = null;
  wasSaved = false;
  readonly link: EditorLink<AlertSettingsContract>;

  readonly #onChange: () => void;
  #saving: Promise<void> = Promise.resolve();

  constructor(port: Port, onChange: () => void) {
    this.#onChange = onChange;
    this.link = new EditorLink({
      contract: alertSettingsContract,
      port,
      onEvent: { state: (state) => this.#take(state) },
      onChange,
    });
  }

  async start(): Promise<void> {
    await this.link.begin(async () => this.#take(await this.link.request('ready', {})));
  }

  /** One after the other: a later change is made to what the earlier one has left. */
  save(change: SettingsChange): Promise<void> {
    this.#saving = this.#saving.then(() => this.link.begin(() => this.#save(change)));
    return this.#saving;
  }

  /** Gives what is wrong with them; empty once they are kept. */
  async saveTemplates(id: string, templates: ShownTemplates): Promise<TemplateMistakes> {
    let mistakes: TemplateMistakes = [];
    await this.link.begin(async () => {
      this.wasSaved = false;
      const answer = await this.link.request('saveTemplates', { id, templates });
      if (answer.kind === 'wrong') mistakes = answer.problems;
      else this.#kept(answer.state);
    });
    return mistakes;
  }

  /** Null when it could not be had, which is said. */
  async preview(id: string, templates: ShownTemplates): Promise<Preview | null> {
    let preview: Preview | null = null;
    await this.link.attempt(async () => {
      preview = await this.link.request('preview', { id, templates });
    });
    return preview;
  }

  /** Gives why not; null once it is muted. */
  async mute(about: MutedThing, until: MutedUntil): Promise<string | null> {
    let refusal: string | null = null;
    await this.link.begin(async () => {
      this.wasSaved = false;
      const answer = await this.link.request('mute', { about, until });
      if (answer.kind === 'refused') refusal = answer.message;
      else this.#kept(answer.state);
    });
    return refusal;
  }

  async #save(change: SettingsChange): Promise<void> {
    if (this.state === null) return;
    this.wasSaved = false;
    const answer = await this.link.request('save', { values: change(this.state.values) });
    if (answer.kind === 'saved') this.#kept(answer.state);
    else throw new RequestError({ code: 'usage', message: answer.message, remedy: null });
  }

  #kept(state: AlertSettingsState): void {
    this.wasSaved = true;
    this.#take(state);
  }

  #take(state: AlertSettingsState): void {
    this.state = state;
    this.#onChange();
  }
}
