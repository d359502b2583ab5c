import { LitElement, html } from 'lit';
import type { TemplateResult, nothing } from 'lit';
import type { AlertSettingsState, AlertSettingsValues } from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { messageStyles } from '../controls/message.ts';
import { plainInputStyles } from '../controls/plainInput.ts';
import { t } from '../l10n.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { pageStyles } from '../panel/pageStyles.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import type { Transport } from '../transport.ts';
import { channelSection } from './channelSection.ts';
import { driftSection } from './driftSection.ts';
import { eventRows } from './eventRows.ts';
import type { FieldContext } from './fields.ts';
import { messageFieldStyles } from './messageFieldStyles.ts';
import { MessageEditor } from './model/messageEditor.ts';
import { firstMute, thingOf, untilOf } from './model/muteDraft.ts';
import type { MuteDraft } from './model/muteDraft.ts';
import { TypedTexts } from './model/typedTexts.ts';
import { muteSection } from './muteSection.ts';
import type { MuteContext } from './muteSection.ts';
import { panelStyles } from './panelStyles.ts';
import { quietSection } from './quietSection.ts';
import { SettingsSession } from './settingsSession.ts';
import { omsSection, thresholdSection } from './thresholdSections.ts';

/** The alert settings: channels, events, thresholds, quiet hours, drift watch, mutes; each change holds at once. */
export class AlertSettingsPanel extends LitElement {
  static override readonly styles = [
    baseStyles,
    messageStyles,
    plainInputStyles,
    frameStyles,
    pageStyles,
    panelStyles,
    messageFieldStyles,
  ];

  readonly #session: SettingsSession;
  readonly #fields: FieldContext;
  readonly #editor: MessageEditor;
  #mute: MuteDraft = firstMute;
  #muteProblem: MuteContext['problem'] = null;

  constructor(transport: Transport) {
    super();
    const update = (): void => this.requestUpdate();
    const typed = new TypedTexts(transport);
    this.#fields = { typed, update };
    this.#session = new SettingsSession(transport.port, () => {
      this.#editor.follow();
      update();
    });
    this.#editor = new MessageEditor(this.#session, typed, update);
    void this.#session.start();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, wasSaved, link } = this.#session;
    if (state === null) return startView(link, () => void this.#session.start());
    const save = (change: (values: AlertSettingsValues) => AlertSettingsValues): Promise<void> =>
      this.#session.save(change);
    return html`<div class="body">
        <div class="page">
          <header>
            <h1>${t(texts.title)}</h1>
            <p class="quiet">${t(texts.intro)}</p>
          </header>
          ${channelSection(state, this.#editor, {
            add: () => void link.command('addChannel', {}),
            act: (id, action) => void link.command('channel', { id, action }),
          })}
          ${eventRows(state, (events) => void save((values) => ({ ...values, events })))}
          ${thresholdSection(this.#fields, state, save)} ${omsSection(this.#fields, state, save)}
          ${quietSection(this.#fields, state, save)} ${driftSection(this.#fields, state, save)}
          ${muteSection(state, this.#muteContext(state))}
        </div>
      </div>
      <p class="only-spoken" role="status">${wasSaved ? t(texts.saved) : ''}</p>
      ${problemBar(link)}`;
  }

  #muteContext(state: AlertSettingsState): MuteContext {
    const { link } = this.#session;
    return {
      draft: this.#mute,
      problem: this.#muteProblem,
      change: (draft) => {
        this.#mute = draft;
        this.#muteProblem = null;
        this.requestUpdate();
      },
      add: () => void this.#addMute(state),
      unmute: (id) => void link.command('unmute', { id }),
      clearSilent: () => void link.command('clearSilent', {}),
    };
  }

  async #addMute(state: AlertSettingsState): Promise<void> {
    const about = thingOf(this.#mute, state);
    const until = untilOf(this.#mute, Date.now());
    if (about === null) this.#muteProblem = { field: 'thing', message: t(texts.wrongTag) };
    else if (until === null) this.#muteProblem = { field: 'end', message: t(texts.wrongEnd) };
    else {
      const refusal = await this.#session.mute(about, until);
      this.#muteProblem = refusal === null ? null : { field: 'end', message: visibleText(refusal) };
      if (refusal === null && this.#session.wasSaved) this.#mute = firstMute;
    }
    this.requestUpdate();
  }
}
