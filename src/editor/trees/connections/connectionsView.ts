/** The connections tree as a view: what commands may do with it. */
import type { TreeView } from 'vscode';
import type { Disposing, Editor } from '../../editor.ts';
import type { TreeTarget } from '../treeTarget.ts';
import { ConnectionsTree } from './connectionsTree.ts';
import type { ConnectionsNode, ShadowKnowledge } from './connectionsNode.ts';
import type { DatabasePlace } from './databasePlace.ts';
import { dragConnections } from './dragConnections.ts';
import { TableFilters } from './tableFilters.ts';
import { registerTreeDecorations } from './treeDecorations.ts';

export class ConnectionsView implements Disposing {
  readonly filters: TableFilters;
  readonly #tree: ConnectionsTree;
  readonly #view: TreeView<ConnectionsNode>;
  readonly #disposables: readonly Disposing[];

  constructor(editor: Editor, knowledge: ShadowKnowledge) {
    this.filters = new TableFilters(editor.context.workspaceState);
    this.#tree = new ConnectionsTree({ editor, knowledge, filters: this.filters });
    this.#view = editor.startup.openTree('shadowSync.connections', {
      treeDataProvider: this.#tree,
      dragAndDropController: dragConnections(editor),
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = [this.#view, this.#tree, registerTreeDecorations()];
  }

  /** Said above the tree until the window closes. */
  showNotice(message: string): void {
    this.#view.message = message;
  }

  /** Shows and selects a connection, as far as the view can be seen. */
  async reveal(connectionId: string): Promise<void> {
    // The nodes of connections that were just added are made when the tree is asked.
    await this.#tree.getChildren();
    const node = this.#tree.connection(connectionId);
    if (node !== null) await this.#view.reveal(node, { select: true, focus: true });
  }

  /** Forgets what a connection's server showed, and opens it again. */
  async reopen(connectionId: string): Promise<void> {
    const node = this.#tree.connection(connectionId);
    if (node === null) return;
    await this.#tree.refresh(node);
    await this.#view.reveal(node, { expand: true, select: true });
  }

  /** Forgets what a connection's server showed; it is connected again when somebody opens it. */
  close(connectionId: string): void {
    this.#tree.close(connectionId);
  }

  /** Stops connecting, or reading the tables of a database. */
  cancel(target: TreeTarget): void {
    if (target.kind === 'database') this.#tree.database(target)?.cancel();
    else if (target.kind === 'connection') this.#tree.connection(target.connectionId)?.cancel();
  }

  async refresh(targets: readonly TreeTarget[]): Promise<void> {
    const nodes = targets.map((target) => this.#tree.find(target)).filter((node) => node !== null);
    if (nodes.length === 0) await this.#tree.refresh(null);
    for (const node of nodes) await this.#tree.refresh(node);
  }

  async filter(place: DatabasePlace, text: string): Promise<void> {
    await this.filters.set(place, text);
    this.#tree.database(place)?.seeAnew();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
