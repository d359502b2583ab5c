/** The one way by which the editor submits a task, from the form and from the quick picks alike. */
import { l10n, workspace } from 'vscode';
import { mustConfirmDatabase } from '../../../comparison/runComparison.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { Task, TaskIntent } from '../../../task/model/task.ts';
import type { Editor } from '../../editor.ts';
import { confirmRun } from '../../ui/confirmRun.ts';

export interface TaskSubmission {
  readonly intent: TaskIntent;
  /** Of the plan that was looked at: another one is refused (R6). */
  readonly seenHash: string;
  readonly shadowDatabase: string;
  /** The stored draft that this is; null for a new task. */
  readonly draft: string | null;
  readonly origin: Task['origin'];
}

/**
 * Null when the user went away from the question that a production server asks. Throws ShadowSyncError: 'stale-plan' when
 * the tables moved since they were looked at, and what `TaskCentre.submit` throws.
 */
export async function submitTask(
  { services }: Editor,
  { intent, seenHash, shadowDatabase, draft, origin }: TaskSubmission,
  signal: AbortSignal,
): Promise<Task | null> {
  refuseUntrusted();
  // Its environment may have become another one since the tables were looked at; the stricter of both holds.
  const { connection } = await services.book.find(intent.connection.id);
  const isStricter = mustConfirmDatabase(intent.connection.environment);
  const strictest = isStricter ? intent.connection : connection;
  if (!(await confirmRun(strictest, shadowDatabase))) return null;
  refuseUntrusted();
  const { id, name } = connection;
  const now = { id, name, environment: strictest.environment };
  const { centre } = await services.tasks();
  return await centre.submit({
    intent: { ...intent, connection: now },
    creator: services.person,
    signal,
    seenHash,
    draft,
    origin,
  });
}

/** Checked here too: any extension can call a command (U8, U-09). */
function refuseUntrusted(): void {
  if (workspace.isTrusted) return;
  throw new ShadowSyncError('usage', l10n.t('Nothing is submitted in a folder that you do not trust.'), {
    remedy: l10n.t('Trust the folder with “Workspaces: Manage Workspace Trust”, or open another window.'),
  });
}
