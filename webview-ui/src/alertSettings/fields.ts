/** Fields whose value is kept when they are left, and not with every key. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../controls/icon.ts';
import { textField } from '../controls/textField.ts';
import { number, t } from '../l10n.ts';
import { alertSettingsTexts as texts } from '../strings/alertSettings.ts';

export interface FieldContext {
  /** What is being typed, by field. */
  readonly typed: Map<string, string>;
  readonly update: () => void;
}

interface FieldLook<T> {
  readonly id: string;
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function textRow(
  context: FieldContext,
  { id, label, value, onChange }: FieldLook<string>,
): TemplateResult {
  return row(context, { id, label, value, problem: null, onLeave: onChange });
}

export function numberField(
  context: FieldContext,
  look: FieldLook<number> & { readonly least: number; readonly most: number },
): TemplateResult {
  const { id, label, value, least, most, onChange } = look;
  const isRight = (typed: string): boolean =>
    /^\d+$/.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most;
  const typed = context.typed.get(id);
  const isWrong = typed !== undefined && !isRight(typed);
  return row(context, {
    id,
    label,
    value: String(value),
    problem: isWrong ? t(texts.wrongNumber, number(least), number(most)) : null,
    onLeave: (text) => {
      if (isRight(text)) onChange(Number(text));
    },
  });
}

interface RowLook {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly onLeave: (value: string) => void;
}

function row(
  { typed, update }: FieldContext,
  { id, label, value, problem, onLeave }: RowLook,
): TemplateResult {
  return html`<div class="field">
    <span class="label" aria-hidden="true">${label}</span>
    ${textField({
      id,
      label: problem === null ? label : `${label}. ${problem}`,
      value: typed.get(id) ?? value,
      isInvalid: problem !== null,
      onInput: (text) => {
        typed.set(id, text);
        update();
      },
      onLeave: () => {
        const text = typed.get(id);
        if (text === undefined || problem !== null) return;
        typed.delete(id);
        if (text !== value) onLeave(text);
        update();
      },
    })}
    ${problem === null ? nothing : html`<p class="wrong">${icon('error', { tone: 'error' })} ${problem}</p>`}
  </div>`;
}
