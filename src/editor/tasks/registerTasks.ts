/** Registers everything about tasks: their list, their panels, their commands, and this window's part in running them. */
import { workspace } from 'vscode';
import { approveTasks } from '../commands/tasks/approve.ts';
import { cleared, filterTasks } from '../commands/tasks/filterTasks.ts';
import {
  abortTasks,
  deleteTasks,
  dismissMissed,
  pauseTasks,
  resumeTasks,
} from '../commands/tasks/endTasks.ts';
import {
  createTask,
  createTaskFromFile,
  createTaskHere,
  editDraft,
  initiateAgain,
  saveTaskAsFile,
} from '../commands/tasks/createTask.ts';
import { quickCreateTask } from '../commands/tasks/quickCreateTask.ts';
import { rejectTasks } from '../commands/tasks/reject.ts';
import { deleteFilters, saveFilter, useFilter } from '../commands/tasks/savedFilters.ts';
import { openDetails, openTaskChangeSql, openTaskLog } from '../commands/tasks/showTask.ts';
import type { TaskDocumentOpener } from '../commands/tasks/showTask.ts';
import { sortTasks } from '../commands/tasks/sortTasks.ts';
import { retryTasks, runMissed, runTasks } from '../commands/tasks/startTasks.ts';
import { undoRun } from '../commands/tasks/undoRun.ts';
import { copyIds, openTaskSettings, openTasksFolder } from '../commands/tasks/taskListCommands.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { CommandHandlers } from '../commands/registerCommands.ts';
import type { ComparisonParts } from '../comparisons/comparisonParts.ts';
import type { TaskDocuments } from '../documents/taskDocuments.ts';
import type { Disposing, Editor } from '../editor.ts';
import type { taskCommands } from '../manifest/taskCommands.ts';
import type { OmsBook } from '../oms/omsBook.ts';
import { TasksView } from '../trees/tasks/tasksView.ts';
import { commandActions } from './commandActions.ts';
import { CurrentFilter } from './currentFilter.ts';
import { MissedPrompt } from './missedPrompt.ts';
import { NextRuns } from './nextRuns.ts';
import { registerTaskPanels } from './registerTaskPanels.ts';
import { SchedulerHost } from './schedulerHost.ts';
import { TaskBook } from './taskBook.ts';
import type { TaskList } from './taskList.ts';
import { TaskNotices } from './taskNotices.ts';
import type { TaskPanels } from './taskPanels.ts';
import { TaskStatusBar } from './taskStatusBar.ts';

type TaskCommandId = keyof typeof taskCommands;

export interface RegisteredTasks {
  readonly documents: TaskDocuments;
  /** What must be disposed with the extension. */
  readonly disposables: Disposing[];
}

/** Nothing is opened before somebody looks, or there is something to run. */
export function registerTasks(comparisons: ComparisonParts, oms: OmsBook): RegisteredTasks {
  const { editor } = comparisons;
  const { tasks, hasTasks, clock } = editor.services;
  const book = new TaskBook(tasks);
  const filter = new CurrentFilter(editor.context.workspaceState);
  const now = (): number => clock.now();
  const shown = { book, filter, nextRuns: new NextRuns(now), now };
  const isTrusted = (): boolean => workspace.isTrusted;
  const host = new SchedulerHost({
    book,
    tasks,
    hasTasks,
    isTrusted,
    onDidGrantTrust: (listener) => {
      const heard = workspace.onDidGrantWorkspaceTrust(listener);
      return () => void heard.dispose();
    },
    log: editor.log,
  });
  const shows = registerTaskPanels(comparisons);
  const parts = { comparisons, oms, list: { book, filter }, ...shows };
  const disposables = [
    new TasksView(editor, { ...shown, oms }),
    new TaskStatusBar({ ...shown, isTrusted }),
    new TaskNotices(editor),
    new MissedPrompt(editor, book, commandActions),
    ...shows.disposables,
    ...registerCommands<TaskCommandId>(editor, handlersOf(parts)),
    host,
    { dispose: () => book.close() },
  ];
  host.begin();
  return { documents: shows.documents, disposables };
}

interface TaskParts {
  readonly oms: OmsBook;
  readonly comparisons: ComparisonParts;
  readonly list: TaskList;
  readonly panels: TaskPanels;
  readonly documents: TaskDocumentOpener;
}

function handlersOf(parts: TaskParts): CommandHandlers<TaskCommandId> {
  const { comparisons, list, oms } = parts;
  const { editor } = comparisons;
  return {
    ...listHandlers(editor, list, oms),
    ...statusHandlers(editor, list),
    ...formHandlers(parts),
    ...decisionHandlers(parts),
    ...showHandlers(parts),
  };
}

