import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownAlert, ShownDelivery, ShownTone } from '../../../src/protocol/alertDetails.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { baseStyles } from '../controls/baseStyles.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import type { IconName } from '../controls/icon.ts';
import { message, messageStyles } from '../controls/message.ts';
import { t } from '../l10n.ts';
import { frameStyles } from '../panel/frameStyles.ts';
import { pageStyles } from '../panel/pageStyles.ts';
import { problemBar } from '../panel/problemBar.ts';
import { startView } from '../panel/startView.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { alertDetailsTexts as texts } from '../strings/alertDetails.ts';
import { sharedTexts } from '../strings/shared.ts';
import type { Transport } from '../transport.ts';
import { AlertSession } from './alertSession.ts';
import { panelStyles } from './panelStyles.ts';

const pictures: Readonly<Record<ShownTone, IconName>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  passed: 'pass',
  plain: 'clock',
};

/** The alert details: what happened and can be done above; runbook, samples and deliveries below. */
export class AlertDetailsPanel extends LitElement {
  static override readonly styles = [baseStyles, messageStyles, frameStyles, pageStyles, panelStyles];

  readonly #session: AlertSession;

  constructor(transport: Transport) {
    super();
    this.#session = new AlertSession(transport.port, () => this.requestUpdate());
    void this.#session.start();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, link } = this.#session;
    if (state === null) return startView(link, () => void this.#session.start());
    if (state.kind === 'gone') {
      return message({
        icon: 'trash',
        title: t(texts.gone),
        text: t(texts.goneText),
        action: button({
          label: t(sharedTexts.close),
          kind: 'primary',
          onPress: () => void link.command('close', {}),
        }),
      });
    }
    return html`${this.#heading(state)} ${problemBar(link)}
      <div class="body" tabindex="0" role="region" aria-label=${visibleText(state.title)}>
        <div class="page">
          ${section(
            t(texts.what),
            html`<p class="said">${visibleLines(state.message)}</p>
              <p class="quiet">${visibleText(state.times)}</p>`,
          )}
          ${runbook(state)} ${samples(state)} ${deliveries(state)} ${decisions(state)}
        </div>
      </div>`;
  }

  #heading(alert: ShownAlert): TemplateResult {
    const { title, tone, id, event, level, life, status, source, notes } = alert;
    return html`<header class="heading">
        <div class="title-line">
          <h1>${visibleText(title)}</h1>
          <span class="status" role="status">${icon(pictures[tone], { tone })} ${visibleText(life)}</span>
        </div>
        <p class="facts">
          <span>${visibleText(source)}</span>
          <span class="fact">${t(texts.level, level)}</span>
          <span class="fact">${t(texts.sendingStatus, status)}</span>
          <span class="quiet">${event}</span>
          <span class="quiet">${visibleText(id)}</span>
        </p>
        ${this.#actions(alert)}
      </header>
      ${notes.map(
        (note) =>
          html`<div class="bar-message" role="note">
            ${icon('info', { tone: 'info' })} <span class="grow">${visibleText(note)}</span>
          </div>`,
      )}`;
  }

  #actions({ actions }: ShownAlert): TemplateResult {
    const { link } = this.#session;
    return html`<div class="actions" role="toolbar" aria-label=${t(texts.actions)}>
      ${actions.map(({ action, label }, index) =>
        button({
          id: `action-${action}`,
          label,
          kind: index === 0 ? 'primary' : 'secondary',
          onPress: () => void link.command('act', { action }),
        }),
      )}
      ${button({
        id: 'copy',
        label: t(texts.copy),
        icon: 'copy',
        kind: 'icon',
        onPress: () => void link.command('copy', {}),
      })}
    </div>`;
  }
}

function section(title: string, content: TemplateResult): TemplateResult {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

function runbook({ runbook: { impact, causes, steps } }: ShownAlert): TemplateResult {
  return section(
    t(texts.todo),
    html`<ol class="steps" aria-label=${t(texts.steps)}>
        ${steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      <h3>${t(texts.impact)}</h3>
      <p>${impact}</p>
      <h3>${t(texts.causes)}</h3>
      <ul class="causes">
        ${causes.map((cause) => html`<li>${cause}</li>`)}
      </ul>`,
  );
}

function samples({ samples: all }: ShownAlert): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return section(
    t(texts.samples),
    html`<table class="samples">
      <thead>
        <tr>
          <th scope="col">${t(texts.when)}</th>
          <th scope="col">${t(texts.metric)}</th>
          <th scope="col">${t(texts.value)}</th>
          <th scope="col">${t(texts.threshold)}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          ({ at, metric, value, threshold }) =>
            html`<tr>
              <td class="whole">${at}</td>
              <td class="whole">${metric}</td>
              <td>${visibleText(value)}</td>
              <td>${visibleText(threshold)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function deliveries({ deliveries: all }: ShownAlert): TemplateResult {
  return section(
    t(texts.deliveries),
    all.length === 0
      ? html`<p class="quiet">${t(texts.noDeliveries)}</p>`
      : html`<ul class="deliveries">
          ${all.map(delivery)}
        </ul>`,
  );
}

function delivery({ channel, reason, state, tone, createdAt, id, attempts }: ShownDelivery): TemplateResult {
  return html`<li class="delivery">
    ${icon(pictures[tone], { tone })}
    <p><strong>${visibleText(channel)}</strong> ${state}</p>
    <p class="quiet delivery-facts">${reason} · ${createdAt} · ${visibleText(id)}</p>
    ${
      attempts.length === 0
        ? html`<p class="quiet delivery-facts">${t(texts.noAttempt)}</p>`
        : html`<ol class="attempts" aria-label=${t(texts.attempts)}>
            ${attempts.map(
              ({ at, result, isFailed, ms }) =>
                html`<li>
                  ${icon(isFailed ? 'error' : 'pass', { tone: isFailed ? 'error' : 'passed' })}
                  <span class="whole">${at}</span> <span class="grow">${visibleText(result)}</span>
                  <span class="quiet whole">${ms}</span>
                </li>`,
            )}
          </ol>`
    }
  </li>`;
}

function decisions({ decisions: all }: ShownAlert): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return section(
    t(texts.decisions),
    html`<ul class="decisions">
      ${all.map(
        ({ channel, at, why }) =>
          html`<li>
            <p><strong>${visibleText(channel)}</strong> ${why}</p>
            <p class="quiet">${at}</p>
          </li>`,
      )}
    </ul>`,
  );
}
