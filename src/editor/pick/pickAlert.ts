/** Which alerts a command is about: those that a tree, panel or Problem hands over, or those that the user chooses. */
import { l10n, window } from 'vscode';
import { defaultAlertFilter } from '../../alert/alertFilter.ts';
import type { Alert } from '../../alert/model/alert.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { allowedAlertActions } from '../alerts/alertActions.ts';
import type { AlertActionName } from '../../protocol/alertDetails.ts';
import { alertIdsOf } from '../alerts/alertTarget.ts';
import { alertIcon, alertSummary, eventTitle } from '../alerts/alertWords.ts';
import type { Editor } from '../editor.ts';
import { pickMany, pickOne } from '../ui/pick.ts';
import type { Choice } from '../ui/pick.ts';
import { translated } from '../ui/translated.ts';

export interface AlertQuestion {
  readonly title: string;
  /** What the state of an alert must allow; every alert is meant without it. */
  readonly action?: AlertActionName;
}

/** Null when the user went away, or when no alert allows it, which is said. Throws ShadowSyncError for one that is gone. */
export async function alertFor(
  editor: Editor,
  args: readonly unknown[],
  question: AlertQuestion,
): Promise<Alert | null> {
  const [id] = alertIdsOf(args);
  if (id !== undefined) {
    const { centre } = await editor.services.alerts();
    return (await centre.find(id)).alert;
  }
  const choices = await alertChoices(editor, question);
  if (choices === null) return null;
  return await pickOne({ title: question.title, placeholder: l10n.t('Which alert?') }, choices);
}

/** As `alertFor`, for several; those of a selection that do not allow it are left out. Empty when the user went away. */
export async function alertsFor(
  editor: Editor,
  args: readonly unknown[],
  question: AlertQuestion,
): Promise<readonly Alert[]> {
  const ids = alertIdsOf(args);
  if (ids.length > 0) return await possible(editor, ids, question);
  const choices = await alertChoices(editor, question);
  if (choices === null) return [];
  return (await pickMany({ title: question.title, placeholder: l10n.t('Which alerts?') }, choices)) ?? [];
}

async function possible(
  editor: Editor,
  ids: readonly string[],
  question: AlertQuestion,
): Promise<readonly Alert[]> {
  const { centre } = await editor.services.alerts();
  const alerts: Alert[] = [];
  for (const id of ids) alerts.push((await centre.find(id)).alert);
  const fitting = alerts.filter((alert) => fits(alert, question));
  if (fitting.length > 0) return fitting;
  throw new ShadowSyncError('conflict', l10n.t('The state of the alert does not allow this.'), {
    remedy: l10n.t('Its context menu has what it allows.'),
  });
}

function fits(alert: Alert, { action }: AlertQuestion): boolean {
  return action === undefined || allowedAlertActions(alert).includes(action);
}

/** Null where there is none to choose from, which is said. */
async function alertChoices(
  editor: Editor,
  question: AlertQuestion,
): Promise<readonly Choice<Alert>[] | null> {
  const { centre } = await editor.services.alerts();
  const now = editor.services.clock.now();
  const all = await centre.list({ ...defaultAlertFilter, range: '3-months' }, translated);
  const rows = all.filter(({ alert }) => fits(alert, question));
  if (rows.length === 0) {
    const text =
      all.length === 0 ? l10n.t('There is no alert.') : l10n.t('There is no alert whose state allows this.');
    void window.showInformationMessage(text);
    return null;
  }
  return rows.map((row) => ({
    label: eventTitle(row.alert.event),
    description: alertSummary(row, now),
    detail: `${row.alert.id} · ${translated(row.alert.message)}`,
    icon: alertIcon(row.alert).icon,
    value: row.alert,
  }));
}
