/** What the rows of the list of alerts have in common. */
import type { MarkdownString, TreeItem } from 'vscode';
import type { AlertTarget } from '../../alerts/alertTarget.ts';

export interface AlertsNode {
  /** What commands are to work on; null for messages. */
  readonly target: AlertTarget | null;
  /** Cheap: it is asked of every row. */
  item(now: number): TreeItem;
  /** Asked when the pointer rests on the row. */
  tooltip(): MarkdownString;
}
