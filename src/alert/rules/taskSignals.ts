/** What our own tasks' states and runs say about alerts. Pure: all of it can be worked out again from what is kept. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { RunRecord, Task } from '../../task/model/task.ts';
import { taskName } from '../../task/model/taskName.ts';
import type { TaskNotice } from '../../task/taskPorts.ts';
import type { AlertSource } from '../model/alert.ts';
import { isOpen } from '../model/alert.ts';
import type { Board } from '../model/board.ts';
import { levelOf } from '../model/settings.ts';
import type { AlertSettings } from '../model/settings.ts';
import { bounded, fingerprintOf } from '../signal.ts';
import type { Signal } from '../signal.ts';
import type { Condition, Rule, TaskFacts } from './condition.ts';
import { delayRules } from './delayRules.ts';
import { failureRules } from './failureRules.ts';
import { inconsistencyRules } from './inconsistencyRules.ts';

const rules: readonly Rule[] = [...failureRules, ...inconsistencyRules, ...delayRules];

export interface TaskWorld {
  readonly tasks: readonly Task[];
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  readonly board: Board;
  readonly settings: AlertSettings;
  readonly now: number;
}

/** A raise for everything that is the case, and a resolve for every open alert whose condition is not. */
export function taskSignals({ tasks, runs, board, settings, now }: TaskWorld): readonly Signal[] {
  const newest = new Map<string, RunRecord>();
  for (const run of runs) if (run.outcome !== 'skipped' && !newest.has(run.task)) newest.set(run.task, run);
  const drifts = new Map(board.drift.map((drift) => [drift.task, drift]));
  const signals = tasks.flatMap((task) =>
    signalsOf(
      {
        task,
        lastRecord: newest.get(task.id) ?? null,
        drift: drifts.get(task.id) ?? null,
        thresholds: settings.thresholds,
        now,
        since: board.since ?? now,
      },
      settings,
    ),
  );
  return [...signals, ...endsOfGone(tasks, board, now)];
}

function signalsOf(facts: TaskFacts, settings: AlertSettings): readonly Signal[] {
  const { task, now } = facts;
  const source = sourceOf(task);
  return rules.map(({ event, aspect, holds }) => {
    const fingerprint = fingerprintOf(source, event, aspect);
    const level = levelOf(settings, event, task.id);
    const condition = conditionOf(holds, facts);
    if (level === 'IGNORE') return { kind: 'resolve', fingerprint, at: now, how: 'closed' };
    if (condition === null) return { kind: 'resolve', fingerprint, at: now, how: endOf(task) };
    const { evidence, message, outside, samples } = condition;
    return {
      kind: 'raise',
      fingerprint,
      event,
      level,
      source,
      at: now,
      message: bounded(message),
      outside: bounded(outside),
      samples,
      evidence,
      isRepeated: false,
    };
  });
}

/** A schedule that can't be understood any more (its zone is gone) is no reason to lose sight of the other tasks. */
function conditionOf(holds: Rule['holds'], facts: TaskFacts): Condition | null {
  try {
    return holds(facts);
  } catch (error) {
    if (ShadowSyncError.is(error)) return null;
    throw error;
  }
}

/** What was ended by hand has not recovered. */
function endOf({ state }: Task): 'recovered' | 'closed' {
  return state.kind === 'terminated' ? 'closed' : 'recovered';
}

/** Alerts of tasks that were removed. */
function endsOfGone(tasks: readonly Task[], board: Board, now: number): readonly Signal[] {
  const known = new Set(tasks.map(({ id }) => id));
  return board.alerts.flatMap((alert) =>
    alert.source.kind === 'task' && isOpen(alert) && !known.has(alert.source.taskId)
      ? [{ kind: 'resolve', fingerprint: alert.fingerprint, at: now, how: 'closed' } as const]
      : [],
  );
}

export function sourceOf(task: Task): AlertSource {
  const { connection, database, tags } = task.intent;
  return {
    kind: 'task',
    taskId: task.id,
    taskName: taskName(task),
    connectionId: connection.id,
    connectionName: connection.name,
    database,
    tags,
  };
}

/**
 * What only a notice says: trouble of the scheduler itself, or in attending to a task. Everything else is in tasks and runs,
 * where it is found though nobody was told of it. It ends after three quiet hours.
 */
export function noticeSignal(
  { kind, at, message, said = message, task }: TaskNotice,
  settings: AlertSettings,
): Signal | null {
  if (kind !== 'trouble') return null;
  const source: AlertSource = task === null ? { kind: 'scheduler' } : sourceOf(task);
  const event = 'scheduler_trouble';
  const level = levelOf(settings, event, task?.id ?? '');
  if (level === 'IGNORE') return null;
  return {
    kind: 'raise',
    fingerprint: fingerprintOf(source, event, ''),
    event,
    level,
    source,
    at,
    message: bounded(said),
    outside: phrase`The scheduler had trouble and goes on.`,
    samples: [{ at, metric: 'status', value: kind, threshold: null }],
    // What goes on for hours triggers once an hour, also after it was closed by hand.
    evidence: String(Math.floor(at / 3_600_000)),
    isRepeated: false,
  };
}
