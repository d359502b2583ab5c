/** The channels: what they are, what can be done with each, and the texts of the messages of one of them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AlertSettingsState, ChannelAction, ShownChannel } from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { messageFields } from './messageFields.ts';
import type { MessageEditor } from './model/messageEditor.ts';

export interface ChannelActions {
  readonly add: () => void;
  readonly act: (id: string, action: ChannelAction) => void;
}

export function channelSection(
  state: AlertSettingsState,
  editor: MessageEditor,
  actions: ChannelActions,
): TemplateResult {
  const { channels } = state;
  return html`<section>
    <h2>${t(texts.channels)}</h2>
    ${
      channels.length === 0
        ? html`<p class="quiet">${t(texts.noChannel)}</p>`
        : html`<ul class="lines">
            ${repeat(
              channels,
              ({ id }) => id,
              (channel) => html`<li>${line(channel, state, editor, actions)}</li>`,
            )}
          </ul>`
    }
    <div>
      ${button({
        id: 'add-channel',
        label: t(texts.addChannel),
        icon: 'add',
        kind: channels.length === 0 ? 'primary' : 'secondary',
        onPress: actions.add,
      })}
    </div>
  </section>`;
}

function line(
  channel: ShownChannel,
  state: AlertSettingsState,
  editor: MessageEditor,
  { act }: ChannelActions,
): TemplateResult {
  const { id, name, kind, host, isEnabled, problem, facts } = channel;
  const shown = visibleText(name);
  const isOpen = editor.open?.id === id;
  const words = [t(isEnabled ? texts.on : texts.off), kind, visibleText(host), facts].filter(Boolean);
  return html`<div class="line">
      ${icon(isEnabled ? 'pass' : 'circle-slash', { tone: isEnabled ? 'passed' : 'plain' })}
      <div class="line-words">
        <p><strong>${shown}</strong></p>
        <p class="quiet">${words.join(' · ')}</p>
        ${
          problem === null
            ? nothing
            : html`<p class="noted">
                ${icon('warning', { tone: 'warning' })} <span>${visibleText(problem)}</span>
              </p>`
        }
      </div>
      <div class="line-buttons" role="group" aria-label=${shown}>
        ${button({
          label: t(texts.message, shown),
          icon: 'comment',
          kind: 'icon',
          isExpanded: isOpen,
          onPress: () => editor.toggle(id),
        })}
        ${button({ label: t(texts.test, shown), icon: 'beaker', kind: 'icon', onPress: () => act(id, 'test') })}
        ${button({
          label: t(isEnabled ? texts.switchOff : texts.switchOn, shown),
          icon: isEnabled ? 'debug-pause' : 'play',
          kind: 'icon',
          onPress: () => act(id, 'switch'),
        })}
        ${button({ label: t(texts.edit, shown), icon: 'edit', kind: 'icon', onPress: () => act(id, 'edit') })}
        ${button({ label: t(texts.remove, shown), icon: 'trash', kind: 'icon', onPress: () => act(id, 'delete') })}
      </div>
    </div>
    ${isOpen ? messageFields(channel, state, editor) : nothing}`;
}
