/** The list of alerts: those that pass the filter, newest first. */
import { EventEmitter, l10n } from 'vscode';
import type { Event, TreeDataProvider, TreeItem } from 'vscode';
import type { AlertBook, AlertBookState } from '../../alerts/alertBook.ts';
import type { CurrentAlertFilter } from '../../alerts/currentAlertFilter.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { KeptRows } from '../keptRows.ts';
import type { KeptRow } from '../keptRows.ts';
import { ListState } from '../listState.ts';
import { unreadableRows } from '../unreadableRows.ts';
import { AlertNode } from './alertNode.ts';
import type { AlertsNode } from './alertsNode.ts';

/** Times in the rows grow old, and the range lets alerts go. */
const againMs = 60_000;

const paceMs = 200;

export interface AlertsTreeParts {
  readonly book: AlertBook;
  readonly filter: CurrentAlertFilter;
  readonly now: () => number;
}

export class AlertsTree implements TreeDataProvider<KeptRow> {
  readonly #changed = new EventEmitter<KeptRow[] | undefined>();
  readonly onDidChangeTreeData: Event<KeptRow[] | undefined> = this.#changed.event;
  readonly #parts: AlertsTreeParts;
  readonly #endings: readonly (() => void)[];
  readonly #kept = new KeptRows();
  readonly #state = new ListState('shadowSync.alerts.state');

  constructor(parts: AlertsTreeParts) {
    this.#parts = parts;
    const { book, filter } = parts;
    const fire = atMostEvery(paceMs, () => this.#draw());
    const timer = setInterval(() => void this.#again(), againMs);
    this.#endings = [
      () => clearInterval(timer),
      () => fire.stop(),
      book.onDidChange(fire),
      filter.onDidChange(() => void book.reload()),
    ];
  }

  getTreeItem(row: KeptRow): TreeItem {
    return row.item(this.#parts.now());
  }

  async getChildren(row?: KeptRow): Promise<KeptRow[]> {
    if (row !== undefined) return [];
    if (this.#parts.book.state.kind === 'unread') this.#state.tell('loading');
    return await this.#kept.show(async () => this.#rows(await this.#parts.book.read()));
  }

  getParent(): null {
    return null;
  }

  resolveTreeItem(item: TreeItem, row: KeptRow): TreeItem {
    item.tooltip = row.tooltip();
    return item;
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#changed.dispose();
  }

  #draw(): void {
    const rows = this.#kept.renew(this.#rows(this.#parts.book.state), this.#parts.now());
    if (rows === undefined || rows.length > 0) this.#changed.fire(rows);
  }

  async #again(): Promise<void> {
    if (this.#parts.book.state.kind !== 'unread') await this.#parts.book.reload();
  }

  #rows(state: AlertBookState): AlertsNode[] {
    switch (state.kind) {
      case 'unread':
        return [];
      case 'unreadable':
        this.#state.tell('unreadable');
        return unreadableRows(l10n.t('The alerts can’t be read'), state.error);
      case 'read': {
        const { rows } = state;
        this.#state.tell(rows.length > 0 ? 'some' : this.#parts.filter.isDefault ? 'empty' : 'hidden');
        return rows.map((row) => new AlertNode(row));
      }
    }
  }
}
