/** Fields whose value is kept when they are left, and not with every key; what is wrong stands below them. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../controls/icon.ts';
import { suggestInput } from '../controls/plainInput.ts';
import { textField } from '../controls/textField.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';
import type { TypedTexts } from './model/typedTexts.ts';

export interface FieldContext {
  readonly typed: TypedTexts;
  readonly update: () => void;
}

interface FieldLook<T> {
  readonly id: string;
  readonly label: string;
  readonly value: T;
  /** Settles when the value is kept, or is known not to be. */
  readonly onChange: (value: T) => Promise<void>;
}

interface TextLook extends FieldLook<string> {
  /** Null for a text that can be kept. */
  readonly problemOf: (text: string) => string | null;
  readonly suggestions?: readonly string[];
}

interface NumberLook extends FieldLook<number> {
  readonly least: number;
  readonly most: number;
  /** What it is as long as nobody changes it. */
  readonly usual?: number;
}

/** A label, a text, and what is wrong with it. */
export function textRow(context: FieldContext, look: TextLook): TemplateResult {
  return row(look.label, control(context, look), nothing);
}

/** A label, a whole number, its default, and what is wrong with it. */
export function numberRow(context: FieldContext, look: NumberLook): TemplateResult {
  const { usual } = look;
  const note =
    usual === undefined
      ? nothing
      : html`<span class="quiet usual">${t(texts.defaultIs, number(usual))}</span>`;
  return row(look.label, numberControl(context, look), note);
}

/** Only the field and what is wrong with it, for a table whose headings are its label. */
export function numberControl(context: FieldContext, { least, most, ...look }: NumberLook): TemplateResult {
  const isRight = (text: string): boolean =>
    /^\s*\d+\s*$/.test(text) && Number(text) >= least && Number(text) <= most;
  return control(context, {
    ...look,
    value: String(look.value),
    problemOf: (text) => (isRight(text) ? null : t(texts.wrongNumber, number(least), number(most))),
    onChange: (text) => look.onChange(Number(text)),
  });
}

function row(label: string, field: TemplateResult, note: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="field"><span class="label" aria-hidden="true">${label}</span>${field}${note}</div>`;
}

function control(context: FieldContext, look: TextLook): TemplateResult {
  const { typed, update } = context;
  const { id, label, value, problemOf, onChange, suggestions } = look;
  const text = typed.get(id) ?? value;
  const problem = typed.get(id) === undefined ? null : problemOf(text);
  const shared = {
    id,
    label: problem === null ? label : `${label}. ${problem}`,
    value: text,
    isInvalid: problem !== null,
    onInput: (now: string) => {
      typed.set(id, now);
      update();
    },
    onLeave: () => {
      if (typed.get(id) === undefined || problem !== null) return;
      const kept = text === value ? Promise.resolve() : onChange(text);
      void kept.then(() => {
        typed.settle(id, text);
        update();
      });
    },
  };
  return html`<div class="control">
    ${suggestions === undefined ? textField(shared) : suggestInput(shared, suggestions)} ${mistake(problem)}
  </div>`;
}

/** What is wrong, below its field. */
export function mistake(problem: string | null): TemplateResult | typeof nothing {
  if (problem === null) return nothing;
  return html`<p class="noted wrong">${icon('error', { tone: 'error' })} <span>${problem}</span></p>`;
}
