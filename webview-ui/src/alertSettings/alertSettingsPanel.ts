import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  AlertSettingsState,
  AlertSettingsValues,
  ShownChannel,
} from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { icon } from '../controls/icon.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { sharedTexts } from '../strings/shared.ts';
import type { Transport } from '../transport.ts';
import { eventRows } from './eventRows.ts';
import { numberField, textRow } from './fields.ts';
import type { FieldContext } from './fields.ts';
import { panelStyles } from './panelStyles.ts';
import { SettingsSession } from './settingsSession.ts';

type Change = Partial<AlertSettingsValues>;

/** The alert settings: channels, events, thresholds, quiet hours, drift watch, mutes; each change holds at once. */
export class AlertSettingsPanel extends LitElement {
  static override readonly styles = [baseStyles, panelStyles];

  readonly #session: SettingsSession;
  /** What is being typed, by field, until it is left. */
  readonly #typed = new Map<string, string>();

  constructor(transport: Transport) {
    super();
    this.#session = new SettingsSession(transport.port, () => this.requestUpdate());
    void this.#session.start();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, wasSaved } = this.#session;
    if (state === null) return this.#problemBar();
    return html`<div class="body">
        <div class="page">
          <header>
            <h1>${t(texts.title)}</h1>
            <p class="quiet">${t(texts.intro)}</p>
          </header>
          ${this.#channels(state)} ${eventRows(state, (events) => this.#change({ events }))}
          ${this.#thresholds(state)} ${this.#quietHours(state)} ${this.#drift(state)} ${this.#mutes(state)}
        </div>
      </div>
      <p class="only-spoken" role="status">${wasSaved ? t(texts.saved) : ''}</p>
      ${this.#problemBar()}`;
  }

