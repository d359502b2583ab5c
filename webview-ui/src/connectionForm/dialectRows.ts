/** How the form asks for what a dialect has of its own, as its description says. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { describeDialect } from '../../../src/connection/describeDialect.ts';
import type { OwnField, OwnFields } from '../../../src/connection/dialects/dialectDescription.ts';
import type { ConnectionDraft } from '../../../src/protocol/connectionForm.ts';
import { dropdown } from '../controls/dropdown.ts';
import { said } from '../said.ts';
import { controlRow, fileRow, textRow } from './formFields.ts';
import type { FieldContext } from './formFields.ts';
import { ownValues, withOwnValue } from './model/draftFields.ts';

interface DialectContext extends FieldContext {
  readonly draft: ConnectionDraft;
  readonly change: (draft: ConnectionDraft, field: string) => void;
}

export function dialectRows(context: DialectContext): TemplateResult | typeof nothing {
  const { own } = describeDialect(context.draft.dialect);
  return own === null ? nothing : html`${own.fields.map((field) => row(context, own, field))}`;
}

function row(context: DialectContext, own: OwnFields, field: OwnField): TemplateResult | typeof nothing {
  const { draft, change } = context;
  const values = ownValues(own, draft);
  const words = field.words(values);
  if (words === null) return nothing;
  const path = `${own.name}.${field.name}`;
  const label = said(words.label);
  const value = values[field.name] ?? null;
  const onInput = (typed: string): void => change(withOwnValue(own, draft, field.name, typed), path);
  const help = words.help === null ? {} : { help: said(words.help) };
  switch (field.kind) {
    case 'choice': {
      const choices = field.choices.map((choice) => ({ value: choice.value, label: said(choice.label) }));
      const control = dropdown({ id: path, label, choices, value: value ?? '', onChange: onInput });
      return controlRow(label, control, help.help);
    }
    case 'file':
      return fileRow(context, {
        field: path,
        file: `own.${own.name}.${field.name}`,
        label,
        value,
        onInput,
        ...help,
      });
    case 'number':
      return textRow(context, { field: path, label, value, onInput, isShort: true, ...help });
    case 'text':
      return textRow(context, { field: path, label, value, onInput, ...help });
  }
}

/** What a field of the dialect's own is called where it is missed; null for any other field. */
export function ownFieldName(draft: ConnectionDraft, path: string): string | null {
  const { own } = describeDialect(draft.dialect);
  const field = own?.fields.find(({ name }) => path === `${own.name}.${name}`);
  const words = own === null ? null : field?.words(ownValues(own, draft));
  return words == null ? null : said(words.label);
}
