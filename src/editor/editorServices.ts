/** What the editor's parts are handed; src/extension.ts builds it from src/compose.ts. No part builds a service itself. */
import type { ComparisonServices } from '../comparison/comparisonServices.ts';
import type { ConnectionDialect } from '../connection/connectionDialect.ts';
import type { ConnectionStore } from '../connection/connectionStore.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from '../connection/connectionTest.ts';
import type { ConnectionTarget } from '../connection/connectionTarget.ts';
import type { LocalFiles } from '../connection/localFiles.ts';
import type { AlertServices } from './alerts/alertServices.ts';
import type { ConnectionBook } from './connections/connectionBook.ts';
import type { TaskNotice, TaskRunEvent } from '../task/taskPorts.ts';
import type { OmsServices } from './oms/omsServices.ts';
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
  /** Statements that set up the session of a script that is run by hand, without connecting. */
  readonly scriptSessionOf: (dialect: ConnectionDialect) => Promise<readonly string[]>;
  /** Opened on first use, then the same ones. Throws ShadowSyncError 'store'. */
  readonly tasks: () => Promise<TaskServices>;
  /** Whether there may be tasks, without opening them. */
  readonly hasTasks: () => Promise<boolean>;
  /** Opened on first use, then the same ones. Throws ShadowSyncError 'store'. */
  readonly alerts: () => Promise<AlertServices>;
  /** Whether there may be something that alerts are about, without opening anything. */
  readonly hasAlertSubject: () => Promise<boolean>;
  readonly oms: OmsServices;
  /** What happens to tasks in this window; gives back what ends the telling. */
  readonly onTaskNotice: (listener: (notice: TaskNotice) => void) => () => void;
  /** What the runs of this window do, step by step; gives back what ends the telling. */
  readonly onRunEvent: (listener: (event: TaskRunEvent) => void) => () => void;
  /** Whose name tasks and decisions bear. */
  readonly person: string;
}
