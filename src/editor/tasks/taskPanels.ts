/** The panels of tasks, as commands, trees and other panels open them. */
import type { Task, TaskIntent } from '../../task/model/task.ts';

/** What a form is filled with when it opens. */
export type TaskFormStart =
  | { readonly kind: 'empty' }
  /** Null for what the form shall ask; no tables mean all of them. */
  | {
      readonly kind: 'range';
      readonly connectionId: string | null;
      readonly database: string | null;
      readonly tables: readonly string[];
    }
  /** From a file, or from a task that is initiated again. */
  | { readonly kind: 'intent'; readonly intent: TaskIntent; readonly origin: Task['origin'] }
  /** A task that was kept as a draft. */
  | { readonly kind: 'draft'; readonly task: string };

export type TaskDetailsPlace = 'information' | 'process' | 'logs' | 'runs';

export interface TaskPanels {
  openForm(start: TaskFormStart): Promise<void>;
  /** Brings the panel of a task to the front, or opens it. */
  openDetails(task: string, place?: TaskDetailsPlace): Promise<void>;
  openProcesses(): Promise<void>;
}
