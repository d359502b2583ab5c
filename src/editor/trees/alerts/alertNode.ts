/** A row of the list of alerts. */
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import type { AlertRow } from '../../../alert/alertFilter.ts';
import { alertContext } from '../../alerts/alertActions.ts';
import type { AlertTarget } from '../../alerts/alertTarget.ts';
import {
  alertIcon,
  alertSummary,
  eventTitle,
  levelName,
  lifeText,
  shortEventTitle,
  sourceName,
  statusName,
  timesText,
} from '../../alerts/alertWords.ts';
import { exactTime } from '../../tasks/taskWords.ts';
import { translated } from '../../ui/translated.ts';
import { nodeLabel } from '../connections/nodeLabel.ts';
import { nodeTooltip } from '../connections/nodeTooltip.ts';
import type { AlertsNode } from './alertsNode.ts';

export class AlertNode implements AlertsNode {
  readonly #row: AlertRow;

  constructor(row: AlertRow) {
    this.#row = row;
  }

  get target(): AlertTarget {
    return { kind: 'alert', alertId: this.#row.alert.id };
  }

  item(now: number): TreeItem {
    const { alert } = this.#row;
    const title = nodeLabel(eventTitle(alert.event));
    const label = nodeLabel(shortEventTitle(alert.event));
    const summary = nodeLabel(alertSummary(this.#row, now));
    const item = new TreeItem(label, TreeItemCollapsibleState.None);
    item.id = `alert/${alert.id}`;
    item.contextValue = alertContext(alert);
    item.description = summary;
    const { icon, colour } = alertIcon(alert);
    item.iconPath = new ThemeIcon(icon, colour === null ? undefined : new ThemeColor(colour));
    const state = nodeLabel(`${lifeText(alert.life, exactTime)}, ${levelName(alert.level)}`);
    item.accessibilityInformation = { label: `${title}, ${state}, ${summary}` };
    item.command = {
      command: 'shadowSync.alert.open',
      title: l10n.t('Show Alert Details'),
      arguments: [this.target],
    };
    return item;
  }

  tooltip(): MarkdownString {
    const { alert, status } = this.#row;
    return nodeTooltip(
      eventTitle(alert.event),
      translated(alert.message),
      `${l10n.t('State')}: ${lifeText(alert.life, exactTime)}`,
      `${l10n.t('Sending Status')}: ${statusName(status)}`,
      `${l10n.t('Level')}: ${levelName(alert.level)}`,
      `${l10n.t('Alert Source')}: ${sourceName(alert.source)}`,
      timesText(alert),
      `${l10n.t('Alert Event')}: ${alert.event}`,
      `${l10n.t('ID')}: ${alert.id}`,
    );
  }
}
