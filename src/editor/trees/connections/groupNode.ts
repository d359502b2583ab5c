import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeTarget } from '../treeTarget.ts';
import type { ConnectionNode } from './connectionNode.ts';
import type { ConnectionsNode } from './connectionsNode.ts';
import { nodeLabel } from './nodeLabel.ts';

/** A group of connections; it lives as long as it has any. */
export class GroupNode implements ConnectionsNode {
  readonly parent = null;
  readonly group: string;
  members: readonly ConnectionNode[] = [];

  constructor(group: string) {
    this.group = group;
  }

  get target(): TreeTarget {
    return { kind: 'group', group: this.group };
  }

  item(): TreeItem {
    const item = new TreeItem(nodeLabel(this.group), TreeItemCollapsibleState.Expanded);
    item.id = `group/${this.group}`;
    item.contextValue = 'group';
    item.iconPath = new ThemeIcon('folder');
    return item;
  }

  tooltip(): null {
    return null;
  }

  children(): Promise<readonly ConnectionsNode[]> {
    return Promise.resolve(this.members);
  }

  reset(): void {
    for (const member of this.members) member.reset();
  }
}
