/** The list of tasks: those that pass the filter, in its order. */
import { EventEmitter, l10n } from 'vscode';
import type { Event, TreeDataProvider, TreeItem } from 'vscode';
import { filterTasks } from '../../../task/taskFilter.ts';
import type { CurrentFilter } from '../../tasks/currentFilter.ts';
import type { NextRuns } from '../../tasks/nextRuns.ts';
import type { TaskBook, TaskBookState } from '../../tasks/taskBook.ts';
import type { OmsBook } from '../../oms/omsBook.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import { KeptRows } from '../keptRows.ts';
import type { RowContent } from '../keptRows.ts';
import { ListState } from '../listState.ts';
import { unreadableRows } from '../unreadableRows.ts';
import { omsServerNodes } from './omsNodes.ts';
import { TaskNode } from './taskNode.ts';
import type { TasksNode } from './tasksNode.ts';

/** A run of many tasks changes them faster than anybody can read. */
const paceMs = 200;

/** Times in the rows grow old, and the filter by age lets tasks go. */
const againMs = 60_000;

export interface TasksTreeParts {
  readonly book: TaskBook;
  readonly filter: CurrentFilter;
  readonly nextRuns: NextRuns;
  readonly now: () => number;
  /** Servers whose tasks stand below ours. */
  readonly oms: OmsBook;
}

export class TasksTree implements TreeDataProvider<RowContent> {
  readonly #changed = new EventEmitter<RowContent[] | undefined>();
  readonly onDidChangeTreeData: Event<RowContent[] | undefined> = this.#changed.event;
  readonly #parts: TasksTreeParts;
  readonly #endings: (() => void)[];
  readonly #kept = new KeptRows();
  readonly #state = new ListState('shadowSync.tasks.state');

  constructor(parts: TasksTreeParts) {
    this.#parts = parts;
    const draw = atMostEvery(paceMs, () => void this.#draw());
    // What stands under a server can't be seen in its own row.
    const drawAll = atMostEvery(paceMs, () => this.#changed.fire(undefined));
    const timer = setInterval(draw, againMs);
    this.#endings = [
      () => clearInterval(timer),
      () => draw.stop(),
      () => drawAll.stop(),
      parts.book.onDidChange(draw),
      parts.filter.onDidChange(draw),
      parts.oms.onDidChange(drawAll),
    ];
  }

  getTreeItem(row: RowContent): TreeItem {
    return row.item(this.#parts.now());
  }

  async getChildren(row?: RowContent): Promise<RowContent[]> {
    if (row !== undefined) return [...((await row.children?.()) ?? [])];
    if (this.#parts.book.state.kind === 'unread') this.#state.tell('loading');
    return await this.#kept.show(() => this.#read());
  }

  getParent(): null {
    return null;
  }

  resolveTreeItem(item: TreeItem, row: RowContent): TreeItem {
    item.tooltip = row.tooltip();
    return item;
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#changed.dispose();
  }

  async #draw(): Promise<void> {
    // A list that nobody has looked at yet is not read for that.
    const rows = this.#kept.areShown ? this.#kept.renew(await this.#read(), this.#parts.now()) : undefined;
    if (rows === undefined || rows.length > 0) this.#changed.fire(rows);
  }

  /** Never throws: what can't be read is a row. */
  async #read(): Promise<readonly TasksNode[]> {
    const servers = await omsServerNodes(this.#parts.oms);
    const { book, nextRuns } = this.#parts;
    const state = await book.read();
    if (state.kind === 'read') await nextRuns.prepare(state.tasks);
    return [...this.#rows(book.state, servers.length > 0), ...servers];
  }

  /** `hasMore`: other rows follow. */
  #rows(state: TaskBookState, hasMore: boolean): TasksNode[] {
    const { filter, nextRuns, now } = this.#parts;
    switch (state.kind) {
      case 'unread':
        return [];
      case 'unreadable':
        this.#state.tell('unreadable');
        return unreadableRows(l10n.t('The tasks can’t be read'), state.error);
      case 'read': {
        const shown = filterTasks(state.tasks, filter.value, now());
        nextRuns.keepOnly(state.tasks);
        this.#state.tell(shown.length > 0 || hasMore ? 'some' : state.tasks.length > 0 ? 'hidden' : 'empty');
        return shown.map((task) => new TaskNode(task, nextRuns.of(task)));
      }
    }
  }
}
