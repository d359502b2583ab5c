/** When something is late: our own tasks by one limit each, tasks of OMS servers by their levels. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { AlertSettingsState, AlertSettingsValues } from '../../../src/protocol/alertSettings.ts';
import { button } from '../controls/button.ts';
import { dropdown } from '../controls/dropdown.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import { levelTexts } from './eventRows.ts';
import { numberControl, numberRow } from './fields.ts';
import type { FieldContext } from './fields.ts';

type Thresholds = AlertSettingsValues['thresholds'];
type Oms = AlertSettingsValues['oms'];
type Save = (change: (values: AlertSettingsValues) => AlertSettingsValues) => Promise<void>;

const day = 86_400;

const ownFields = [
  ['lateMinutes', texts.lateMinutes],
  ['runMinutes', texts.runMinutes],
  ['approvalHours', texts.approvalHours],
  ['recoveringMinutes', texts.recoveringMinutes],
] as const;

export function thresholdSection(
  context: FieldContext,
  { values: { thresholds }, defaults }: AlertSettingsState,
  save: Save,
): TemplateResult {
  const change = (part: Partial<Thresholds>): Promise<void> =>
    save((values) => ({ ...values, thresholds: { ...values.thresholds, ...part } }));
  return html`<section>
    ${head(context, {
      id: 'reset-thresholds',
      title: t(texts.thresholds),
      fields: ownFields.map(([name]) => name),
      isUsual: isSame(thresholds, defaults.thresholds),
      reset: () => change(defaults.thresholds),
    })}
    ${ownFields.map(([name, label]) =>
      numberRow(context, {
        id: name,
        label: t(label),
        value: thresholds[name],
        usual: defaults.thresholds[name],
        least: 1,
        most: 10_000,
        onChange: (value) => change({ [name]: value }),
      }),
    )}
  </section>`;
}

const omsFields = [
  ['samples', texts.samples, 1, 100],
  ['recoverySamples', texts.recoverySamples, 1, 100],
  ['maxSampleAgeSeconds', texts.maxSampleAge, 1, day],
  ['fullTransferGraceSeconds', texts.fullTransferGrace, 0, day],
  ['unreachablePolls', texts.unreachablePolls, 1, 100],
] as const;

export function omsSection(
  context: FieldContext,
  { values: { oms }, defaults }: AlertSettingsState,
  save: Save,
): TemplateResult {
  const change = (part: Partial<Oms>): Promise<void> =>
    save((values) => ({ ...values, oms: { ...values.oms, ...part } }));
  return html`<section>
    ${head(context, {
      id: 'reset-oms',
      title: t(texts.oms),
      fields: [
        ...omsFields.map(([name]) => name),
        ...alertLevels.flatMap((level) => columns.map(([column]) => cellId(level, column))),
      ],
      isUsual: isSame(oms, defaults.oms),
      reset: () => change(defaults.oms),
    })}
    <p class="quiet">${t(texts.omsHelp)}</p>
    ${levelTable(context, oms, defaults.oms, save)}
    ${omsFields.map(([name, label, least, most]) =>
      numberRow(context, {
        id: name,
        label: t(label),
        value: oms[name],
        usual: defaults.oms[name],
        least,
        most,
        onChange: (value) => change({ [name]: value }),
      }),
    )}
    <div class="field">
      <span class="label" aria-hidden="true">${t(texts.unknownLevel)}</span>
      ${dropdown({
        id: 'unknown-level',
        label: t(texts.unknownLevel),
        value: oms.levelOfUnknown,
        choices: alertLevels.map((level) => ({ value: level, label: t(levelTexts[level]) })),
        onChange: (levelOfUnknown) => void change({ levelOfUnknown }),
      })}
      <span class="quiet usual">${t(texts.defaultIs, t(levelTexts[defaults.oms.levelOfUnknown]))}</span>
    </div>
  </section>`;
}

const alertLevels = ['HIGH', 'MEDIUM', 'LOW'] as const;

const columns = [
  ['delaySeconds', texts.delaySeconds, texts.delayOf],
  ['interruptionSeconds', texts.interruptionSeconds, texts.interruptionOf],
] as const;

function levelTable(context: FieldContext, oms: Oms, usual: Oms, save: Save): TemplateResult {
  return html`<table class="levels">
    <thead>
      <tr>
        <th scope="col">${t(texts.level)}</th>
        ${columns.map(([, label]) => html`<th scope="col">${t(label)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${alertLevels.map(
        (level) =>
          html`<tr>
            <th scope="row">${t(levelTexts[level])}</th>
            ${columns.map(
              ([column, , label]) =>
                html`<td>
                  <div class="level-cell">
                    ${numberControl(context, {
                      id: cellId(level, column),
                      label: t(label, t(levelTexts[level])),
                      value: oms.thresholds[level][column],
                      ...bounds(oms.thresholds, level, column),
                      onChange: (value) => save((values) => withThreshold(values, level, column, value)),
                    })}
                    <span class="quiet">${t(texts.defaultIs, number(usual.thresholds[level][column]))}</span>
                  </div>
                </td>`,
            )}
          </tr>`,
      )}
      <tr>
        <th scope="row">${t(texts.ignore)}</th>
        <td class="quiet" colspan="2">${t(texts.noAlert)}</td>
      </tr>
    </tbody>
  </table>`;
}

type Level = (typeof alertLevels)[number];
type Column = (typeof columns)[number][0];

function cellId(level: Level, column: Column): string {
  return `${level}-${column}`;
}

/** A lower level is never the stricter one, so each is bounded by its neighbours. */
function bounds(
  thresholds: Oms['thresholds'],
  level: Level,
  column: Column,
): { readonly least: number; readonly most: number } {
  const place = alertLevels.indexOf(level);
  const [higher, lower] = [alertLevels[place - 1], alertLevels[place + 1]];
  return {
    least: higher === undefined ? 1 : thresholds[higher][column],
    most: lower === undefined ? day : thresholds[lower][column],
  };
}

function withThreshold(
  values: AlertSettingsValues,
  level: Level,
  column: Column,
  value: number,
): AlertSettingsValues {
  const { thresholds } = values.oms;
  const changed = { ...thresholds, [level]: { ...thresholds[level], [column]: value } };
  return { ...values, oms: { ...values.oms, thresholds: changed } };
}

interface Head {
  readonly id: string;
  readonly title: string;
  /** What is being typed into them goes too. */
  readonly fields: readonly string[];
  readonly isUsual: boolean;
  readonly reset: () => Promise<void>;
}

function head({ typed, update }: FieldContext, { id, title, fields, isUsual, reset }: Head): TemplateResult {
  const isTyped = fields.some((field) => typed.get(field) !== undefined);
  return html`<div class="section-head">
    <h2>${title}</h2>
    ${button({
      id,
      label: t(texts.reset),
      hint: t(texts.resetOf, title),
      isDisabled: isUsual && !isTyped,
      onPress: () => {
        typed.forget(fields);
        update();
        if (!isUsual) void reset();
      },
    })}
  </div>`;
}

/** Plain data whose fields stand in one order. */
function isSame<T>(one: T, other: T): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
