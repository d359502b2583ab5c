/** The form's fields: each with its label, its help, and at the field what is wrong with it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TaskFormFields, TaskFormState, TaskFormText } from '../../../src/protocol/taskForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { icon } from '../controls/icon.ts';
import { dateTimeInput, suggestInput } from '../controls/plainInput.ts';
import { radioGroup } from '../controls/radioGroup.ts';
import type { Choice } from '../controls/dropdown.ts';
import { textField } from '../controls/textField.ts';
import type { TaskFormSession } from './taskFormSession.ts';

/** What the sections need of the form around them. */
export interface FormContext {
  readonly state: TaskFormState;
  /** With what is just being typed. */
  readonly fields: TaskFormFields;
  readonly session: TaskFormSession;
  /** Puts the keyboard somewhere as soon as it is there. */
  readonly focus: (selector: string) => void;
}

export interface FieldLook {
  readonly field: TaskFormText;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly isShort?: boolean;
}

export function problemAt({ state }: FormContext, field: string): string | null {
  return state.problems.find((one) => one.field === field)?.message ?? null;
}

export function textRow(context: FormContext, look: FieldLook): TemplateResult {
  return row(context, look, (label, isInvalid, onInput) =>
    textField({
      id: look.field,
      label,
      value: context.fields[look.field],
      isInvalid,
      onInput,
      ...(look.placeholder === undefined ? {} : { placeholder: look.placeholder }),
    }),
  );
}

export function dateTimeRow(context: FormContext, look: FieldLook): TemplateResult {
  return row(context, look, (label, isInvalid, onInput) =>
    dateTimeInput({ id: look.field, label, value: context.fields[look.field], isInvalid, onInput }),
  );
}

export function suggestRow(
  context: FormContext,
  look: FieldLook,
  suggestions: readonly string[],
): TemplateResult {
  return row(context, look, (label, isInvalid, onInput) =>
    suggestInput(
      { id: look.field, label, value: context.fields[look.field], isInvalid, onInput },
      suggestions,
    ),
  );
}

/** A label above any control, and one line below it: the help or in its place the problem. */
export function row(
  context: FormContext,
  { field, label, help, isShort }: FieldLook,
  control: (label: string, isInvalid: boolean, onInput: (value: string) => void) => TemplateResult,
): TemplateResult {
  const problem = problemAt(context, field);
  // A description from outside doesn't reach into the toolkit's shadow root, the label does.
  const spoken = problem === null ? label : `${label}. ${visibleText(problem)}`;
  return html`<div class=${isShort === true ? 'field short' : 'field'} data-field=${field}>
    ${labelOf(label)}
    ${control(spoken, problem !== null, (value) => context.session.change({ field, value }))}
    ${noteOf(help, problem)}
  </div>`;
}

export function radioRow<T extends string>(
  label: string,
  choices: readonly (Choice<T> & { readonly help?: string })[],
  value: T,
  onChange: (value: T) => void,
): TemplateResult {
  const help = choices.find((choice) => choice.value === value)?.help;
  return html`<div class="field">
    ${labelOf(label)} ${radioGroup({ label, choices, value, onChange })}
    ${help === undefined ? nothing : noteOf(help, null)}
  </div>`;
}

export function labelOf(label: string): TemplateResult {
  return html`<span class="label" aria-hidden="true">${label}</span>`;
}

/** One line that is always there: a field does not grow when it is wrong. */
export function noteOf(help: string | undefined, problem: string | null): TemplateResult {
  if (problem !== null) {
    return html`<p class="note wrong" role="status">
      ${icon('error', { tone: 'error' })} ${visibleText(problem)}
    </p>`;
  }
  return html`<p class="note quiet">${help ?? '\u00a0'}</p>`;
}

/** What the core notes beside a result: there it follows a name or "note:", here it stands alone. */
export function saidNote(note: string): TemplateResult {
  return html`<p class="note">
    ${icon('info', { tone: 'info' })}<span class="said">${visibleText(note)}</span>
  </p>`;
}
