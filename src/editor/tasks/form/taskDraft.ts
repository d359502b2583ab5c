/** A task while it is being made: what was typed and chosen, not yet valid; plain JSON, kept over a reload. Without `vscode`. */
import type { ComparedConnection, RequestedRule } from '../../../comparison/comparisonRequest.ts';
import { defaultCompareOptions } from '../../../diff/compareOptions.ts';
import type { CompareOptions } from '../../../diff/compareOptions.ts';
import type { TaskFormChange, TaskFormFields } from '../../../protocol/taskForm.ts';
import { parseGlob } from '../../../shadow/glob.ts';
import type { Range } from '../../../shadow/range.ts';
import type { AllowedFinding, TaskIntent } from '../../../task/model/task.ts';
import type { Execution } from '../../../task/schedule/execution.ts';
import { rangeOf, rangeText, readRange } from '../../comparisons/rangeText.ts';
import { usualLockWait } from './intentOfRequest.ts';
import { wallClockText } from './wallClock.ts';

export interface TaskDraft {
  readonly connection: ComparedConnection | null;
  readonly database: string | null;
  readonly fields: TaskFormFields;
  /** Tables that were ticked one by one. */
  readonly chosen: readonly string[];
  readonly overrides: RequestedRule['overrides'];
  readonly skip: readonly string[];
  readonly adopt: readonly string[];
  readonly options: CompareOptions;
  readonly allowed: readonly AllowedFinding[];
}

/** An hour from now is in the past before many a form is filled in; the night is when nobody works. */
const usualHour = 2;
const dayMs = 24 * 60 * 60 * 1000;

export function newDraft(now: number, zone: string): TaskDraft {
  return {
    connection: null,
    database: null,
    fields: {
      rangeMode: 'all',
      include: '',
      exclude: '',
      prefix: '__test_',
      suffix: '',
      shadowDatabase: null,
      execution: 'manual',
      onceAt: nextNight(now, zone),
      cron: `30 ${usualHour} * * *`,
      zone,
      missed: 'skip',
      keepInSync: true,
      onError: 'abort',
      lockWait: String(usualLockWait),
      parallel: '1',
      remarks: '',
      tags: '',
    },
    chosen: [],
    overrides: [],
    skip: [],
    adopt: [],
    options: defaultCompareOptions,
    allowed: [],
  };
}

function nextNight(now: number, zone: string): string {
  const tomorrow = wallClockText(now + dayMs, zone).slice(0, 10);
  return `${tomorrow}T0${usualHour}:30`;
}

/** What the form shows of an intent. */
export function draftOfIntent(intent: TaskIntent, now: number, ownZone: string): TaskDraft {
  const { connection, database, rule, range, skip, adopt, options, execution, allowed } = intent;
  const draft = newDraft(now, ownZone);
  return {
    ...withRange({ ...withRule(draft, rule), connection, database }, range),
    ...{ skip, adopt, options, allowed },
    fields: {
      ...withRange(withRule(draft, rule), range).fields,
      ...executionFields(execution, draft.fields),
      onError: intent.onError,
      lockWait: String(intent.lockWaitSeconds),
      parallel: String(intent.parallel),
      remarks: intent.remarks,
      tags: intent.tags.join(', '),
    },
  };
}

export function withRule(draft: TaskDraft, rule: RequestedRule): TaskDraft {
  const { prefix, suffix, shadowDatabase, overrides } = rule;
  return { ...draft, fields: { ...draft.fields, prefix, suffix, shadowDatabase }, overrides };
}

/** Patterns without wildcards are tables that somebody ticked. */
export function withRange(draft: TaskDraft, { include, exclude }: Range): TaskDraft {
  const names = include.flatMap((pattern) => parseGlob(pattern).literal ?? []);
  const patterns = include.filter((pattern) => parseGlob(pattern).literal === null);
  return {
    ...draft,
    fields: {
      ...draft.fields,
      rangeMode: include.length === 0 ? 'all' : 'partial',
      include: rangeText({ include: patterns, exclude: [] }),
      exclude: rangeText({ include: exclude, exclude: [] }),
    },
    chosen: [...new Set(names)],
  };
}

function executionFields(execution: Execution, before: TaskFormFields): Partial<TaskFormFields> {
  switch (execution.kind) {
    case 'immediately':
    case 'manual':
      return { execution: execution.kind };
    case 'once':
      return {
        execution: 'once',
        onceAt: wallClockText(execution.at, before.zone),
        missed: execution.missed,
      };
    case 'cron': {
      const { expression: cron, zone, missed, keepInSync } = execution;
      return { execution: 'cron', cron, zone, missed, keepInSync };
    }
  }
}

/** The range as the draft says it; of a partial one without tables nothing, which is never to be taken for all. */
export function rangeIn({ fields, chosen }: TaskDraft): Range | null {
  const left = readRange(fields.exclude);
  const exclude = [...left.include, ...left.exclude];
  if (fields.rangeMode === 'all') return { include: [], exclude };
  const patterns = readRange(fields.include);
  const include = [...rangeOf([...chosen].sort()).include, ...patterns.include];
  return include.length === 0 ? null : { include, exclude: [...patterns.exclude, ...exclude] };
}

export function ruleIn({ fields, overrides, database }: TaskDraft): RequestedRule {
  const { prefix, suffix, shadowDatabase } = fields;
  return { prefix, suffix, shadowDatabase: shadowDatabase === database ? null : shadowDatabase, overrides };
}

/** Takes over one change of the panel; what follows from it elsewhere in the draft follows here. */
export function changed(draft: TaskDraft, { field, value }: TaskFormChange): TaskDraft {
  const fields: TaskFormFields = { ...draft.fields, [field]: value };
  // Skips and confirmed tables are names of shadows: under another rule they are other tables'.
  const isRule = field === 'prefix' || field === 'suffix';
  return { ...draft, fields, ...(isRule ? forgotten : {}) };
}

/** What was decided about shadows by their names. */
const forgotten = { skip: [], adopt: [], allowed: [] } as const;

export function withShadowDatabase(draft: TaskDraft, shadowDatabase: string | null): TaskDraft {
  return { ...draft, ...forgotten, fields: { ...draft.fields, shadowDatabase } };
}

/** Another database has other tables: nothing that names one stays. */
export function withTarget(
  draft: TaskDraft,
  connection: ComparedConnection,
  database: string | null,
): TaskDraft {
  const isSame = draft.connection?.id === connection.id && draft.database === database;
  if (isSame) return draft;
  const fields = { ...draft.fields, include: '', exclude: '', shadowDatabase: null };
  return { ...draft, ...forgotten, connection, database, fields, chosen: [], overrides: [] };
}

export function withChosen(draft: TaskDraft, names: readonly string[], isChosen: boolean): TaskDraft {
  const chosen = new Set(draft.chosen);
  for (const name of names) {
    if (isChosen) chosen.add(name);
    else chosen.delete(name);
  }
  return { ...draft, chosen: [...chosen] };
}
