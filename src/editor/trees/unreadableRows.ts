/** What a tree shows in the place of a store that can't be read (F3). */
import type { MarkdownString, TreeItem } from 'vscode';
import { MessageNode, problemNodes } from './connections/messageNode.ts';

/** A row of any list. */
interface MessageRow {
  readonly target: null;
  readonly message: string;
  item(): TreeItem;
  tooltip(): MarkdownString;
}

/** A short line first: the long one begins with a path, and a side bar is narrow. */
export function unreadableNodes(title: string, error: unknown): readonly MessageNode[] {
  return [
    new MessageNode(null, 'problem', title, 'storeUnreadable'),
    ...problemNodes(null, error, { kind: 'note' }),
  ];
}

/** The same for lists, whose rows have no parents. */
export function unreadableRows(title: string, error: unknown): MessageRow[] {
  return unreadableNodes(title, error).map((node) => ({
    target: null,
    message: node.message,
    item: () => node.item(),
    tooltip: () => node.tooltip(),
  }));
}
