/** Commands about who is told of an alert: send it again, mute its task. */
import { l10n, window } from 'vscode';
import { askMuteEnd } from '../../alerts/askMuteEnd.ts';
import { alertFor, alertsFor } from '../../pick/pickAlert.ts';
import { pickOne } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import type { AlertCommandParts } from './actOnAlerts.ts';

/** To every channel, or to one; what failed goes out under its old id. */
export async function resendAlerts(
  { editor, book }: AlertCommandParts,
  args: readonly unknown[],
): Promise<void> {
  const title = l10n.t('Send Alert Again');
  const alerts = await alertsFor(editor, args, { title, action: 'resend' });
  if (alerts.length === 0) return;
  const { centre } = await editor.services.alerts();
  const channels = (await centre.settings()).channels.filter(({ isEnabled }) => isEnabled);
  const channel =
    channels.length < 2
      ? { id: null }
      : await pickOne<{ readonly id: string | null }>({ title, placeholder: l10n.t('To which channel?') }, [
          { label: l10n.t('All channels'), icon: 'broadcast', value: { id: null } },
          ...channels.map(({ id, name, host }) => ({ label: name, description: host, value: { id } })),
        ]);
  if (channel === null) return;
  for (const { id } of alerts) await centre.resend(id, channel.id);
  await book.reload();
  void window.setStatusBarMessage(l10n.t('{0} alerts will be sent again', alerts.length), 3000);
}

/** Nobody is told of the task's alerts any more, here or by a channel; the list has them all the same. */
export async function muteAlertTask(
  { editor, book }: AlertCommandParts,
  args: readonly unknown[],
): Promise<void> {
  const title = l10n.t("Mute Alert's Task");
  const alert = await alertFor(editor, args, { title, action: 'mute' });
  if (alert === null || !('taskId' in alert.source)) return;
  const { taskId } = alert.source;
  const end = await askMuteEnd(title, editor.services.clock.now());
  if (end === null) return;
  const { centre } = await editor.services.alerts();
  await centre.mute({ kind: 'task', taskId }, end.until, editor.services.person);
  await book.reload();
  void window.setStatusBarMessage(l10n.t('Task {0} is muted', plainText(taskId)), 3000);
}
