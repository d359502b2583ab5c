/** The list of alerts as a view: its badge, and what its head says. */
import { commands } from 'vscode';
import type { TreeView } from 'vscode';
import type { Disposing, Editor } from '../../editor.ts';
import { alertFilterText } from '../../alerts/alertFilterWords.ts';
import { eventTitle } from '../../alerts/alertWords.ts';
import type { Alert } from '../../../alert/model/alert.ts';
import { nodeLabel } from '../connections/nodeLabel.ts';
import type { KeptRow } from '../keptRows.ts';
import { AlertsTree } from './alertsTree.ts';
import type { AlertsTreeParts } from './alertsTree.ts';

export class AlertsView implements Disposing {
  readonly #parts: AlertsTreeParts;
  readonly #tree: AlertsTree;
  readonly #view: TreeView<KeptRow>;
  readonly #endings: readonly (() => void)[];

  /** `onDidShow`: told when the list comes into view. */
  constructor({ startup }: Pick<Editor, 'startup'>, parts: AlertsTreeParts, onDidShow: () => void) {
    this.#parts = parts;
    this.#tree = new AlertsTree(parts);
    this.#view = startup.openTree('shadowSync.alerts', { treeDataProvider: this.#tree, canSelectMany: true });
    const seen = this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) onDidShow();
    });
    this.#endings = [
      parts.book.onDidChange(() => this.#showBadge()),
      parts.filter.onDidChange(() => this.#showFilter()),
      () => void seen.dispose(),
    ];
    this.#showFilter();
  }

  get isVisible(): boolean {
    return this.#view.visible;
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#view.dispose();
    this.#tree.dispose();
  }

  /** What fires counts, whether the filter shows it or not; what was acknowledged or snoozed is somebody's already. */
  #showBadge(): void {
    const firing = this.#parts.book.open.filter(({ life }) => life.kind === 'firing');
    const tooltip = badgeTooltip(firing);
    if (firing.length === (this.#view.badge?.value ?? 0) && tooltip === (this.#view.badge?.tooltip ?? ''))
      return;
    this.#view.badge = firing.length === 0 ? undefined : { value: firing.length, tooltip };
  }

  #showFilter(): void {
    const { filter } = this.#parts;
    this.#view.description = nodeLabel(alertFilterText(filter.value));
    void commands.executeCommand('setContext', 'shadowSync.alerts.isFiltered', !filter.isDefault);
  }
}

/** How many there are of each event. */
function badgeTooltip(firing: readonly Alert[]): string {
  const counts = new Map<string, number>();
  for (const { event } of firing) counts.set(eventTitle(event), (counts.get(eventTitle(event)) ?? 0) + 1);
  return [...counts].map(([title, count]) => `${title}: ${String(count)}`).join('\n');
}
