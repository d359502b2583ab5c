/** A task as its details show it. Without `vscode`. */
import type { ShownAction, ShownRun, ShownTask, TaskActionName } from '../../../protocol/taskDetails.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import { advisoryText } from '../../../task/approval/mayDecide.ts';
import type { RunRecord, Task } from '../../../task/model/task.ts';
import { taskName } from '../../../task/model/taskName.ts';
import { isRunning, stateNames } from '../../../task/state/taskState.ts';
import { taskTypeOf } from '../../../task/taskFilter.ts';
import { allowedActions } from '../taskActions.ts';
import { taskSettings } from './taskSettings.ts';
import type { Reading } from './taskSettings.ts';
import { taskSteps } from './taskSteps.ts';

export interface TaskFacts {
  readonly task: Task;
  readonly runs: readonly RunRecord[];
  readonly nextRuns: readonly number[];
  readonly isPlanKept: boolean;
  readonly isAdvisory: boolean;
  readonly waitsFor: Said | null;
  readonly progress: { readonly done: number; readonly of: number; readonly hint: Said | null } | null;
  readonly revision: number;
}

export function shownTask(facts: TaskFacts, reading: Reading): ShownTask {
  const { task, runs, nextRuns, isPlanKept, isAdvisory, waitsFor, progress, revision } = facts;
  const { say } = reading;
  const { id, intent, plan, creator, createdAt } = task;
  const { connection, database, tags } = intent;
  return {
    kind: 'task',
    id,
    title: titleOf(task, say),
    type: say(types[taskTypeOf(task)]),
    status: statusOf(task, say),
    actions: actionsOf(task, say),
    connection: connection.name,
    environment: connection.environment,
    database,
    creator,
    createdAt,
    tags,
    origin: task.origin?.task ?? null,
    settings: taskSettings(task, reading),
    plan: plan === null ? null : { ...countsOf(plan), isKept: isPlanKept },
    advice: isAdvisory && (task.process?.nodes.length ?? 0) > 0 ? say(advisoryText) : null,
    steps: taskSteps(task, say),
    runs: [...currentRun(task, say), ...runs.map((run) => shownRun(run, task, say))],
    nextRuns,
    waitsFor: waitsFor === null ? null : say(waitsFor),
    progress:
      progress === null ? null : { ...progress, hint: progress.hint === null ? null : say(progress.hint) },
    revision,
  };
}

/** What the task is called where there is room for one line. */
export function titleOf(task: Task, say: Saying): string {
  const name = taskName(task);
  if (name !== '') return name;
  const { id, origin } = task;
  return origin?.kind === 'undo'
    ? say(phrase`Undo of a run of task ${origin.task}`)
    : say(phrase`Task ${id}`);
}

const types = {
  'shadow-sync': phrase`Shadow table synchronization`,
  undo: phrase`Undo of a run`,
} as const;

function countsOf({
  tables,
  statements,
  unsafe,
}: NonNullable<Task['plan']>): Omit<NonNullable<ShownTask['plan']>, 'isKept'> {
  return { tables, statements, unsafe };
}

function statusOf({ state, progress }: Task, say: Saying): ShownTask['status'] {
  const { kind } = state;
  const name = stateNames[kind];
  if (isRunning(state) && progress.stopRequested !== null) {
    return { kind, name: say(name), reason: say(phrase`Being stopped by ${progress.stopRequested.by}`) };
  }
  if ('reason' in state && state.reason !== '') {
    return { kind, name: say(name), reason: say(state.saidReason ?? state.reason) };
  }
  if (state.kind === 'rejected' || state.kind === 'terminated') {
    return { kind, name: say(name), reason: say(phrase`By ${state.by}`) };
  }
  if (progress.asked !== null) {
    const { count } = progress.asked;
    const missed = count === 1 ? phrase`1 start was missed` : phrase`${count} starts were missed`;
    return { kind, name: say(name), reason: say(missed) };
  }
  return { kind, name: say(name), reason: null };
}

const labels: Readonly<Record<TaskActionName, Said>> = {
  approve: phrase`Approve…`,
  reject: phrase`Reject…`,
  run: phrase`Run Now`,
  retry: phrase`Retry`,
  abort: phrase`Abort`,
  pause: phrase`Pause Schedule`,
  resume: phrase`Resume Schedule`,
  dismissMissed: phrase`Dismiss Missed Starts`,
  editDraft: phrase`Edit Draft`,
  initiateAgain: phrase`Initiate Again…`,
  undoRun: phrase`Undo This Run…`,
  openChangeSql: phrase`Open Change SQL`,
  openLog: phrase`Open Log`,
  saveAsFile: phrase`Save as File…`,
  remove: phrase`Delete…`,
};

/** What the status asks for; everything else is beside it. */
const primary: ReadonlySet<TaskActionName> = new Set<TaskActionName>([
  'approve',
  'run',
  'retry',
  'resume',
  'editDraft',
]);

function actionsOf(task: Task, say: Saying): readonly ShownAction[] {
  // The log has a tab of its own here.
  const names = allowedActions(task).filter((name) => name !== 'openLog');
  const first = names.find((name) => primary.has(name));
  return names.map((action) => ({ action, label: say(labels[action]), isPrimary: action === first }));
}

const outcomes: Readonly<Record<ShownRun['outcome'], Said>> = {
  executing: stateNames.executing,
  succeeded: stateNames.succeeded,
  'succeeded-with-errors': stateNames['succeeded-with-errors'],
  failed: stateNames.failed,
  'stale-plan': stateNames['stale-plan'],
  terminated: stateNames.terminated,
  missed: stateNames.missed,
  skipped: phrase`Skipped`,
};

function currentRun({ state }: Task, say: Saying): readonly ShownRun[] {
  if (!isRunning(state)) return [];
  const { run, startedAt, slot, coalesced } = state;
  return [
    {
      run,
      outcome: 'executing',
      outcomeName: say(stateNames[state.kind]),
      slot,
      startedAt,
      endedAt: null,
      lateMs: 0,
      coalesced,
      reason: null,
      succeeded: 0,
      failed: 0,
      skipped: 0,
      left: [],
      canUndo: false,
    },
  ];
}

function shownRun(record: RunRecord, { state, origin }: Task, say: Saying): ShownRun {
  const { run, outcome, slot, startedAt, endedAt, lateMs, coalesced, reason, counts, left } = record;
  const hasRun = outcome !== 'missed' && outcome !== 'skipped';
  return {
    run,
    outcome,
    outcomeName: say(outcomes[outcome]),
    slot,
    startedAt,
    endedAt,
    lateMs,
    coalesced,
    reason: reason === null ? null : say(record.saidReason ?? reason),
    ...counts,
    left: left.map((table) => ({ shadow: table.shadow, reason: say(table.saidReason ?? table.reason) })),
    canUndo: hasRun && record.plans.length > 0 && origin?.kind !== 'undo' && !isRunning(state),
  };
}
