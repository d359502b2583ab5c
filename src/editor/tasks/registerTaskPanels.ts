/** Registers what shows tasks: their form, their details, the approval processes, and their documents. */
import { commands } from 'vscode';
import type { ComparisonParts } from '../comparisons/comparisonParts.ts';
import { OutcomeDecorations } from '../documents/outcomeDecorations.ts';
import { TaskDocuments } from '../documents/taskDocuments.ts';
import type { Disposing } from '../editor.ts';
import { approvalProcessPanel } from '../panels/approvalProcesses/approvalProcessPanel.ts';
import { TaskDetailsPanels } from '../panels/taskDetails/taskDetailsPanels.ts';
import { TaskForms } from '../panels/taskForm/taskForms.ts';
import { taskProblems } from '../problems/taskProblems.ts';
import { commandActions } from './commandActions.ts';
import { LiveRuns } from './details/liveRuns.ts';
import type { TaskPanels } from './taskPanels.ts';

export interface RegisteredTaskPanels {
  readonly panels: TaskPanels;
  readonly documents: TaskDocuments;
  readonly disposables: readonly Disposing[];
}

export function registerTaskPanels(comparisons: ComparisonParts): RegisteredTaskPanels {
  const { editor } = comparisons;
  const live = new LiveRuns(editor.services.onRunEvent);
  const documents = new TaskDocuments(editor, live);
  const details = new TaskDetailsPanels({
    editor,
    live,
    actions: commandActions,
    openDocument: (document) => documents.open(document),
    undoRun: async (taskId, run) => {
      await commands.executeCommand('shadowSync.task.undoRun', { kind: 'task', taskId, run });
    },
  });
  const processes = approvalProcessPanel(editor);
  const panels: TaskPanels = {
    openForm: (start) => forms.open(start),
    openDetails: (task, place) => {
      details.open(task, place);
      return Promise.resolve();
    },
    openProcesses: () => {
      processes.open();
      return Promise.resolve();
    },
  };
  const forms = new TaskForms(comparisons, panels);
  const marks = new OutcomeDecorations(
    (document) =>
      documents
        .outcomesIn(document)
        .map(({ endLine, outcome, error }) => ({ line: endLine, outcome, error })),
    documents.onDidPlace,
  );
  const problems = taskProblems((document) => documents.outcomesIn(document), documents.onDidPlace);
  return { panels, documents, disposables: [problems, marks, documents, forms, details, processes, live] };
}
