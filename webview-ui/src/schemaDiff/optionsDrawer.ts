import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CompareOptions } from '../../../src/diff/compareOptions.ts';
import { checkbox } from '../controls/checkbox.ts';
import { radioGroup } from '../controls/radioGroup.ts';
import { t } from '../l10n.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';

const foreignKeyTexts = {
  map: { label: texts.foreignKeysMap, help: texts.foreignKeysMapHelp },
  keep: { label: texts.foreignKeysKeep, help: texts.foreignKeysKeepHelp },
  omit: { label: texts.foreignKeysOmit, help: texts.foreignKeysOmitHelp },
} as const;

const foreignKeyChoices = ['map', 'keep', 'omit'] as const;

/** What counts as a difference; each choice says in a sentence what it does, and holds at once. */
export function optionsDrawer(
  options: CompareOptions,
  isDisabled: boolean,
  onChange: (options: CompareOptions) => void,
): TemplateResult {
  const option = (
    label: string,
    help: string,
    isChecked: boolean,
    change: (isOn: boolean) => CompareOptions,
  ) =>
    html`<div class="option">
      ${checkbox({ label: t(label), isChecked, isDisabled, onChange: (isOn) => onChange(change(isOn)) })}
      <p class="quiet">${t(help)}</p>
    </div>`;
  return html`<section class="options" aria-label=${t(texts.options)}>
    ${option(texts.columnOrder, texts.columnOrderHelp, options.columnOrder === 'strict', (isOn) => ({
      ...options,
      columnOrder: isOn ? 'strict' : 'lax',
    }))}
    ${option(texts.comments, texts.commentsHelp, options.comments === 'strict', (isOn) => ({
      ...options,
      comments: isOn ? 'strict' : 'ignored',
    }))}
    ${option(texts.storage, texts.storageHelp, options.storage === 'strict', (isOn) => ({
      ...options,
      storage: isOn ? 'strict' : 'ignored',
    }))}
    ${option(texts.partitionsCount, texts.partitionsHelp, options.partitions === 'strict', (isOn) => ({
      ...options,
      partitions: isOn ? 'strict' : 'lax',
    }))}
    <div class="option wide">
      <p class="option-title">${t(texts.foreignKeys)}</p>
      ${radioGroup({
        label: t(texts.foreignKeys),
        choices: foreignKeyChoices.map((value) => ({ value, label: t(foreignKeyTexts[value].label) })),
        value: options.foreignKeys,
        isDisabled,
        onChange: (foreignKeys) => onChange({ ...options, foreignKeys }),
      })}
      <p class="quiet">${t(foreignKeyTexts[options.foreignKeys].help)}</p>
    </div>
  </section>`;
}
