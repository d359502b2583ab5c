/** The connections tree: groups, connections, databases, source tables. */
import { EventEmitter, l10n } from 'vscode';
import type { Event, TreeDataProvider, TreeItem } from 'vscode';
import type { StoredConnection } from '../../../connection/connectionStore.ts';
import type { BookState } from '../../connections/connectionBook.ts';
import { howReached } from '../../connections/forgetChanged.ts';
import { ListState } from '../listState.ts';
import type { TreeTarget } from '../treeTarget.ts';
import { unreadableNodes } from '../unreadableRows.ts';
import { ConnectionNode } from './connectionNode.ts';
import type { ConnectionsNode, TreeParts } from './connectionsNode.ts';
import type { DatabasePlace } from './databasePlace.ts';
import type { DatabaseNode } from './databaseNode.ts';
import { groupConnections } from './groupConnections.ts';
import { GroupNode } from './groupNode.ts';

export class ConnectionsTree implements TreeDataProvider<ConnectionsNode> {
  readonly #changed = new EventEmitter<ConnectionsNode | undefined>();
  readonly onDidChangeTreeData: Event<ConnectionsNode | undefined> = this.#changed.event;
  readonly #parts: TreeParts;
  readonly #endings: (() => void)[];
  #connections: ReadonlyMap<string, ConnectionNode> = new Map();
  #groups: ReadonlyMap<string, GroupNode> = new Map();
  #roots: readonly ConnectionsNode[] = [];
  readonly #state = new ListState('shadowSync.connections.state');

  constructor(parts: Omit<TreeParts, 'changed'>) {
    this.#parts = { ...parts, changed: (node) => this.#changed.fire(node) };
    const { book } = parts.editor.services;
    this.#endings = [
      book.onDidChange((state) => {
        this.#take(state);
        this.#changed.fire(undefined);
      }),
      parts.knowledge.onDidChange((place) => this.database(place)?.seeAnew()),
    ];
    this.#state.tell('loading');
  }

  getTreeItem(node: ConnectionsNode): TreeItem {
    return node.item();
  }

  async getChildren(node?: ConnectionsNode): Promise<ConnectionsNode[]> {
    if (node !== undefined) return [...(await node.children())];
    this.#take(await this.#parts.editor.services.book.read());
    return [...this.#roots];
  }

  getParent(node: ConnectionsNode): ConnectionsNode | null {
    return node.parent;
  }

  resolveTreeItem(item: TreeItem, node: ConnectionsNode): TreeItem {
    const tooltip = node.tooltip();
    if (tooltip !== null) item.tooltip = tooltip;
    return item;
  }

  connection(id: string): ConnectionNode | null {
    return this.#connections.get(id) ?? null;
  }

  database({ connectionId, database }: DatabasePlace): DatabaseNode | null {
    return this.connection(connectionId)?.database(database) ?? null;
  }

  /** The node that stands for a target, as far as it was opened; null when there is none. */
  find(target: TreeTarget): ConnectionsNode | null {
    switch (target.kind) {
      case 'group':
        return this.#groups.get(target.group) ?? null;
      case 'connection':
        return this.connection(target.connectionId);
      case 'database':
        return this.database(target);
      case 'table':
        return this.database(target)?.table(target.table) ?? null;
    }
  }

  /** Reads again what stands under the node; under all of them for null. */
  async refresh(node: ConnectionsNode | null): Promise<void> {
    if (node === null) {
      for (const connection of this.#connections.values()) connection.reset();
      await this.#parts.editor.services.book.reload();
    }
    node?.reset();
    this.#changed.fire(node ?? undefined);
  }

  /** Forgets what stands under a connection, and closes it in the tree. */
  close(connectionId: string): void {
    const node = this.connection(connectionId);
    if (node === null) return;
    node.close();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    for (const end of this.#endings) end();
    for (const node of this.#connections.values()) node.reset();
    this.#changed.dispose();
  }

  #take(state: BookState): void {
    switch (state.kind) {
      case 'unread':
        return;
      case 'unreadable':
        this.#roots = unreadableNodes(l10n.t('The connections can’t be read'), state.error);
        this.#state.tell('unreadable');
        return;
      case 'read':
        this.#arrange(state.connections);
        this.#state.tell(state.connections.length === 0 ? 'empty' : 'some');
    }
  }

  /** Nodes of connections that are still there are kept, with what was read under them. */
  #arrange(stored: readonly StoredConnection[]): void {
    const before = this.#connections;
    const nodeOf = (one: StoredConnection): ConnectionNode => {
      const node = before.get(one.connection.id) ?? new ConnectionNode(one, this.#parts);
      const isElsewhere = howReached(node.connection) !== howReached(one.connection);
      node.stored = one;
      if (isElsewhere) node.close();
      return node;
    };
    const { groups, others } = groupConnections(stored);
    const groupNodes = groups.map(({ name, connections }) => {
      const group = this.#groups.get(name) ?? new GroupNode(name);
      group.members = connections.map(nodeOf);
      for (const member of group.members) member.parent = group;
      return group;
    });
    const loose = others.map(nodeOf);
    for (const node of loose) node.parent = null;
    const all = [...groupNodes.flatMap(({ members }) => members), ...loose];
    this.#connections = new Map(all.map((node) => [node.connection.id, node]));
    this.#groups = new Map(groupNodes.map((node) => [node.group, node]));
    this.#roots = [...groupNodes, ...loose];
    for (const [id, node] of before) if (!this.#connections.has(id)) node.reset();
  }
}
