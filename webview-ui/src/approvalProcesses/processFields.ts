/** The fields of one approval process: conditions that can be switched on, nodes, and ends in hours. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { environments } from '../../../src/connection/connection.ts';
import { findingLevels } from '../../../src/diff/finding.ts';
import { maxHours, maxNodes } from '../../../src/protocol/approvalProcesses.ts';
import type { ApprovalProcessesState } from '../../../src/protocol/approvalProcesses.ts';
import { visibleText } from '../../../src/shadow/visibleText.ts';
import { button } from '../controls/button.ts';
import { checkbox } from '../controls/checkbox.ts';
import { dropdown } from '../controls/dropdown.ts';
import { icon } from '../controls/icon.ts';
import { textField } from '../controls/textField.ts';
import { number, t } from '../l10n.ts';
import { approvalProcessesTexts as texts } from '../strings/approvalProcesses.ts';
import { sharedTexts } from '../strings/shared.ts';
import { expiryKinds, maxTables, moved, numberProblems } from './model/processDraft.ts';
import type { Conditions, ExpiryKind, ProcessDraft } from './model/processDraft.ts';

export interface FieldsContext {
  readonly draft: ProcessDraft;
  readonly connections: ApprovalProcessesState['connections'];
  readonly change: (draft: ProcessDraft) => void;
  /** Puts the keyboard into a field as soon as it is there. */
  readonly goTo: (field: string) => void;
  /** What the editor said to the field. */
  readonly refusalOf: (field: string) => string | undefined;
}

export function processFields(context: FieldsContext): TemplateResult {
  const { draft, change } = context;
  return html`<div class="fields">
    ${textRow(context, {
      field: 'name',
      label: t(texts.name),
      value: draft.name,
      onInput: (name) => change({ ...draft, name }),
    })}
    ${conditions(context)} ${nodes(context)} ${expiries(context)}
  </div>`;
}

interface TextRow {
  readonly field: string;
  /** What is read out. */
  readonly label: string;
  /** What stands above the field, where the place says the rest. */
  readonly shown?: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string;
}

function textRow(context: FieldsContext, { field, label, shown = label, ...look }: TextRow): TemplateResult {
  const problem = problemOf(context, field);
  return html`<div class="field" data-field=${field}>
    <span class="label" aria-hidden="true">${shown}</span>
    ${textField({
      id: fieldId(context, field),
      label: problem === null ? label : `${label}. ${problem}`,
      isInvalid: problem !== null,
      ...look,
    })}
    ${problem === null ? nothing : html`<p class="wrong">${icon('error', { tone: 'error' })} ${visibleText(problem)}</p>`}
  </div>`;
}

/** Ids are the page's only ones, whichever process is open. */
function fieldId({ draft }: Pick<FieldsContext, 'draft'>, field: string): string {
  return `${draft.id}-${field}`;
}

function problemOf({ draft, refusalOf }: FieldsContext, field: string): string | null {
  const refusal = refusalOf(field);
  if (refusal !== undefined) return refusal;
  if (!numberProblems(draft).includes(field)) return null;
  const isHours = field.startsWith('expiryHours');
  return t(texts.wrongNumber, number(isHours ? 1 : 0), number(isHours ? maxHours : maxTables));
}

function conditions(context: FieldsContext): TemplateResult {
  const { draft, change, connections } = context;
  const set = (part: Partial<Conditions>): void =>
    change({ ...draft, conditions: { ...draft.conditions, ...part } });
  const all = draft.conditions;
  const text = (field: 'database' | 'creator' | 'tablesFrom', label: string, first: string): TemplateResult =>
    condition(
      context,
      field,
      label,
      first,
      (value) => set({ [field]: value }),
      (value) =>
        textRow(context, {
          field: `conditions.${field}`,
          label,
          value,
          onInput: (typed) => set({ [field]: typed }),
        }),
    );
  return html`<fieldset class="group">
    <legend>${t(texts.conditions)}</legend>
    <p class="quiet">${t(texts.conditionsHelp)}</p>
    ${condition(
      context,
      'connection',
      t(texts.connection),
      connections[0]?.id ?? '',
      (connection) => set({ connection }),
      (value) => connectionChoice(context, value, (connection) => set({ connection })),
    )}
    ${environmentRow(all.environment, (environment) => set({ environment }))}
    ${text('database', t(texts.database), '*')} ${text('tablesFrom', t(texts.tablesFrom), '10')}
    ${levelRow(all.level, (level) => set({ level }))} ${text('creator', t(texts.creator), '')}
  </fieldset>`;
}

function environmentRow(
  chosen: Conditions['environment'],
  set: (value: Conditions['environment']) => void,
): TemplateResult {
  const choices = environments.map((value) => ({
    value,
    label: t(sharedTexts[value]),
  }));
  return switched(
    t(texts.environment),
    chosen !== null,
    (isOn) => set(isOn ? 'production' : null),
    chosen === null
      ? nothing
      : dropdown({ label: t(texts.environment), value: chosen, choices, onChange: set }),
  );
}

