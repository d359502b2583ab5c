/** The form's fields: each with its label, its help, and at the field what is wrong with it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FileField, SecretKind } from '../../../src/protocol/connectionForm.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { icon } from '../controls/icon.ts';
import { textField } from '../controls/textField.ts';
import { t } from '../l10n.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';

/** What the fields need of the form around them. */
export interface FieldContext {
  /** What to say at a field now; null while it is fine or was not touched yet. */
  readonly problemOf: (field: string) => string | null;
  readonly leave: (field: string) => void;
  readonly secrets: Readonly<Record<SecretKind, boolean>>;
  readonly onSecret: (request: 'setSecret' | 'clearSecret', kind: SecretKind) => void;
  readonly onPick: (field: FileField) => void;
}

export interface TextLook {
  /** The path from the top of the draft. */
  readonly field: string;
  readonly label: string;
  readonly value: string | null;
  readonly onInput: (value: string) => void;
  readonly help?: string;
  readonly placeholder?: string;
  readonly isShort?: boolean;
}

export function textRow(context: FieldContext, look: TextLook): TemplateResult {
  const problem = context.problemOf(look.field);
  const classes = look.isShort === true ? 'field short' : 'field';
  return html`<div class=${classes} data-field=${look.field}>
    ${labelOf(look.label)} ${inputOf(context, look, problem)} ${noteOf(look.help, problem)}
  </div>`;
}

export function fileRow(
  context: FieldContext,
  look: TextLook & { readonly file: FileField },
): TemplateResult {
  const problem = context.problemOf(look.field);
  return html`<div class="field" data-field=${look.field}>
    ${labelOf(look.label)}
    <div class="with-button">
      ${inputOf(context, look, problem)}
      ${button({
        label: t(texts.browse, look.label),
        icon: 'folder-opened',
        kind: 'icon',
        onPress: () => context.onPick(look.file),
      })}
    </div>
    ${noteOf(look.help, problem)}
  </div>`;
}

/** A secret is never typed here: its row says whether there is one and lets the editor ask for it. */
export function secretRow(context: FieldContext, kind: SecretKind, label: string): TemplateResult {
  const isSet = context.secrets[kind];
  return html`<div class="field" data-field=${kind}>
    ${labelOf(label)}
    <div class="with-button secret">
      <span class="secret-state" role="status"
        >${icon(isSet ? 'pass' : 'circle-outline', { tone: isSet ? 'passed' : 'plain' })}
        ${t(isSet ? texts.secretIsSet : texts.secretIsNotSet)}</span
      >
      ${button({ label: t(texts.setSecret, label), icon: 'key', onPress: () => context.onSecret('setSecret', kind) })}
      ${
        isSet
          ? button({
              label: t(texts.clearSecret, label),
              icon: 'close',
              kind: 'icon',
              onPress: () => context.onSecret('clearSecret', kind),
            })
          : nothing
      }
    </div>
    ${noteOf(t(texts.secretHelp), null)}
  </div>`;
}

/** A label above any control. */
export function controlRow(label: string, control: TemplateResult, help?: string): TemplateResult {
  return html`<div class="field">${labelOf(label)} ${control} ${noteOf(help, null)}</div>`;
}

function labelOf(label: string): TemplateResult {
  return html`<span class="label" aria-hidden="true">${label}</span>`;
}

function inputOf(context: FieldContext, look: TextLook, problem: string | null): TemplateResult {
  const { field, label, value, onInput, placeholder } = look;
  return textField({
    id: field,
    // A description from outside doesn't reach into the toolkit's shadow root, the label does.
    label: problem === null ? label : `${label}. ${problem}`,
    value: value ?? '',
    isInvalid: problem !== null,
    onInput,
    onLeave: () => context.leave(field),
    ...(placeholder === undefined ? {} : { placeholder }),
  });
}

/** One line that is always there, for the help or in its place the problem: a field does not grow when it is wrong. */
function noteOf(help: string | undefined, problem: string | null): TemplateResult {
  if (problem !== null) {
    return html`<p class="note wrong">${icon('error', { tone: 'error' })} ${visibleText(problem)}</p>`;
  }
  return html`<p class="note quiet">${help ?? '\u00a0'}</p>`;
}
