/** How serious what happens to a task is: OMS's protection level of a task, for our own (oms.md §3). */
import { l10n, window } from 'vscode';
import { protectionLevels } from '../../../alert/model/alertEvent.ts';
import type { ProtectionLevel } from '../../../alert/model/alertEvent.ts';
import type { AlertSettings } from '../../../alert/model/settings.ts';
import type { Task } from '../../../task/model/task.ts';
import { levelName } from '../../alerts/alertWords.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import { taskLabel } from '../../tasks/taskWords.ts';
import { pickOne } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import type { AlertCommandParts } from './actOnAlerts.ts';

interface Answer {
  /** Null: as each event has it. */
  readonly level: ProtectionLevel | null;
}

/** Counts from the next look at the tasks on. */
export async function setTaskLevel(
  { editor, book }: AlertCommandParts,
  args: readonly unknown[],
): Promise<void> {
  const title = l10n.t('Set Alert Level of Task');
  const tasks = await tasksFor(editor, args, { title });
  if (tasks.length === 0) return;
  const { centre } = await editor.services.alerts();
  const answer = await askLevel(title, tasks, await centre.settings());
  if (answer === null) return;
  await centre.setTaskLevel(
    tasks.map(({ id }) => id),
    answer.level,
  );
  await book.reload();
  window.setStatusBarMessage(l10n.t('Alert level of {0}: {1}', subject(tasks), nameOf(answer.level)), 3000);
}

async function askLevel(
  title: string,
  tasks: readonly Task[],
  { taskLevels }: AlertSettings,
): Promise<Answer | null> {
  const now = new Set(tasks.map(({ id }) => taskLevels.find(({ taskId }) => taskId === id)?.level ?? null));
  const choices: readonly (ProtectionLevel | null)[] = [null, ...protectionLevels];
  return await pickOne<Answer>(
    { title, placeholder: l10n.t('How serious is it when {0} fails, is late or drifts?', subject(tasks)) },
    choices.map((level) => ({
      label: nameOf(level),
      ...(level === 'IGNORE' ? { description: l10n.t('no alert is raised') } : {}),
      icon: now.size === 1 && now.has(level) ? 'check' : 'blank',
      value: { level },
    })),
  );
}

function nameOf(level: ProtectionLevel | null): string {
  return level === null ? l10n.t('As in the alert settings, by event') : levelName(level);
}

function subject(tasks: readonly Task[]): string {
  const [only] = tasks;
  return only !== undefined && tasks.length === 1
    ? plainText(taskLabel(only))
    : l10n.t('{0} tasks', tasks.length);
}