function levelRow(chosen: Conditions['level'], set: (value: Conditions['level']) => void): TemplateResult {
  const choices = findingLevels.map((value) => ({
    value,
    label: t(levelTexts[value]),
  }));
  return switched(
    t(texts.level),
    chosen !== null,
    (isOn) => set(isOn ? 'unsafe' : null),
    chosen === null ? nothing : dropdown({ label: t(texts.level), value: chosen, choices, onChange: set }),
  );
}

function condition(
  { draft }: FieldsContext,
  field: 'connection' | 'database' | 'creator' | 'tablesFrom',
  label: string,
  first: string,
  set: (value: string | null) => void,
  control: (value: string) => TemplateResult,
): TemplateResult {
  const value = draft.conditions[field];
  return switched(
    label,
    value !== null,
    (isOn) => set(isOn ? first : null),
    value === null ? nothing : control(value),
  );
}

function switched(
  label: string,
  isOn: boolean,
  onChange: (isOn: boolean) => void,
  control: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<div class="condition">${checkbox({ label, isChecked: isOn, onChange })} ${control}</div>`;
}

/** A connection that was deleted since, or belongs to another computer, stays what it is until another one is chosen. */
function connectionChoice(
  { connections }: FieldsContext,
  value: string,
  onChange: (id: string) => void,
): TemplateResult {
  const known = connections.map(({ id, name }) => ({ value: id, label: visibleText(name) }));
  const isKnown = known.some((one) => one.value === value);
  return dropdown({
    label: t(texts.connection),
    value,
    choices: isKnown ? known : [{ value, label: t(texts.chooseConnection) }, ...known],
    onChange,
  });
}

function nodes(context: FieldsContext): TemplateResult {
  const { draft, change } = context;
  const set = (all: ProcessDraft['nodes']): void => change({ ...draft, nodes: all });
  return html`<fieldset class="group">
    <legend>${t(texts.nodes)}</legend>
    <p class="quiet">${t(texts.nodesHelp)}</p>
    <ol class="nodes">
      ${draft.nodes.map((_, index) => nodeRow(context, index, set))}
    </ol>
    ${button({
      label: t(texts.addNode),
      icon: 'add',
      isDisabled: draft.nodes.length >= maxNodes,
      onPress: () => {
        set([...draft.nodes, { name: '', approvers: '', isAutomatic: false }]);
        context.goTo(`nodes.${draft.nodes.length}.name`);
      },
    })}
  </fieldset>`;
}

function nodeRow(
  context: FieldsContext,
  index: number,
  set: (all: ProcessDraft['nodes']) => void,
): TemplateResult | typeof nothing {
  const { nodes: all } = context.draft;
  const node = all[index];
  if (node === undefined) return nothing;
  const place = number(index + 1);
  const change = (part: Partial<typeof node>): void => set(all.with(index, { ...node, ...part }));
  return html`<li class="node">
    <div class="node-head">
      <span class="label">${t(texts.node, place)}</span>
      <span class="grow"></span>
      ${button({
        label: t(texts.moveNodeUp, place),
        icon: 'arrow-up',
        kind: 'icon',
        isDisabled: index === 0,
        onPress: () => {
          set(moved(all, index, index - 1));
          context.goTo(`nodes.${index - 1}.name`);
        },
      })}
      ${button({
        label: t(texts.removeNode, place),
        icon: 'trash',
        kind: 'icon',
        onPress: () => set(all.toSpliced(index, 1)),
      })}
    </div>
    ${textRow(context, {
      field: `nodes.${index}.name`,
      label: t(texts.nodeName, place),
      shown: t(texts.name),
      value: node.name,
      onInput: (name) => change({ name }),
    })}
    ${
      node.isAutomatic
        ? nothing
        : textRow(context, {
            field: `nodes.${index}.approvers`,
            label: t(texts.approvers, place),
            shown: t(texts.approversShort),
            placeholder: t(texts.anyApprover),
            value: node.approvers,
            onInput: (approvers) => change({ approvers }),
          })
    }
    ${checkbox({
      label: t(texts.automatic),
      isChecked: node.isAutomatic,
      onChange: (isAutomatic) => change({ isAutomatic }),
    })}
  </li>`;
}

/** What a finding's level is called in the middle of a sentence. */
export const levelTexts: Readonly<Record<NonNullable<Conditions['level']>, string>> = {
  info: texts.info,
  caution: texts.caution,
  unsafe: texts.unsafe,
  refused: texts.refused,
};

const expiryLabels: Readonly<Record<ExpiryKind, string>> = {
  approval: texts.expiryApproval,
  waiting: texts.expiryWaiting,
  execution: texts.expiryExecution,
};

function expiries(context: FieldsContext): TemplateResult {
  const { draft, change } = context;
  return html`<fieldset class="group">
    <legend>${t(texts.expiries)}</legend>
    <p class="quiet">${t(texts.expiriesHelp)}</p>
    <div class="expiries">
      ${expiryKinds.map((kind) =>
        textRow(context, {
          field: `expiryHours.${kind}`,
          label: t(expiryLabels[kind]),
          value: draft.expiryHours[kind],
          onInput: (hours) => change({ ...draft, expiryHours: { ...draft.expiryHours, [kind]: hours } }),
        }),
      )}
    </div>
  </fieldset>`;
}
