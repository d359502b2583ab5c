/** The list of alerts: those that pass the filter, newest first. */
import { EventEmitter, commands, l10n } from 'vscode';
import type { Event, TreeDataProvider, TreeItem } from 'vscode';
import type { AlertBook, AlertBookState } from '../../alerts/alertBook.ts';
import type { CurrentAlertFilter } from '../../alerts/currentAlertFilter.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { MessageNode, problemNodes } from '../connections/messageNode.ts';
import { AlertNode } from './alertNode.ts';
import type { AlertsNode } from './alertsNode.ts';

/** Times in the rows grow old, and the range lets alerts go. */
const againMs = 60_000;

const paceMs = 200;

type ContextState = 'loading' | 'empty' | 'hidden' | 'some' | 'unreadable';

export interface AlertsTreeParts {
  readonly book: AlertBook;
  readonly filter: CurrentAlertFilter;
  readonly now: () => number;
}

export class AlertsTree implements TreeDataProvider<AlertsNode> {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;
  readonly #parts: AlertsTreeParts;
  readonly #endings: readonly (() => void)[];
  #state: ContextState | null = null;

  constructor(parts: AlertsTreeParts) {
    this.#parts = parts;
    const { book, filter } = parts;
    const fire = atMostEvery(paceMs, () => this.#changed.fire(undefined));
    const timer = setInterval(() => void this.#again(), againMs);
    this.#endings = [
      () => clearInterval(timer),
      () => fire.stop(),
      book.onDidChange(fire),
      filter.onDidChange(() => void book.reload()),
    ];
  }

  getTreeItem(node: AlertsNode): TreeItem {
    return node.item(this.#parts.now());
  }

  async getChildren(node?: AlertsNode): Promise<AlertsNode[]> {
    if (node !== undefined) return [];
    if (this.#parts.book.state.kind === 'unread') this.#tell('loading');
    return this.#rows(await this.#parts.book.read());
  }

  getParent(): null {
    return null;
  }

  resolveTreeItem(item: TreeItem, node: AlertsNode): TreeItem {
    item.tooltip = node.tooltip();
    return item;
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#changed.dispose();
  }

  async #again(): Promise<void> {
    if (this.#parts.book.state.kind !== 'unread') await this.#parts.book.reload();
  }

  #rows(state: AlertBookState): AlertsNode[] {
    switch (state.kind) {
      case 'unread':
        return [];
      case 'unreadable':
        this.#tell('unreadable');
        return unreadableNodes(state.error);
      case 'read': {
        const { rows } = state;
        this.#tell(rows.length > 0 ? 'some' : this.#parts.filter.isDefault ? 'empty' : 'hidden');
        return rows.map((row) => new AlertNode(row));
      }
    }
  }

  /** For welcome views and menus. */
  #tell(state: ContextState): void {
    if (this.#state === state) return;
    this.#state = state;
    void commands.executeCommand('setContext', 'shadowSync.alerts.state', state);
  }
}

/** A short line first: the long one begins with a path, and a side bar is narrow. */
function unreadableNodes(error: unknown): AlertsNode[] {
  const nodes = [
    new MessageNode(null, 'problem', l10n.t('The alerts can’t be read'), 'storeUnreadable'),
    ...problemNodes(null, error, { kind: 'note' }),
  ];
  return nodes.map((node) => ({
    target: null,
    message: node.message,
    item: () => node.item(),
    tooltip: () => node.tooltip(),
  }));
}
