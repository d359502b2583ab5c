/** Commands that answer alerts: acknowledge, snooze, take that back, close. */
import { l10n, window } from 'vscode';
import type { AlertAction } from '../../../alert/alertCentre.ts';
import { saidOf } from '../../../task/runError.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { AlertBook } from '../../alerts/alertBook.ts';
import { askSnooze } from '../../alerts/askSnooze.ts';
import type { Editor } from '../../editor.ts';
import { alertsFor } from '../../pick/pickAlert.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';

export interface AlertCommandParts {
  readonly editor: Editor;
  readonly book: AlertBook;
}

export async function acknowledgeAlerts(parts: AlertCommandParts, args: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t('Acknowledge Alert'), action: 'acknowledge' } as const;
  const alerts = await alertsFor(parts.editor, args, question);
  await act(
    parts,
    alerts.map(({ id }) => id),
    { kind: 'acknowledge' },
  );
}

export async function wakeAlerts(parts: AlertCommandParts, args: readonly unknown[]): Promise<void> {
  const question = { title: l10n.t('End Acknowledgement or Snooze'), action: 'wake' } as const;
  const alerts = await alertsFor(parts.editor, args, question);
  await act(
    parts,
    alerts.map(({ id }) => id),
    { kind: 'wake' },
  );
}

export async function closeAlerts(parts: AlertCommandParts, args: readonly unknown[]): Promise<void> {
  const alerts = await alertsFor(parts.editor, args, { title: l10n.t('Close Alert'), action: 'close' });
  await act(
    parts,
    alerts.map(({ id }) => id),
    { kind: 'close' },
  );
}

export async function snoozeAlerts(parts: AlertCommandParts, args: readonly unknown[]): Promise<void> {
  const alerts = await alertsFor(parts.editor, args, { title: l10n.t('Snooze Alert'), action: 'snooze' });
  if (alerts.length > 0)
    await snooze(
      parts,
      alerts.map(({ id }) => id),
    );
}

/** All that fires now; what somebody has answered stays answered. */
export async function snoozeAllAlerts(parts: AlertCommandParts): Promise<void> {
  await parts.book.read();
  const firing = parts.book.open.filter(({ life }) => life.kind === 'firing');
  if (firing.length === 0) {
    void window.showInformationMessage(l10n.t('No alert is firing.'));
    return;
  }
  await snooze(
    parts,
    firing.map(({ id }) => id),
  );
}

async function snooze(parts: AlertCommandParts, ids: readonly string[]): Promise<void> {
  const until = await askSnooze(parts.editor.services.clock.now());
  if (until !== null) await act(parts, ids, { kind: 'snooze', until });
}

/** All that can be done is done; what can't is said. */
export async function act(
  { editor, book }: AlertCommandParts,
  ids: readonly string[],
  action: AlertAction,
): Promise<void> {
  if (ids.length === 0) return;
  const { centre } = await editor.services.alerts();
  const results = await centre.act(ids, action, editor.services.person);
  await book.reload();
  const failed = results.flatMap(({ id, error }) => (error === null ? [] : [{ id, error }]));
  const [first] = failed;
  if (first === undefined) return;
  const reason = translated(saidOf(first.error));
  if (ids.length === 1) {
    const { remedy, saidRemedy = remedy } = first.error;
    throw new ShadowSyncError(
      'conflict',
      saidOf(first.error),
      saidRemedy == null ? {} : { remedy: saidRemedy },
    );
  }
  void window.showWarningMessage(
    l10n.t('{0} of {1} alerts could not be changed. {2}', failed.length, ids.length, plainText(reason)),
  );
}
