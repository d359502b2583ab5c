/** What the rows of the list of alerts have in common. */
import type { AlertTarget } from '../../alerts/alertTarget.ts';
import type { RowContent } from '../keptRows.ts';

export interface AlertsNode extends RowContent {
  /** What commands are to work on; null for messages. */
  readonly target: AlertTarget | null;
}
