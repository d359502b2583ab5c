import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { errorText } from '../../ui/showError.ts';
import type { TreeTarget } from '../treeTarget.ts';
import type { ConnectionsNode } from './connectionsNode.ts';
import { nodeLabel } from './nodeLabel.ts';

type MessageKind = 'problem' | 'remedy' | 'note' | 'waiting';

/** A line of text in the place of children that are not there. */
export class MessageNode implements ConnectionsNode {
  readonly parent: ConnectionsNode | null;
  readonly target: TreeTarget | null;
  readonly #kind: MessageKind;
  readonly #text: string;
  readonly #contextValue: string;

  constructor(parent: ConnectionsNode | null, kind: MessageKind, text: string, contextValue = 'message') {
    this.parent = parent;
    // What is waited for can be cancelled here too.
    this.target = kind === 'waiting' ? (parent?.target ?? null) : null;
    this.#kind = kind;
    this.#text = text;
    this.#contextValue = contextValue;
  }

  item(): TreeItem {
    const item = new TreeItem(nodeLabel(this.#text), TreeItemCollapsibleState.None);
    item.contextValue = this.#contextValue;
    const icon = iconOf(this.#kind);
    if (icon !== null) item.iconPath = icon;
    return item;
  }

  tooltip(): MarkdownString {
    return new MarkdownString().appendText(this.#text);
  }

  children(): Promise<readonly ConnectionsNode[]> {
    return Promise.resolve([]);
  }

  reset(): void {
    // Nothing stands under it.
  }
}

/**
 * How long children are waited for before a line says so. VS Code shows nothing new of a node, no icon and no button to
 * cancel, until its children are there.
 */
export const patienceMs = 250;

/** In the place of children that are on their way. */
export function waitingNode(parent: ConnectionsNode, text: string): MessageNode {
  return new MessageNode(parent, 'waiting', text, 'loading');
}

/**
 * What went wrong, and below it what can be done about it. `place` is what the parent says already: a side bar is narrow,
 * and a message that begins with it would end before it says anything.
 */
export function problemNodes(
  parent: ConnectionsNode | null,
  error: unknown,
  { kind = 'problem', place = '' }: { readonly kind?: MessageKind; readonly place?: string } = {},
): readonly MessageNode[] {
  if (!(error instanceof ShadowSyncError)) {
    return [new MessageNode(parent, kind, errorText(error))];
  }
  if (error.code === 'cancelled') return [new MessageNode(parent, 'note', l10n.t('Cancelled'))];
  const problem = new MessageNode(parent, kind, withoutPlace(error.message, place));
  return error.remedy === null ? [problem] : [problem, new MessageNode(parent, 'remedy', error.remedy)];
}

function withoutPlace(message: string, place: string): string {
  const beginning = `Connecting to ${place}: `;
  return message.startsWith(beginning) ? message.slice(beginning.length) : message;
}

function iconOf(kind: MessageKind): ThemeIcon | null {
  switch (kind) {
    case 'problem':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'remedy':
      return new ThemeIcon('lightbulb');
    case 'waiting':
      return new ThemeIcon('loading~spin');
    case 'note':
      return null;
  }
}
