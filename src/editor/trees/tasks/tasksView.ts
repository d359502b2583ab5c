/** The list of tasks as a view: its badge, what its head says, what is selected. */
import { commands, l10n } from 'vscode';
import type { TreeView } from 'vscode';
import type { Disposing, Editor } from '../../editor.ts';
import { filterText } from '../../tasks/filterWords.ts';
import { awaitsUser } from '../../tasks/missedStarts.ts';
import { nodeLabel } from '../connections/nodeLabel.ts';
import type { RowContent } from '../keptRows.ts';
import { TasksTree } from './tasksTree.ts';
import type { TasksTreeParts } from './tasksTree.ts';

export class TasksView implements Disposing {
  readonly #parts: TasksTreeParts;
  readonly #tree: TasksTree;
  readonly #view: TreeView<RowContent>;
  readonly #endings: readonly (() => void)[];

  constructor({ startup }: Pick<Editor, 'startup'>, parts: TasksTreeParts) {
    this.#parts = parts;
    this.#tree = new TasksTree(parts);
    this.#view = startup.openTree('shadowSync.tasks', { treeDataProvider: this.#tree, canSelectMany: true });
    this.#endings = [
      parts.book.onDidChange(() => {
        this.#showBadge();
        this.#showFilter();
      }),
      parts.filter.onDidChange(() => this.#showFilter()),
    ];
    this.#showFilter();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#view.dispose();
    this.#tree.dispose();
  }

  /** What awaits the user counts, whether the filter shows it or not. */
  #showBadge(): void {
    const count = this.#parts.book.tasks.filter((task) => awaitsUser(task)).length;
    if (count === (this.#view.badge?.value ?? 0)) return;
    const tooltip =
      count === 1 ? l10n.t('1 task awaits your decision') : l10n.t('{0} tasks await your decision', count);
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  #showFilter(): void {
    const { book, filter } = this.#parts;
    const names = new Map(book.tasks.map(({ intent: { connection } }) => [connection.id, connection.name]));
    this.#view.description = nodeLabel(filterText(filter.value, (id) => names.get(id) ?? id));
    void commands.executeCommand('setContext', 'shadowSync.tasks.isFiltered', !filter.isDefault);
  }
}
