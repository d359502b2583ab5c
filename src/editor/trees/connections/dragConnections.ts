/** Connections are dragged into groups, one or many at a time. */
import { DataTransferItem } from 'vscode';
import type { DataTransfer, TreeDragAndDropController } from 'vscode';
import type { Editor } from '../../editor.ts';
import { showError } from '../../ui/showError.ts';
import { ConnectionNode } from './connectionNode.ts';
import type { ConnectionsNode } from './connectionsNode.ts';
import { GroupNode } from './groupNode.ts';

/** As VS Code names what is dragged within one tree: its id in lower case. */
const mimeType = 'application/vnd.code.tree.shadowsync.connections';

export function dragConnections(editor: Editor): TreeDragAndDropController<ConnectionsNode> {
  return {
    dragMimeTypes: [mimeType],
    dropMimeTypes: [mimeType],
    handleDrag(nodes, data): void {
      const ids = nodes.flatMap((node) => (node instanceof ConnectionNode ? [node.connection.id] : []));
      if (ids.length > 0) data.set(mimeType, new DataTransferItem(ids));
    },
    async handleDrop(onto, data): Promise<void> {
      try {
        await moveDropped(editor, groupOf(onto), data);
      } catch (error) {
        await showError(editor.log, error);
      }
    },
  };
}

/** What is below a group or a connection belongs to it; beside everything is no group. */
function groupOf(node: ConnectionsNode | undefined): string | null {
  if (node === undefined) return null;
  if (node instanceof GroupNode) return node.group;
  if (node instanceof ConnectionNode) return node.connection.group;
  return groupOf(node.parent ?? undefined);
}

async function moveDropped(editor: Editor, group: string | null, data: DataTransfer): Promise<void> {
  const dropped: unknown = data.get(mimeType)?.value;
  if (!Array.isArray(dropped)) return;
  const ids = new Set<unknown>(dropped);
  const connections = (await editor.services.book.list()).filter(({ connection }) => ids.has(connection.id));
  if (connections.length > 0) await editor.services.book.moveToGroup(connections, group);
}
