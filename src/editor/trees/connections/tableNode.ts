import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import type { TreeTarget } from '../treeTarget.ts';
import type { ConnectionsNode } from './connectionsNode.ts';
import type { DatabasePlace } from './databasePlace.ts';
import { nodeLabel } from './nodeLabel.ts';
import { nodeTooltip } from './nodeTooltip.ts';
import type { ShadowMark, TableRow } from './tableRows.ts';
import { tableUri } from './treeDecorations.ts';

/** A source table with what is known of its shadow. */
export class TableNode implements ConnectionsNode {
  readonly parent: ConnectionsNode;
  readonly #place: DatabasePlace;
  readonly row: TableRow;
  readonly #comparedAt: number | null;

  /** @param comparedAt when the mark was found out; null when it is only about names */
  constructor(parent: ConnectionsNode, place: DatabasePlace, row: TableRow, comparedAt: number | null) {
    this.parent = parent;
    this.#place = place;
    this.row = row;
    this.#comparedAt = comparedAt;
  }

  get target(): TreeTarget {
    return { kind: 'table', ...this.#place, table: this.row.table };
  }

  item(): TreeItem {
    const { table, mark } = this.row;
    const { connectionId, database } = this.#place;
    const item = new TreeItem(nodeLabel(table), TreeItemCollapsibleState.None);
    item.id = `table/${connectionId}/${JSON.stringify([database, table])}`;
    item.contextValue = `table.${mark}`;
    item.description = this.#description();
    item.iconPath = icons[mark];
    item.resourceUri = tableUri(mark);
    item.accessibilityInformation = { label: `${nodeLabel(table)}, ${this.#description()}` };
    return item;
  }

  tooltip(): MarkdownString {
    const { table, shadow } = this.row;
    const words = [`${table} → ${shadow}`, markWords(this.row.mark)];
    if (this.#comparedAt === null) return nodeTooltip(...words);
    const time = new Date(this.#comparedAt).toLocaleTimeString();
    return nodeTooltip(...words, l10n.t('Compared at {0}', time));
  }

  children(): Promise<readonly ConnectionsNode[]> {
    return Promise.resolve([]);
  }

  reset(): void {
    // Nothing stands under it.
  }

  #description(): string {
    const { shadow, mark } = this.row;
    const shown = `→ ${nodeLabel(shadow)}`;
    if (mark === 'none') return markWords(mark);
    return mark === 'exists' ? shown : `${shown} · ${markWords(mark)}`;
  }
}

/** One for each mark, shared by all nodes. Shapes differ, so that no colour has to be told apart. */
const icons: Readonly<Record<ShadowMark, ThemeIcon>> = {
  none: new ThemeIcon('diff-added', new ThemeColor('gitDecoration.addedResourceForeground')),
  exists: new ThemeIcon('table'),
  consistent: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  differs: new ThemeIcon('diff-modified', new ThemeColor('gitDecoration.modifiedResourceForeground')),
  unsupported: new ThemeIcon('circle-slash', new ThemeColor('list.warningForeground')),
  skipped: new ThemeIcon('debug-step-over'),
  failed: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  changing: new ThemeIcon('sync~spin'),
};

function markWords(mark: ShadowMark): string {
  switch (mark) {
    case 'none':
      return l10n.t('no shadow table');
    case 'exists':
      return l10n.t('shadow table exists, not compared yet');
    case 'consistent':
      return l10n.t('consistent');
    case 'differs':
      return l10n.t('differs');
    case 'unsupported':
      return l10n.t('unsupported');
    case 'skipped':
      return l10n.t('skipped');
    case 'failed':
      return l10n.t('failed');
    case 'changing':
      return l10n.t('being changed');
  }
}