  #change(change: Change): void {
    void this.#session.save((values) => ({ ...values, ...change }));
  }

  #field(): FieldContext {
    return {
      typed: this.#typed,
      update: () => this.requestUpdate(),
    };
  }

  #channels({ channels }: AlertSettingsState): TemplateResult {
    return html`<section>
      <h2>${t(texts.channels)}</h2>
      ${
        channels.length === 0
          ? html`<p class="quiet">${t(texts.noChannel)}</p>`
          : html`<ul class="channels">
              ${channels.map((channel) => this.#channel(channel))}
            </ul>`
      }
      <div>
        ${button({
          id: 'add-channel',
          label: t(texts.addChannel),
          icon: 'add',
          kind: channels.length === 0 ? 'primary' : 'secondary',
          onPress: () => void this.#session.addChannel(),
        })}
      </div>
    </section>`;
  }

  #channel({ id, name, kind, host, isEnabled, problem, facts }: ShownChannel): TemplateResult {
    const shown = visibleText(name);
    const act = (action: 'edit' | 'test' | 'switch' | 'delete') => (): void => {
      void this.#session.channel(id, action);
    };
    const words = [t(isEnabled ? texts.on : texts.off), kind, visibleText(host), facts].filter(Boolean);
    return html`<li class="channel">
      <div class="channel-words">
        <p>
          ${icon(isEnabled ? 'pass' : 'circle-slash', { tone: isEnabled ? 'passed' : 'plain' })}
          <strong>${shown}</strong>
          <span class="quiet">${words.join(' · ')}</span>
        </p>
        ${problem === null ? nothing : html`<p>${icon('warning', { tone: 'warning' })} ${visibleText(problem)}</p>`}
      </div>
      ${button({ label: t(texts.test, shown), icon: 'beaker', kind: 'icon', onPress: act('test') })}
      ${button({
        label: t(isEnabled ? texts.switchOff : texts.switchOn, shown),
        icon: isEnabled ? 'debug-pause' : 'play',
        kind: 'icon',
        onPress: act('switch'),
      })}
      ${button({ label: t(texts.edit, shown), icon: 'edit', kind: 'icon', onPress: act('edit') })}
      ${button({ label: t(texts.remove, shown), icon: 'trash', kind: 'icon', onPress: act('delete') })}
    </li>`;
  }

  #thresholds({ values: { thresholds } }: AlertSettingsState): TemplateResult {
    const names = [
      ['lateMinutes', texts.lateMinutes],
      ['runMinutes', texts.runMinutes],
      ['approvalHours', texts.approvalHours],
      ['recoveringMinutes', texts.recoveringMinutes],
    ] as const;
    return html`<section>
      <h2>${t(texts.thresholds)}</h2>
      ${names.map(([name, label]) =>
        numberField(this.#field(), {
          id: name,
          label: t(label),
          value: thresholds[name],
          least: 1,
          most: 10_000,
          onChange: (value) => {
            void this.#session.save((values) => ({
              ...values,
              thresholds: { ...values.thresholds, [name]: value },
            }));
          },
        }),
      )}
    </section>`;
  }

  #quietHours({ values: { quietHours }, zone }: AlertSettingsState): TemplateResult {
    const first = { from: '22:00', to: '07:00', zone, exceptHigh: false };
    const set = (part: Partial<typeof first>): void => {
      void this.#session.save((values) => ({
        ...values,
        quietHours: { ...(values.quietHours ?? first), ...part },
      }));
    };
    const field = (name: 'from' | 'to' | 'zone', label: string, value: string): TemplateResult =>
      textRow(this.#field(), {
        id: `quiet-${name}`,
        label: t(label),
        value,
        onChange: (typed) => set({ [name]: typed.trim() }),
      });
    return html`<section>
      <h2>${t(texts.quiet)}</h2>
      ${checkbox({
        label: t(texts.quietOn),
        isChecked: quietHours !== null,
        onChange: (isOn) => this.#change({ quietHours: isOn ? first : null }),
      })}
      ${
        quietHours === null
          ? nothing
          : html`${field('from', texts.from, quietHours.from)} ${field('to', texts.to, quietHours.to)}
            ${field('zone', texts.zone, quietHours.zone)}
            ${checkbox({
              label: t(texts.exceptHigh),
              isChecked: quietHours.exceptHigh,
              onChange: (exceptHigh) => set({ exceptHigh }),
            })}`
      }
    </section>`;
  }

  #drift({ values: { drift }, tasks }: AlertSettingsState): TemplateResult {
    const watched = new Set(drift.tasks);
    const watch = (id: string, isOn: boolean): void => {
      void this.#session.save((values) => ({
        ...values,
        drift: {
          ...values.drift,
          tasks: isOn ? [...values.drift.tasks, id] : values.drift.tasks.filter((one) => one !== id),
        },
      }));
    };
    return html`<section>
      <h2>${t(texts.drift)}</h2>
      <p class="quiet">${t(tasks.length === 0 ? texts.noTasks : texts.driftHelp)}</p>
      ${
        tasks.length === 0
          ? nothing
          : html`${numberField(this.#field(), {
                id: 'drift-every',
                label: t(texts.driftEvery),
                value: drift.everyMinutes,
                least: 5,
                most: 60 * 24 * 31,
                onChange: (everyMinutes) => {
                  void this.#session.save((values) => ({
                    ...values,
                    drift: { ...values.drift, everyMinutes },
                  }));
                },
              })}
              <ul class="tasks">
                ${tasks.map(
                  ({ id, title }) =>
                    html`<li>
                      ${checkbox({
                        label: `${visibleText(title)} · ${id}`,
                        isChecked: watched.has(id),
                        onChange: (isOn) => watch(id, isOn),
                      })}
                    </li>`,
                )}
              </ul>`
      }
    </section>`;
  }

  #mutes({ mutes, silent }: AlertSettingsState): TemplateResult {
    return html`<section>
      <h2>${t(texts.mutes)}</h2>
      ${
        mutes.length === 0
          ? html`<p class="quiet">${t(texts.noMutes)}</p>`
          : html`<ul class="channels">
              ${mutes.map(
                ({ id, about, until }) =>
                  html`<li class="channel">
                    <p class="channel-words">
                      <strong>${visibleText(about)}</strong> <span class="quiet">${until}</span>
                    </p>
                    ${button({
                      label: t(texts.unmute, visibleText(about)),
                      icon: 'close',
                      kind: 'icon',
                      onPress: () => void this.#session.unmute(id),
                    })}
                  </li>`,
              )}
            </ul>`
      }
      ${
        silent === 0
          ? nothing
          : html`<p>${t(texts.silent, number(silent))}</p>
              <div>
                ${button({ label: t(texts.showAgain), onPress: () => void this.#session.clearSilent() })}
              </div>`
      }
    </section>`;
  }

  #problemBar(): TemplateResult | typeof nothing {
    const { problem } = this.#session;
    if (problem === null) return nothing;
    return html`<div class="bar-message problem" role="alert">
      ${icon('error', { tone: 'error' })}
      <span class="grow">${visibleText(problem === '' ? t(texts.requestFailed) : problem)}</span>
      ${button({
        label: t(sharedTexts.close),
        icon: 'close',
        kind: 'icon',
        onPress: () => this.#session.closeProblem(),
      })}
    </div>`;
  }
}

customElements.define('shadow-alert-settings', AlertSettingsPanel);
