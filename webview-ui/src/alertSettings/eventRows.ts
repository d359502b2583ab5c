/** The table of events: how serious each is, how often it is told, and to whom. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { AlertSettingsState, AlertSettingsValues } from '../../../src/protocol/alertSettings.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { checkbox } from '../controls/checkbox.ts';
import { dropdown } from '../controls/dropdown.ts';
import type { Choice } from '../controls/dropdown.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';

type EventValues = AlertSettingsValues['events'][number];

const levels = ['HIGH', 'MEDIUM', 'LOW', 'IGNORE'] as const;

export const levelTexts = {
  HIGH: texts.high,
  MEDIUM: texts.medium,
  LOW: texts.low,
  IGNORE: texts.ignore,
} as const;

/** Minutes by what is chosen; empty for once. */
const repeats: readonly (readonly [string, string])[] = [
  ['60', texts.hour],
  ['240', texts.fourHours],
  ['1440', texts.day],
  ['10080', texts.week],
  ['', texts.once],
];

export function eventRows(
  { values: { events }, titles, channels }: AlertSettingsState,
  onChange: (events: AlertSettingsValues['events']) => void,
): TemplateResult {
  return html`<section>
    <h2>${t(texts.events)}</h2>
    <table class="events">
      <thead>
        <tr>
          <th scope="col">${t(texts.event)}</th>
          <th scope="col">${t(texts.level)}</th>
          <th scope="col">${t(texts.repeat)}</th>
          <th scope="col">${t(texts.sentTo)}</th>
        </tr>
      </thead>
      <tbody>
        ${events.map((one, index) => {
          const title = titles[one.event] ?? one.event;
          const change = (part: Partial<EventValues>): void =>
            onChange(events.with(index, { ...one, ...part }));
          return html`<tr>
            <th scope="row">
              <span>${title}</span>
              <span class="quiet event-id">${one.event}</span>
            </th>
            <td>
              ${dropdown({
                id: `level-${one.event}`,
                label: t(texts.levelOf, title),
                value: one.level,
                choices: levels.map((level) => ({ value: level, label: t(levelTexts[level]) })),
                onChange: (level) => change({ level }),
              })}
            </td>
            <td>
              ${dropdown({
                label: t(texts.repeatOf, title),
                value: one.repeatMinutes === null ? '' : String(one.repeatMinutes),
                choices: repeatChoices(one.repeatMinutes),
                onChange: (minutes) => change({ repeatMinutes: minutes === '' ? null : Number(minutes) }),
              })}
            </td>
            <td>${receivers(one, title, channels, change)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

/** One that was set elsewhere stays what it is until another one is chosen. */
function repeatChoices(minutes: number | null): readonly Choice<string>[] {
  const known = repeats.map(([value, label]) => ({ value, label: t(label) }));
  const value = minutes === null ? '' : String(minutes);
  if (known.some((one) => one.value === value)) return known;
  return [{ value, label: t(texts.minutes, number(minutes ?? 0)) }, ...known];
}

function receivers(
  { channels: chosen }: EventValues,
  title: string,
  channels: AlertSettingsState['channels'],
  change: (part: Partial<EventValues>) => void,
): TemplateResult {
  if (channels.length === 0) return html`<span class="quiet">${t(texts.noChannels)}</span>`;
  const ids = chosen ?? channels.map(({ id }) => id);
  return html`<div class="receivers" role="group" aria-label=${`${t(texts.sentTo)}: ${title}`}>
    ${checkbox({
      label: t(texts.allChannels),
      isChecked: chosen === null,
      onChange: (isAll) => change({ channels: isAll ? null : ids }),
    })}
    ${
      chosen === null
        ? ''
        : channels.map(({ id, name }) =>
            checkbox({
              label: visibleText(name),
              isChecked: chosen.includes(id),
              onChange: (isOn) =>
                change({ channels: isOn ? [...chosen, id] : chosen.filter((one) => one !== id) }),
            }),
          )
    }
  </div>`;
}
