/** The tasks whose tables are looked at for drift, and how often. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AlertSettingsState, AlertSettingsValues } from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { checkbox } from '../controls/checkbox.ts';
import { t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { numberRow } from './fields.ts';
import type { FieldContext } from './fields.ts';

type Drift = AlertSettingsValues['drift'];
type Save = (change: (values: AlertSettingsValues) => AlertSettingsValues) => Promise<void>;

export function driftSection(
  context: FieldContext,
  { values: { drift }, tasks }: AlertSettingsState,
  save: Save,
): TemplateResult {
  const set = (part: (drift: Drift) => Partial<Drift>): Promise<void> =>
    save((values) => ({ ...values, drift: { ...values.drift, ...part(values.drift) } }));
  const watch = (id: string, isOn: boolean): Promise<void> =>
    set((now) => ({ tasks: isOn ? [...now.tasks, id] : now.tasks.filter((one) => one !== id) }));
  const watched = new Set(drift.tasks);
  return html`<section>
    <h2>${t(texts.drift)}</h2>
    <p class="quiet">${t(tasks.length === 0 ? texts.noTasks : texts.driftHelp)}</p>
    ${
      tasks.length === 0
        ? nothing
        : html`${numberRow(context, {
              id: 'drift-every',
              label: t(texts.driftEvery),
              value: drift.everyMinutes,
              least: 5,
              most: 60 * 24 * 31,
              onChange: (everyMinutes) => set(() => ({ everyMinutes })),
            })}
            <ul class="tasks">
              ${tasks.map(
                ({ id, title }) =>
                  html`<li>
                    ${checkbox({
                      label: `${visibleText(title)} · ${id}`,
                      isChecked: watched.has(id),
                      onChange: (isOn) => void watch(id, isOn),
                    })}
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}
