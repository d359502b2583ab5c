/** What the panel is told of a form: one complete snapshot. */
import { env } from 'vscode';
import type { ComparisonState } from '../../../comparison/comparisonState.ts';
import type { NamedPair, TaskFormAnalysis, TaskFormState } from '../../../protocol/taskForm.ts';
import { assertNever } from '../../../schema/assertNever.ts';
import type { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { PairedTable } from '../../../shadow/pairing.ts';
import { advisoryText } from '../../../task/approval/mayDecide.ts';
import { describeCron } from '../../../task/schedule/describeCron.ts';
import { cronSchedule } from '../../../task/schedule/cronSchedule.ts';
import type { Execution } from '../../../task/schedule/execution.ts';
import { translated } from '../../ui/translated.ts';
import { executionIn } from './draftProblems.ts';
import { fieldMistakeText } from './formWords.ts';
import type { TaskFormSession } from './taskFormSession.ts';
import type { TablePreview } from './tablePreview.ts';

/** Names that a preview shows; the analysis shows them all. */
const sampleSize = 8;

export function taskFormState(session: TaskFormSession, now: number): TaskFormState {
  const { draft, kept, preview } = session;
  const { connection, database, fields } = draft;
  return {
    revision: session.revision,
    purpose: kept.purpose,
    origin: kept.origin?.task ?? null,
    connection: connection === null ? null : { name: connection.name, environment: connection.environment },
    database,
    fields,
    problems: problemsOf(session),
    tables: tablesOf(session),
    naming: namingOf(preview, draft.overrides.length),
    schedule: scheduleOf(session, now),
    analysis: analysisOf(session),
    notes: session.analysis.shown?.saidNotes.map(translated) ?? [],
    plan: planOf(session),
    approval: approvalOf(session),
    canAnalyse: canAnalyse(session),
    cannotSaveReason: session.cannotSaveReason,
    cannotSubmitReason: session.cannotSubmitReason,
    isSubmitting: session.isSubmitting,
  };
}

function problemsOf({ problems, preview }: TaskFormSession): TaskFormState['problems'] {
  const own = problems.map(({ field, mistake }) => ({ field, message: fieldMistakeText(mistake) }));
  const error = preview?.error ?? null;
  if (error === null) return own;
  const field = error.code === 'naming' ? 'prefix' : 'range';
  return own.some((one) => one.field === field) ? own : [...own, { field, message: translated(error.said) }];
}

function tablesOf({ listing, draft, preview, tablesRevision }: TaskFormSession): TaskFormState['tables'] {
  const { state } = listing;
  switch (state.kind) {
    case 'none':
    case 'reading':
      return { kind: state.kind };
    case 'failed':
      return { kind: 'failed', ...failureOf(state.error) };
    case 'ready':
      return {
        kind: 'ready',
        revision: tablesRevision,
        total: state.names.length,
        chosen: draft.chosen.length,
        inRange: preview?.pairs.length ?? 0,
      };
    default:
      return assertNever(state);
  }
}

function namingOf(preview: TablePreview | null, overrides: number): TaskFormState['naming'] {
  const pairs = preview?.pairs ?? [];
  const wrong = pairs.filter(({ kind }) => kind === 'refused');
  const fine = pairs.filter(({ kind }) => kind === 'good');
  return {
    sample: [...wrong, ...fine].slice(0, sampleSize).map(namedPair),
    pairs: pairs.length,
    existing: pairs.filter((pair) => pair.kind === 'good' && pair.shadowExists).length,
    problems: wrong.length,
    overrides,
    notes: (preview?.notes ?? []).map(translated),
  };
}

function namedPair(table: PairedTable): NamedPair {
  const { source, shadow } = table.pair;
  const isElsewhere = shadow.database !== source.database;
  return {
    source: source.table,
    shadow: isElsewhere ? displayName(shadow) : shadow.table,
    exists: table.kind === 'good' && table.shadowExists,
    problem: table.kind === 'refused' ? translated(table.saidReason) : null,
  };
}

function scheduleOf({ draft, problems }: TaskFormSession, now: number): TaskFormState['schedule'] {
  const hasProblem = problems.some(({ field }) => ['onceAt', 'cron', 'zone'].includes(field));
  const execution = hasProblem ? null : executionIn(draft);
  if (execution === null) return { words: null, next: [] };
  const words =
    execution.kind === 'cron'
      ? describeCron(execution.expression, env.language.startsWith('zh') ? 'zh-cn' : 'en')
      : null;
  return { words, next: nextOf(execution, now) };
}

function nextOf(execution: Execution, now: number): readonly number[] {
  switch (execution.kind) {
    case 'immediately':
    case 'manual':
      return [];
    case 'once':
      return [execution.at];
    case 'cron':
      return cronSchedule(execution.expression, execution.zone).nextRuns(now);
  }
}

function analysisOf(session: TaskFormSession): TaskFormAnalysis {
  const { open, shown } = session.analysis;
  if (open === null) return { kind: 'none' };
  const { state } = open.comparison;
  return phaseOf(state, shown?.readAt ?? 0, session);
}

function phaseOf(state: ComparisonState, readAt: number, session: TaskFormSession): TaskFormAnalysis {
  switch (state.kind) {
    case 'reading':
      return { kind: 'reading', step: state.step, done: state.done, of: state.of };
    case 'ready':
    case 'running':
      return {
        kind: 'ready',
        readAt,
        revision: session.shownRevision,
        ticks: session.ticks,
        isOutdated: session.isOutdated,
        isUpdating: state.kind === 'ready' && state.isUpdating,
        isRunning: state.kind === 'running',
      };
    case 'failed':
      return { kind: 'failed', ...failureOf(state.error) };
    case 'cancelled':
      return { kind: 'cancelled' };
    default:
      return assertNever(state);
  }
}

function planOf({ underTicks }: TaskFormSession): TaskFormState['plan'] {
  if (underTicks === null) return null;
  const { running, tables, risky, ticked, leftOut } = underTicks;
  return {
    statements: running.length,
    tables,
    unsafe: risky.length,
    allowed: ticked.size,
    leftOut: leftOut.length,
  };
}

function approvalOf({ process }: TaskFormSession): TaskFormState['approval'] {
  if (process === null) return null;
  const { name, why, saidWhy, nodes } = process.process;
  const shownWhy = translated(saidWhy ?? why);
  return {
    name,
    why: shownWhy,
    nodes,
    advice: process.isAdvisory && nodes.length > 0 ? translated(advisoryText) : null,
  };
}

function canAnalyse({ problems, preview, analysis, isSubmitting }: TaskFormSession): boolean {
  const inTheWay = ['connection', 'database', 'range', 'prefix', 'suffix'];
  const isFilledIn = !problems.some(({ field }) => inTheWay.includes(field));
  const kind = analysis.open?.comparison.state.kind ?? null;
  return isFilledIn && preview?.error == null && kind !== 'running' && !isSubmitting;
}

function failureOf({ said, saidRemedy }: ShadowSyncError): {
  readonly message: string;
  readonly remedy: string | null;
} {
  return { message: translated(said), remedy: saidRemedy === null ? null : translated(saidRemedy) };
}
