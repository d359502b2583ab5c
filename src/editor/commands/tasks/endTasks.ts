/** Commands that stop tasks, or set their schedules still. */
import { l10n } from 'vscode';
import type { Task } from '../../../task/model/task.ts';
import { isRunning } from '../../../task/state/taskState.ts';
import { abortOf } from '../../../task/taskAction.ts';
import { actOnTasks, confirmTasks } from './actOnTasks.ts';
import type { ActParts } from './actOnTasks.ts';

/** A run is stopped on its server and its tables are read again; what has not run never will. */
export async function abortTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Abort Task'),
    action: 'abort',
    doing: abortOf,
    confirm: confirmAbort,
  });
}

async function confirmAbort(tasks: readonly Task[]): Promise<boolean> {
  const isAnyRunning = tasks.some(({ state }) => isRunning(state));
  const question = tasks.length === 1 ? l10n.t('Abort the task?') : l10n.t('Abort {0} tasks?', tasks.length);
  const goesOn = tasks.some(({ state, intent }) => isRunning(state) && intent.execution.kind === 'cron');
  const note = isAnyRunning
    ? l10n.t(
        'The running statement is stopped on its server, and the tables are read again. What was done stays.',
      )
    : l10n.t('It will not run any more. “Initiate Task Again…” makes a new one.');
  const schedule = goesOn ? [l10n.t('A schedule goes on with its next start.')] : [];
  return await confirmTasks(question, tasks, [note, ...schedule].join(' '), l10n.t('Abort'));
}

export async function pauseTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Pause Schedule'),
    action: 'pause',
    doing: () => 'pause',
  });
}

export async function resumeTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Resume Schedule'),
    action: 'resume',
    doing: () => 'resume',
  });
}

/** A schedule goes on with its next start; a single start that was missed is put aside. */
export async function dismissMissed(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Dismiss Missed Starts'),
    action: 'dismissMissed',
    doing: () => 'dismiss-missed',
  });
}

export async function deleteTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Delete Task'),
    action: 'remove',
    doing: () => 'remove',
    confirm: (tasks) =>
      confirmTasks(
        tasks.length === 1 ? l10n.t('Delete the task?') : l10n.t('Delete {0} tasks?', tasks.length),
        tasks,
        l10n.t('Their runs and logs are deleted too. Nothing changes on the server.'),
        l10n.t('Delete'),
      ),
  });
}
