/** What can be done with an alert in its state; menus, panels and commands ask here. Without `vscode`. */
import type { Alert } from '../../alert/model/alert.ts';
import { canLive } from '../../alert/model/lifeState.ts';
import { alertActionNames } from '../../protocol/alertDetails.ts';
import type { AlertActionName } from '../../protocol/alertDetails.ts';

export function allowedAlertActions(alert: Alert): readonly AlertActionName[] {
  return alertActionNames.filter((name) => isAllowed(name, alert));
}

function isAllowed(name: AlertActionName, { event, life, source }: Alert): boolean {
  switch (name) {
    case 'acknowledge':
    case 'snooze':
    case 'wake':
    case 'close':
      return canLive(life, name);
    case 'resend':
      return true;
    case 'mute':
      return 'taskId' in source;
    case 'openTask':
      return source.kind === 'task';
    case 'showDifference':
      return event === 'oms_sync_status_inconsistent' && source.kind === 'task';
  }
}

/** `alert.STATE`, then each action that the state allows, as words: the menus of alertCommands.ts look for them. */
export function alertContext(alert: Alert): string {
  return [`alert.${alert.life.kind}`, ...allowedAlertActions(alert)].join(' ');
}
