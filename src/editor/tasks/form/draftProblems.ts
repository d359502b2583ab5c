/** What is wrong with a draft, field by field, and the intent that it says when nothing is. Without `vscode`. */
import type { ComparisonRequest } from '../../../comparison/comparisonRequest.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { Said } from '../../../schema/phrase.ts';
import { maxRemark } from '../../../task/model/readTask.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import { cronSchedule } from '../../../task/schedule/cronSchedule.ts';
import type { Execution } from '../../../task/schedule/execution.ts';
import { isZone } from '../../../task/schedule/zone.ts';
import { namingText, readNaming } from '../../comparisons/namingText.ts';
import type { NamingMistake } from '../../comparisons/namingText.ts';
import { rangeIn, ruleIn } from './taskDraft.ts';
import type { TaskDraft } from './taskDraft.ts';
import { wallClockInstant } from './wallClock.ts';

/** Our own words for a mistake, or what the core says of it. */
export type FieldMistake =
  | { readonly kind: 'naming'; readonly mistake: NamingMistake }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'too-long'; readonly most: number }
  | { readonly kind: 'too-many'; readonly most: number }
  | {
      readonly kind: 'no-connection' | 'no-database' | 'no-tables' | 'no-time' | 'no-zone' | 'past';
    }
  | { readonly kind: 'said'; readonly said: Said };

export interface FieldProblem {
  /** As in the panel; `connection`, `database` and `range` for what is not typed. */
  readonly field: string;
  readonly mistake: FieldMistake;
}

const lockWaitLimits = { least: 1, most: 3600 };
const parallelLimits = { least: 1, most: 8 };
const tagLimits = { count: 20, length: 40 };

export function draftProblems(draft: TaskDraft, now: number): readonly FieldProblem[] {
  return [
    ...targetProblems(draft),
    ...namingProblems(draft),
    ...scheduleProblems(draft, now),
    ...settingProblems(draft),
  ];
}

function targetProblems(draft: TaskDraft): readonly FieldProblem[] {
  if (draft.connection === null) return [problem('connection', { kind: 'no-connection' })];
  if (draft.database === null) return [problem('database', { kind: 'no-database' })];
  return rangeIn(draft) === null ? [problem('range', { kind: 'no-tables' })] : [];
}

function namingProblems(draft: TaskDraft): readonly FieldProblem[] {
  const { prefix, suffix } = draft.fields;
  if (draft.overrides.length > 0 && prefix === '' && suffix === '') return [];
  // Typed with its star, a rule is judged where all rules are.
  const star = [prefix, suffix].find((affix) => affix.includes('*') || affix.includes('.'));
  const read = readNaming(namingText(ruleIn(draft)), draft.database ?? '');
  if (star === undefined && read.kind === 'rule') return [];
  const mistake = read.kind === 'mistake' ? read.mistake : 'two-stars';
  const field = prefix === '' && suffix !== '' ? 'suffix' : 'prefix';
  return [problem(field, { kind: 'naming', mistake })];
}

function scheduleProblems({ fields }: TaskDraft, now: number): readonly FieldProblem[] {
  const { execution, onceAt, cron, zone } = fields;
  if (execution !== 'once' && execution !== 'cron') return [];
  if (!isZone(zone)) return [problem('zone', { kind: 'no-zone' })];
  if (execution === 'once') {
    const at = wallClockInstant(onceAt, zone);
    if (at === null) return [problem('onceAt', { kind: 'no-time' })];
    return at <= now ? [problem('onceAt', { kind: 'past' })] : [];
  }
  try {
    cronSchedule(cron, zone);
    return [];
  } catch (error) {
    if (ShadowSyncError.is(error, 'usage')) return [problem('cron', { kind: 'said', said: error.said })];
    throw error;
  }
}

function settingProblems({ fields }: TaskDraft): readonly FieldProblem[] {
  const tags = tagsIn(fields.tags);
  const numbers = [
    ['lockWait', lockWaitLimits],
    ['parallel', parallelLimits],
  ] as const;
  return [
    ...numbers.flatMap(([field, limits]) =>
      numberIn(fields[field], limits) === null ? [problem(field, { kind: 'number', ...limits })] : [],
    ),
    ...(fields.remarks.length > maxRemark ? [problem('remarks', { kind: 'too-long', most: maxRemark })] : []),
    ...(tags.length > tagLimits.count ? [problem('tags', { kind: 'too-many', most: tagLimits.count })] : []),
    ...(tags.some((tag) => tag.length > tagLimits.length)
      ? [problem('tags', { kind: 'too-long', most: tagLimits.length })]
      : []),
  ];
}

function problem(field: string, mistake: FieldMistake): FieldProblem {
  return { field, mistake };
}

function numberIn(text: string, { least, most }: { least: number; most: number }): number | null {
  const number = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

/** Between commas, each once. */
function tagsIn(text: string): readonly string[] {
  const tags = text.split(/[,，]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** What is compared for the draft; null while it does not say enough. */
export function requestIn(draft: TaskDraft): ComparisonRequest | null {
  const { connection, database, options, adopt, skip } = draft;
  const range = rangeIn(draft);
  if (connection === null || database === null || range === null) return null;
  if (namingProblems(draft).length > 0) return null;
  return { connection, database, rule: ruleIn(draft), range, options, adopt, skip, isByHand: false };
}

/** The intent; null while the draft has problems. */
export function intentIn(draft: TaskDraft, now: number): TaskIntent | null {
  const request = requestIn(draft);
  const { fields, allowed } = draft;
  const execution = executionIn(draft);
  if (request === null || execution === null || draftProblems(draft, now).length > 0) return null;
  const { connection, database, rule, range, skip, adopt, options } = request;
  return {
    kind: 'shadow-sync',
    ...{ connection, database, rule, range, skip, adopt, options, execution, allowed },
    onError: fields.onError,
    lockWaitSeconds: numberIn(fields.lockWait, lockWaitLimits) ?? lockWaitLimits.least,
    parallel: numberIn(fields.parallel, parallelLimits) ?? parallelLimits.least,
    remarks: fields.remarks,
    tags: tagsIn(fields.tags),
  };
}

/** Null for a time that is none. */
export function executionIn({ fields }: TaskDraft): Execution | null {
  const { execution, onceAt, cron, zone, missed, keepInSync } = fields;
  switch (execution) {
    case 'immediately':
    case 'manual':
      return { kind: execution };
    case 'once': {
      const at = isZone(zone) ? wallClockInstant(onceAt, zone) : null;
      return at === null ? null : { kind: 'once', at, missed };
    }
    case 'cron':
      return { kind: 'cron', expression: cron.trim(), zone, missed, keepInSync };
  }
}
