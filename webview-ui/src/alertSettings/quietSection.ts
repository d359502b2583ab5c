/** The hours in which nobody is told. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AlertSettingsState, AlertSettingsValues } from '../../../src/protocol/alertSettings.ts';
import { checkbox } from '../controls/checkbox.ts';
import { t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { textRow } from './fields.ts';
import type { FieldContext } from './fields.ts';

type QuietHours = NonNullable<AlertSettingsValues['quietHours']>;
type Save = (change: (values: AlertSettingsValues) => AlertSettingsValues) => Promise<void>;

export function quietSection(
  context: FieldContext,
  { values: { quietHours }, zone }: AlertSettingsState,
  save: Save,
): TemplateResult {
  const first: QuietHours = { from: '22:00', to: '07:00', zone, exceptHigh: false };
  const set = (part: Partial<QuietHours>): Promise<void> =>
    save((values) => ({ ...values, quietHours: { ...(values.quietHours ?? first), ...part } }));
  return html`<section>
    <h2>${t(texts.quiet)}</h2>
    ${checkbox({
      id: 'quiet',
      label: t(texts.quietOn),
      isChecked: quietHours !== null,
      onChange: (isOn) => void save((values) => ({ ...values, quietHours: isOn ? first : null })),
    })}
    ${quietHours === null ? nothing : hours(context, quietHours, set)}
  </section>`;
}

function hours(
  context: FieldContext,
  { from, to, zone, exceptHigh }: QuietHours,
  set: (part: Partial<QuietHours>) => Promise<void>,
): TemplateResult {
  const time = (name: 'from' | 'to', label: string, value: string): TemplateResult =>
    textRow(context, {
      id: `quiet-${name}`,
      label,
      value,
      problemOf: (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text.trim()) ? null : t(texts.wrongTime)),
      onChange: (text) => set({ [name]: text.trim() }),
    });
  return html`<div class="indented">
    ${time('from', t(texts.from), from)} ${time('to', t(texts.to), to)}
    ${textRow(context, {
      id: 'quiet-zone',
      label: t(texts.zone),
      value: zone,
      problemOf: (text) => (isZone(text.trim()) ? null : t(texts.wrongZone)),
      suggestions: Intl.supportedValuesOf('timeZone'),
      onChange: (text) => set({ zone: text.trim() }),
    })}
    ${checkbox({
      id: 'except-high',
      label: t(texts.exceptHigh),
      isChecked: exceptHigh,
      onChange: (isOn) => void set({ exceptHigh: isOn }),
    })}
  </div>`;
}

function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
