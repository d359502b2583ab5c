/** Approval processes while they are edited: numbers and lists as they are typed. */
import * as v from 'valibot';
import { environments } from '../../../../src/connection/connection.ts';
import { findingLevels } from '../../../../src/diff/finding.ts';
import { list } from '../../../../src/protocol/contract.ts';
import { maxHours } from '../../../../src/protocol/approvalProcesses.ts';
import type { ShownProcess } from '../../../../src/protocol/approvalProcesses.ts';

const typedOrNull = v.nullable(v.string());

const draftSchema = v.object({
  id: v.string(),
  name: v.string(),
  isEnabled: v.boolean(),
  conditions: v.object({
    connection: typedOrNull,
    environment: v.nullable(v.picklist(environments)),
    database: typedOrNull,
    tablesFrom: typedOrNull,
    level: v.nullable(v.picklist(findingLevels)),
    creator: typedOrNull,
  }),
  nodes: list(v.object({ name: v.string(), approvers: v.string(), isAutomatic: v.boolean() })),
  expiryHours: v.object({ approval: v.string(), waiting: v.string(), execution: v.string() }),
});

export const draftsSchema = list(draftSchema);

export type ProcessDraft = v.InferOutput<typeof draftSchema>;
export type Conditions = ProcessDraft['conditions'];
export type ExpiryKind = keyof ProcessDraft['expiryHours'];

export const expiryKinds: readonly ExpiryKind[] = ['approval', 'waiting', 'execution'];

export const maxTables = 1_000_000;

export function draftOf(process: ShownProcess): ProcessDraft {
  const { conditions, nodes, expiryHours, ...rest } = process;
  const { tablesFrom } = conditions;
  const hours = (value: number | null): string => (value === null ? '' : String(value));
  return {
    ...rest,
    conditions: { ...conditions, tablesFrom: tablesFrom === null ? null : String(tablesFrom) },
    nodes: nodes.map(({ name, approvers, isAutomatic }) => ({
      name,
      approvers: approvers.join(', '),
      isAutomatic,
    })),
    expiryHours: {
      approval: hours(expiryHours.approval),
      waiting: hours(expiryHours.waiting),
      execution: hours(expiryHours.execution),
    },
  };
}

/** Fields that hold no number although they should, by their paths; the process is whole without any. */
export function numberProblems({ conditions, expiryHours }: ProcessDraft): readonly string[] {
  const { tablesFrom } = conditions;
  const isWrong = (text: string, least: number, most: number): boolean => {
    const value = numberOf(text);
    return value === null || value < least || value > most;
  };
  return [
    ...(tablesFrom !== null && isWrong(tablesFrom, 0, maxTables) ? ['conditions.tablesFrom'] : []),
    ...expiryKinds.flatMap((kind) => {
      const text = expiryHours[kind].trim();
      return text !== '' && isWrong(text, 1, maxHours) ? [`expiryHours.${kind}`] : [];
    }),
  ];
}

/** As it is kept; to be asked for when there is no problem with its numbers. */
export function processOf({ conditions, nodes, expiryHours, ...rest }: ProcessDraft): ShownProcess {
  const { tablesFrom } = conditions;
  const hours = (text: string): number | null => (text.trim() === '' ? null : numberOf(text));
  return {
    ...rest,
    name: rest.name.trim(),
    conditions: { ...conditions, tablesFrom: tablesFrom === null ? null : numberOf(tablesFrom) },
    nodes: nodes.map(({ name, approvers, isAutomatic }) => ({
      name: name.trim(),
      approvers: approvers
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      isAutomatic,
    })),
    expiryHours: {
      approval: hours(expiryHours.approval),
      waiting: hours(expiryHours.waiting),
      execution: hours(expiryHours.execution),
    },
  };
}

/** The list with the process at one place moved to another; as it was when there is no such place. */
export function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  const one = all[from];
  if (one === undefined || from === to || to < 0 || to >= all.length) return all;
  return all.toSpliced(from, 1).toSpliced(to, 0, one);
}

function numberOf(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null;
}
