import type {
  ShownChannel,
  ShownTemplateField,
  ShownTemplates,
  TemplateMistakes,
} from '../../../../src/protocol/alertSettings.ts';
import type { SettingsSession } from '../settingsSession.ts';
import type { TypedTexts } from './typedTexts.ts';

export interface ShownMessage {
  readonly title: string | null;
  readonly text: string;
}

/** The texts of one channel's messages while they are edited, beside what they would look like. */
export class MessageEditor {
  /** The last one that could be shown. */
  preview: ShownMessage | null = null;
  mistakes: TemplateMistakes = [];

  readonly #session: SettingsSession;
  readonly #typed: TypedTexts;
  readonly #update: () => void;
  /** Only the answer to the last question counts. */
  #turn = 0;
  #looked = '';

  constructor(session: SettingsSession, typed: TypedTexts, update: () => void) {
    this.#session = session;
    this.#typed = typed;
    this.#update = update;
  }

  /** The channel whose message is edited; null for none. */
  get open(): ShownChannel | null {
    return this.#session.state?.channels.find(({ id }) => id === this.#typed.message) ?? null;
  }

  toggle(id: string): void {
    this.#typed.message = this.#typed.message === id ? null : id;
    this.preview = null;
    this.mistakes = [];
    this.#looked = '';
    this.follow();
    this.#update();
  }

  /** As the field shows it; empty for ours. */
  textOf({ id, templates }: ShownChannel, field: ShownTemplateField): string {
    return this.#typed.get(keyOf(id, field)) ?? templates[field] ?? '';
  }

  /** Whether it is shown otherwise than it is kept. */
  isTyped({ id }: ShownChannel, field: ShownTemplateField): boolean {
    return this.#typed.get(keyOf(id, field)) !== undefined;
  }

  type(channel: ShownChannel, field: ShownTemplateField, text: string): void {
    this.#typed.set(keyOf(channel.id, field), text);
    this.follow();
    this.#update();
  }

  /** Keeps the field, if it is right; the other ones are none of its business. */
  async leave(channel: ShownChannel, field: ShownTemplateField): Promise<void> {
    const key = keyOf(channel.id, field);
    const text = this.#typed.get(key);
    if (text === undefined) return;
    if (text === (channel.templates[field] ?? '')) {
      this.#typed.settle(key, text);
      this.#update();
      return;
    }
    const templates = { ...channel.templates, [field]: text === '' ? null : text };
    const mistakes = await this.#session.saveTemplates(channel.id, templates);
    // Nothing was kept where the editor gave no answer either: then it says why.
    if (mistakes.length === 0 && this.#session.wasSaved) this.#typed.settle(key, text);
    this.#update();
  }

  /** Asks for the preview of what is shown now, unless that was asked for already. */
  follow(): void {
    const channel = this.open;
    if (channel === null) return;
    const templates = this.#shown(channel);
    const looked = JSON.stringify([channel.id, channel.name, templates]);
    if (looked === this.#looked) return;
    this.#looked = looked;
    void this.#look(channel.id, templates);
  }

  #shown(channel: ShownChannel): ShownTemplates {
    const of = (field: ShownTemplateField): string | null => {
      const text = this.textOf(channel, field);
      return text === '' ? null : text;
    };
    return {
      titleTemplate: of('titleTemplate'),
      template: of('template'),
      bodyTemplate: of('bodyTemplate'),
    };
  }

  async #look(id: string, templates: ShownTemplates): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const answer = await this.#session.preview(id, templates);
    if (turn !== this.#turn || answer === null) return;
    if (answer.kind === 'shown') this.preview = { title: answer.title, text: answer.text };
    this.mistakes = answer.kind === 'wrong' ? answer.problems : [];
    this.#update();
  }
}

function keyOf(channel: string, field: ShownTemplateField): string {
  return `message.${channel}.${field}`;
}
