/** Looks at the tables of chosen tasks again and again, read-only: do shadow and source still agree after the last run? */
import { displayName } from '../schema/tableName.ts';
import type { Task } from '../task/model/task.ts';
import type { Clock } from '../task/ports.ts';
import { runErrorOf, saidOf } from '../task/runError.ts';
import { isRunning } from '../task/state/taskState.ts';
import type { TaskWorker } from '../task/taskPorts.ts';
import type { Board, DriftRecord } from './model/board.ts';
import type { AlertSettings } from './model/settings.ts';

/** Names that are kept of one look. */
const maxTables = 50;

/** The chosen task whose last look is the longest ago, when that is long enough; one at a time. */
export function dueForDrift(
  tasks: readonly Task[],
  board: Board,
  { drift }: AlertSettings,
  now: number,
): Task | null {
  if (drift.tasks.length === 0) return null;
  const looked = new Map(board.drift.map((record) => [record.task, record]));
  const chosen = new Set(drift.tasks);
  const due = tasks.flatMap((task) => {
    if (!chosen.has(task.id) || isRunning(task.state)) return [];
    const run = task.progress.lastRun;
    // Before a run has brought them in line there is nothing that could have drifted.
    if (run?.outcome !== 'succeeded') return [];
    const record = looked.get(task.id);
    // A new run is a new beginning: what was found before it says nothing any more.
    const isSameRun = record?.run === run.run;
    const at = isSameRun ? record.checkedAt + drift.everyMinutes * 60_000 : 0;
    return at <= now ? [{ task, at }] : [];
  });
  return due.sort((a, b) => a.at - b.at)[0]?.task ?? null;
}

/** Plans as a run would, and runs nothing. What can't be looked at is no drift, and no agreement either. */
export async function lookForDrift(
  task: Task,
  before: DriftRecord | null,
  worker: TaskWorker,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<DriftRecord> {
  const run = task.progress.lastRun?.run ?? '';
  try {
    const { plan } = await worker.withSession(task.intent.connection.id, signal, (session) =>
      session.plan(task.intent, signal),
    );
    const differing = new Set(
      plan.groups.flatMap(({ statements }) => statements.map(({ pair }) => displayName(pair.shadow))),
    );
    const tables = [...differing].sort().slice(0, maxTables);
    return { task: task.id, checkedAt: clock.now(), tables, count: differing.size, error: null, run };
  } catch (error) {
    const known = before?.run === run ? before : null;
    return {
      task: task.id,
      checkedAt: clock.now(),
      tables: known?.tables ?? [],
      count: known?.count ?? 0,
      error: saidOf(runErrorOf(error)),
      run,
    };
  }
}

/** The records with these in their places; those of tasks that are gone are dropped. */
export function withDrift(
  board: Board,
  looked: readonly DriftRecord[],
  tasks: ReadonlySet<string> | null,
): Board {
  const isKept = ({ task }: DriftRecord): boolean => tasks === null || tasks.has(task);
  if (looked.length === 0 && board.drift.every(isKept)) return board;
  const replaced = new Set(looked.map(({ task }) => task));
  const kept = board.drift.filter((record) => !replaced.has(record.task) && isKept(record));
  return { ...board, drift: [...kept, ...looked.filter(isKept)] };
}