type FormCommandId = `shadowSync.task.${
  'create' | 'createHere' | 'quickCreate' | 'createFromFile' | 'editDraft' | 'initiateAgain' | 'saveAsFile'}`;

function formHandlers({ comparisons, panels }: TaskParts): CommandHandlers<FormCommandId> {
  const { editor } = comparisons;
  return {
    'shadowSync.task.create': (...args) => createTask(editor, panels, args),
    'shadowSync.task.createHere': (...args) => createTaskHere(comparisons, panels, args),
    'shadowSync.task.quickCreate': (...args) => quickCreateTask(comparisons, panels, args),
    'shadowSync.task.createFromFile': (...args) => createTaskFromFile(editor, panels, args),
    'shadowSync.task.editDraft': (...args) => editDraft(editor, panels, args),
    'shadowSync.task.initiateAgain': (...args) => initiateAgain(editor, panels, args),
    'shadowSync.task.saveAsFile': (...args) => saveTaskAsFile(editor, args),
  };
}

type ListCommandId = Extract<TaskCommandId, `shadowSync.tasks.${string}`> | 'shadowSync.task.copyId';

function listHandlers(editor: Editor, list: TaskList, oms: OmsBook): CommandHandlers<ListCommandId> {
  return {
    'shadowSync.tasks.filter': () => filterTasks(list),
    'shadowSync.tasks.clearFilter': () => list.filter.set(cleared(list.filter.value)),
    'shadowSync.tasks.sort': () => sortTasks(list),
    'shadowSync.tasks.useFilter': () => useFilter(editor, list),
    'shadowSync.tasks.saveFilter': () => saveFilter(editor, list),
    'shadowSync.tasks.deleteFilters': () => deleteFilters(editor, list),
    'shadowSync.tasks.refresh': async () => {
      oms.forgetAll();
      await list.book.reload();
    },
    'shadowSync.tasks.openFolder': () => openTasksFolder(editor, list.book),
    'shadowSync.tasks.openSettings': () => openTaskSettings(),
    'shadowSync.task.copyId': (...args) => copyIds(editor, args),
  };
}

type StatusCommandId = `shadowSync.task.${
  'run' | 'retry' | 'runMissed' | 'dismissMissed' | 'abort' | 'pause' | 'resume' | 'delete'}`;

function statusHandlers(editor: Editor, { book }: TaskList): CommandHandlers<StatusCommandId> {
  const parts = { editor, book };
  return {
    'shadowSync.task.run': (...args) => runTasks(parts, args),
    'shadowSync.task.retry': (...args) => retryTasks(parts, args),
    'shadowSync.task.runMissed': (...args) => runMissed(parts, args),
    'shadowSync.task.dismissMissed': (...args) => dismissMissed(parts, args),
    'shadowSync.task.abort': (...args) => abortTasks(parts, args),
    'shadowSync.task.pause': (...args) => pauseTasks(parts, args),
    'shadowSync.task.resume': (...args) => resumeTasks(parts, args),
    'shadowSync.task.delete': (...args) => deleteTasks(parts, args),
  };
}

type DecisionCommandId = `shadowSync.task.${'approve' | 'reject' | 'undoRun'}`;

function decisionHandlers({ comparisons, panels }: TaskParts): CommandHandlers<DecisionCommandId> {
  const { editor } = comparisons;
  const follow = {
    openDetails: (task: string) => panels.openDetails(task),
    openChangeSql: (task: string) => commandActions.act('openChangeSql', [task]),
  };
  return {
    'shadowSync.task.approve': (...args) => approveTasks(editor, follow, args),
    'shadowSync.task.reject': (...args) => rejectTasks(editor, args),
    'shadowSync.task.undoRun': (...args) => undoRun(editor, follow, args),
  };
}

type ShowCommandId = Exclude<
  TaskCommandId,
  ListCommandId | StatusCommandId | FormCommandId | DecisionCommandId
>;

function showHandlers({ comparisons, panels, documents }: TaskParts): CommandHandlers<ShowCommandId> {
  const { editor } = comparisons;
  return {
    'shadowSync.task.openDetails': (...args) => openDetails(editor, panels, args),
    'shadowSync.task.openChangeSql': (...args) => openTaskChangeSql(editor, documents, args),
    'shadowSync.task.openLog': (...args) => openTaskLog(editor, documents, args),
    'shadowSync.approvalProcesses.open': () => panels.openProcesses(),
  };
}
