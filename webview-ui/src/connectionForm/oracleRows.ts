/** How the form asks for the database behind an Oracle listener. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ConnectionDraft } from '../../../src/protocol/connectionForm.ts';
import { dropdown } from '../controls/dropdown.ts';
import { t } from '../l10n.ts';
import { connectionFormTexts as texts } from '../strings/connectionForm.ts';
import { controlRow, textRow } from './formFields.ts';
import type { FieldContext } from './formFields.ts';
import { accessOf } from './model/draftFields.ts';
import type { OracleDraft } from './model/draftFields.ts';

interface OracleContext extends FieldContext {
  readonly draft: ConnectionDraft;
  readonly change: (draft: ConnectionDraft, field: string) => void;
}

const kinds = ['service', 'sid', 'descriptor', 'alias'] as const;

const labels: Readonly<Record<OracleDraft['kind'], string>> = {
  service: texts.accessService,
  sid: texts.accessSid,
  descriptor: texts.accessDescriptor,
  alias: texts.accessAlias,
};

export function oracleRows(context: OracleContext): TemplateResult {
  const { draft, change } = context;
  const access = accessOf(draft);
  const set = (part: Partial<OracleDraft>, field: string): void =>
    change({ ...draft, oracle: { ...access, ...part } }, field);
  return html`${controlRow(
    t(texts.access),
    dropdown({
      id: 'oracle.kind',
      label: t(texts.access),
      choices: kinds.map((value) => ({ value, label: t(labels[value]) })),
      value: access.kind,
      onChange: (kind) => set({ kind }, 'oracle.kind'),
    }),
  )}
  ${textRow(context, {
    field: 'oracle.name',
    label: t(labels[access.kind]),
    value: access.name,
    onInput: (name) => set({ name }, 'oracle.name'),
    ...(access.kind === 'descriptor' ? { help: t(texts.descriptorHelp) } : {}),
  })}
  ${
    access.kind === 'alias'
      ? textRow(context, {
          field: 'oracle.folder',
          label: t(texts.tnsFolder),
          value: access.folder,
          help: t(texts.tnsFolderHelp),
          onInput: (folder) => set({ folder }, 'oracle.folder'),
        })
      : nothing
  }`;
}
