/** The message that tells of new alerts. Never an error: those would get through Do Not Disturb (oms.md §11). */
import { commands, l10n, window } from 'vscode';
import type { Alert } from '../../alert/model/alert.ts';
import { sourceKey } from '../../alert/model/alert.ts';
import type { AlertCommandParts } from '../commands/alerts/actOnAlerts.ts';
import { act } from '../commands/alerts/actOnAlerts.ts';
import { plainText } from '../ui/plainText.ts';
import { showError } from '../ui/showError.ts';
import { translated } from '../ui/translated.ts';
import { alertHeadline } from './alertWords.ts';
import type { SilentSources } from './silentSources.ts';

const hourMs = 3_600_000;

/** More than fits a message is counted. */
const mostNames = 3;

export async function tellOfAlerts(
  parts: AlertCommandParts,
  silent: SilentSources,
  alerts: readonly Alert[],
): Promise<void> {
  const { editor } = parts;
  try {
    const [first] = alerts;
    if (first === undefined) return;
    if (alerts.length === 1) await tellOfOne(parts, silent, first);
    else await tellOfMany(parts, alerts);
  } catch (error) {
    await showError(editor.log, error);
  }
}

async function tellOfOne(parts: AlertCommandParts, silent: SilentSources, alert: Alert): Promise<void> {
  const open = l10n.t('Open');
  const snooze = l10n.t('Snooze 1 Hour');
  const never =
    'taskId' in alert.source ? l10n.t("Don't Show for This Task") : l10n.t("Don't Show for This Source");
  const text = `${alertHeadline(alert)}. ${translated(alert.message)}`;
  const answer = await window.showWarningMessage(plainText(text), open, snooze, never);
  if (answer === open)
    await commands.executeCommand('shadowSync.alert.open', { kind: 'alert', alertId: alert.id });
  else if (answer === snooze) await snoozeHour(parts, [alert]);
  else if (answer === never) await silent.add(sourceKey(alert.source));
}

async function tellOfMany(parts: AlertCommandParts, alerts: readonly Alert[]): Promise<void> {
  const show = l10n.t('Show Alerts');
  const snooze = l10n.t('Snooze 1 Hour');
  const settings = l10n.t('Settings');
  const text = l10n.t('{0} new alerts: {1}', alerts.length, summary(alerts));
  const answer = await window.showWarningMessage(plainText(text), show, snooze, settings);
  if (answer === show) await commands.executeCommand('shadowSync.alerts.focus');
  else if (answer === snooze) await snoozeHour(parts, alerts);
  else if (answer === settings) await commands.executeCommand('shadowSync.alerts.openSettings');
}

function summary(alerts: readonly Alert[]): string {
  const names = alerts.slice(0, mostNames).map(alertHeadline).join('; ');
  const more = alerts.length - mostNames;
  return more > 0 ? l10n.t('{0} and {1} more', names, more) : names;
}

async function snoozeHour(parts: AlertCommandParts, alerts: readonly Alert[]): Promise<void> {
  const until = parts.editor.services.clock.now() + hourMs;
  await act(
    parts,
    alerts.map(({ id }) => id),
    { kind: 'snooze', until },
  );
}
