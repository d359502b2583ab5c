/** Commands that make tasks run. They mark them; the window that holds the right to run tasks takes them up. */
import { l10n, workspace } from 'vscode';
import { mustConfirmDatabase } from '../../../comparison/runComparison.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { Task } from '../../../task/model/task.ts';
import type { Editor } from '../../editor.ts';
import { isAskedAboutMissed } from '../../tasks/missedStarts.ts';
import { confirmRun } from '../../ui/confirmRun.ts';
import { actOnTasks } from './actOnTasks.ts';
import type { ActParts } from './actOnTasks.ts';

export async function runTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Run Task Now');
  await actOnTasks(parts, args, { title, action: 'run', doing: () => 'run', ...starting(parts.editor) });
}

export async function retryTasks(parts: ActParts, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Retry Task from Where It Stopped');
  await actOnTasks(parts, args, { title, action: 'retry', doing: () => 'retry', ...starting(parts.editor) });
}

export async function runMissed(parts: ActParts, args: readonly unknown[]): Promise<void> {
  await actOnTasks(parts, args, {
    title: l10n.t('Run Missed Start Now'),
    action: 'run',
    doing: () => 'run',
    fits: (task) => isAskedAboutMissed(task) || task.state.kind === 'missed',
    ...starting(parts.editor),
  });
}

function starting(editor: Editor): { readonly confirm: (tasks: readonly Task[]) => Promise<boolean> } {
  return { confirm: (tasks) => confirmStart(editor, tasks) };
}

/**
 * On production the name of each database is typed, as for change SQL. Throws ShadowSyncError 'usage' in a folder that is
 * not trusted: checked here and not in the menus only, for any extension can call a command (U8, U-09).
 */
async function confirmStart(editor: Editor, tasks: readonly Task[]): Promise<boolean> {
  if (!workspace.isTrusted) {
    throw new ShadowSyncError('usage', l10n.t('Tasks are never run from a folder that you do not trust.'));
  }
  const asked = new Set<string>();
  for (const { intent } of tasks) {
    const { connection } = await editor.services.book.find(intent.connection.id);
    const database = intent.rule.shadowDatabase ?? intent.database;
    const place = JSON.stringify([connection.id, database]);
    if (asked.has(place)) continue;
    asked.add(place);
    // It may have become another environment since; the stricter of both holds.
    const strictest = mustConfirmDatabase(intent.connection.environment) ? intent.connection : connection;
    if (!(await confirmRun(strictest, database))) return false;
  }
  return true;
}
