/** Commands that open an alert or what it is about, and that copy it. */
import { commands, env, l10n, window } from 'vscode';
import { alertMarkdown } from '../../alerts/alertMarkdown.ts';
import type { AlertPanels } from '../../alerts/alertPanels.ts';
import type { Editor } from '../../editor.ts';
import { alertFor, alertsFor } from '../../pick/pickAlert.ts';

export async function openAlert(
  editor: Editor,
  panels: AlertPanels,
  args: readonly unknown[],
): Promise<void> {
  const alert = await alertFor(editor, args, { title: l10n.t('Show Alert Details') });
  if (alert !== null) panels.openDetails(alert.id);
}

export async function openAlertTask(editor: Editor, args: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t("Open Alert's Task"), action: 'openTask' } as const;
  const alert = await alertFor(editor, args, question);
  if (alert?.source.kind !== 'task') return;
  await commands.executeCommand('shadowSync.task.openDetails', { kind: 'task', taskId: alert.source.taskId });
}

export async function copyAlertIds(editor: Editor, args: readonly unknown[]): Promise<void> {
  const alerts = await alertsFor(editor, args, { title: l10n.t('Copy Alert ID') });
  if (alerts.length === 0) return;
  await env.clipboard.writeText(alerts.map(({ id }) => id).join('\n'));
  void window.setStatusBarMessage(l10n.t('Copied'), 3000);
}

export async function copyAlertMarkdown(editor: Editor, args: readonly unknown[]): Promise<void> {
  const alerts = await alertsFor(editor, args, { title: l10n.t('Copy Alert as Markdown') });
  if (alerts.length === 0) return;
  const { centre } = await editor.services.alerts();
  const texts: string[] = [];
  for (const { id } of alerts) texts.push(alertMarkdown(await centre.find(id)));
  await env.clipboard.writeText(texts.join('\n'));
  void window.setStatusBarMessage(l10n.t('Copied'), 3000);
}
