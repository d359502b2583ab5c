/** What the editor's parts are handed; src/extension.ts builds it from src/compose.ts. No part builds a service itself. */
import type { ComparisonServices } from '../comparison/comparisonServices.ts';
import type { ConnectionStore } from '../connection/connectionStore.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../connection/connectionTest.ts';
import type { ConnectionTarget } from '../connection/connectionTarget.ts';
import type { LocalFiles } from '../connection/localFiles.ts';
import type { ConnectionBook } from './connections/connectionBook.ts';
import type { TaskNotice } from '../task/taskPorts.ts';
import type { EditorSecrets } from './secrets.ts';
import type { TaskServices } from './tasks/taskServices.ts';

/** Tries to reach a server, stage by stage. Throws ShadowSyncError 'cancelled' and nothing else. */
export type ConnectionTest = (
  target: ConnectionTarget,
  options: ConnectionTestOptions,
) => Promise<ConnectionTestResult>;

export interface EditorServices extends ComparisonServices {
  /** Opened on first use, then the same one. */
  readonly connections: () => Promise<ConnectionStore>;
  /** The same connections with what is known of them, for those who want to be told. */
  readonly book: ConnectionBook;
  readonly secrets: EditorSecrets;
  readonly files: LocalFiles;
  readonly testConnection: ConnectionTest;
  /** Opened on first use, then the same ones. Throws ShadowSyncError 'store'. */
  readonly tasks: () => Promise<TaskServices>;
  /** What happens to tasks in this window; gives back what ends the telling. */
  readonly onTaskNotice: (listener: (notice: TaskNotice) => void) => () => void;
  /** Whose name tasks and decisions bear. */
  readonly person: string;
}
