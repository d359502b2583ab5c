/** The texts of one channel's messages: each with what may be filled in, and beside them what a sample would look like. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  AlertSettingsState,
  ShownChannel,
  ShownTemplateField,
} from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { insertAtCaret } from '../controls/insertAtCaret.ts';
import { textArea } from '../controls/textArea.ts';
import { textField } from '../controls/textField.ts';
import { t } from '../l10n.ts';
import { visibleLines } from '../panel/visibleLines.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import type { MessageEditor } from './model/messageEditor.ts';

const labels: Readonly<Record<ShownTemplateField, string>> = {
  titleTemplate: texts.titleField,
  template: texts.textField,
  bodyTemplate: texts.bodyField,
};

const rows: Readonly<Record<ShownTemplateField, number>> = {
  titleTemplate: 1,
  template: 6,
  bodyTemplate: 10,
};

export function messageFields(
  channel: ShownChannel,
  { templateFields }: AlertSettingsState,
  editor: MessageEditor,
): TemplateResult {
  return html`<div
    class="message-editor"
    role="group"
    aria-label=${t(texts.message, visibleText(channel.name))}
  >
    <div class="message-texts">
      ${channel.fields.map((field) => fieldOf(channel, field, templateFields[field], editor))}
    </div>
    ${previewOf(editor)}
  </div>`;
}

type Help = AlertSettingsState['templateFields'][ShownTemplateField];

function fieldOf(
  channel: ShownChannel,
  field: ShownTemplateField,
  help: Help,
  editor: MessageEditor,
): TemplateResult {
  const text = editor.textOf(channel, field);
  const label = t(labels[field]);
  const mistake = editor.mistakes.find((one) => one.field === field)?.message ?? null;
  const look = {
    id: field,
    label: mistake === null ? label : `${label}. ${visibleText(mistake)}`,
    value: text,
    placeholder: t(texts.defaultUsed),
    isInvalid: mistake !== null,
    onInput: (typed: string) => editor.type(channel, field, typed),
    onLeave: () => void editor.leave(channel, field),
  };
  return html`<div class="message-field" data-field=${field}>
    <div class="message-label">
      <span class="label" aria-hidden="true">${label}</span>
      ${beginOrReset(channel, field, help, editor)}
    </div>
    ${rows[field] === 1 ? textField(look) : textArea({ ...look, rows: rows[field] })}
    ${
      mistake === null
        ? nothing
        : html`<p class="noted wrong">
            ${icon('error', { tone: 'error' })}
            <span>${visibleText(mistake)} ${editor.isTyped(channel, field) ? t(texts.notKept) : ''}</span>
          </p>`
    }
    ${placeholdersOf(field, help)}
  </div>`;
}

/** A text of one's own begins from ours, and goes back to it. */
function beginOrReset(
  channel: ShownChannel,
  field: ShownTemplateField,
  { start }: Help,
  editor: MessageEditor,
): TemplateResult {
  const isOurs = editor.textOf(channel, field) === '';
  return button({
    id: `${field}-default`,
    label: t(isOurs ? texts.beginFromDefault : texts.reset),
    kind: 'secondary',
    hint: t(isOurs ? texts.beginFromDefaultOf : texts.resetOf, t(labels[field])),
    onPress: () => {
      editor.type(channel, field, isOurs ? start : '');
      void editor.leave(channel, field);
    },
  });
}

function placeholdersOf(field: ShownTemplateField, { placeholders }: Help): TemplateResult {
  const insert =
    (name: string) =>
    ({ currentTarget }: Event): void => {
      if (!(currentTarget instanceof Element)) return;
      const target = currentTarget.closest('.message-field')?.querySelector(`#${field}`);
      if (target != null) insertAtCaret(target, `{{${name}}}`);
    };
  return html`<details class="placeholders">
    <summary>${t(texts.placeholders)}</summary>
    <p class="quiet">${t(texts.placeholdersHelp)}</p>
    <ul>
      ${placeholders.map(
        ({ name, meaning }) =>
          html`<li>
            <button type="button" class="placeholder" @click=${insert(name)}>{{${name}}}</button>
            <span class="quiet">${meaning}</span>
          </li>`,
      )}
    </ul>
  </details>`;
}

function previewOf({ preview, mistakes }: MessageEditor): TemplateResult {
  return html`<div class="preview" role="region" aria-label=${t(texts.preview)}>
    <p class="label">${t(texts.preview)}</p>
    ${
      preview === null
        ? nothing
        : html`<div
            class=${mistakes.length === 0 ? 'sample' : 'sample old'}
            tabindex="0"
            role="group"
            aria-label=${t(texts.preview)}
          >
            ${preview.title === null ? nothing : html`<p class="sample-title">${visibleText(preview.title)}</p>`}
            <pre class=${preview.title === null ? 'sample-text json' : 'sample-text'}>
${visibleLines(preview.text)}</pre>
          </div>`
    }
    ${mistakes.length === 0 ? nothing : html`<p class="quiet">${t(texts.previewOld)}</p>`}
  </div>`;
}
