/** What can be done about an alert where its Problem is, without looking for it in the list. */
import { CodeAction, CodeActionKind, l10n } from 'vscode';
import type { CodeActionContext, CodeActionProvider, Diagnostic, Range, TextDocument } from 'vscode';
import type { Alert } from '../../alert/model/alert.ts';
import { allowedAlertActions } from '../alerts/alertActions.ts';
import type { AlertTarget } from '../alerts/alertTarget.ts';
import type { CommandId } from '../manifest/commands.ts';
import type { AlertProblems } from './alertProblems.ts';
import { problemSource } from './problemSource.ts';

export class AlertFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  readonly #problems: Pick<AlertProblems, 'alertsAt'>;

  constructor(problems: Pick<AlertProblems, 'alertsAt'>) {
    this.#problems = problems;
  }

  provideCodeActions({ uri }: TextDocument, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    const own = diagnostics.filter(({ source }) => source === problemSource);
    return this.#problems
      .alertsAt({ uri, range })
      .flatMap((alert) => fixesOf(alert, own).map((fix) => actionOf(fix, alert, own)));
  }
}

interface Fix {
  readonly id: CommandId;
  readonly title: string;
}

function fixesOf(alert: Alert, own: readonly Diagnostic[]): readonly Fix[] {
  if (own.length === 0) return [];
  const allowed = allowedAlertActions(alert);
  return [
    { id: 'shadowSync.alert.open', title: l10n.t('Show alert') },
    ...(allowed.includes('showDifference')
      ? [{ id: 'shadowSync.alert.showDifference', title: l10n.t('Show difference') } as const]
      : [{ id: 'shadowSync.alert.openTask', title: l10n.t('Show task') } as const]),
    ...(allowed.includes('acknowledge')
      ? [{ id: 'shadowSync.alert.acknowledge', title: l10n.t('Acknowledge alert') } as const]
      : []),
    ...(allowed.includes('snooze')
      ? [{ id: 'shadowSync.alert.snooze', title: l10n.t('Snooze alert…') } as const]
      : []),
  ];
}

function actionOf({ id, title }: Fix, alert: Alert, own: readonly Diagnostic[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  const target: AlertTarget = { kind: 'alert', alertId: alert.id };
  action.command = { command: id, title, arguments: [target] };
  action.diagnostics = [...own];
  return action;
}
