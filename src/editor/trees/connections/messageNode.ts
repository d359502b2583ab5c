import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, l10n } from 'vscode';
import type { MarkdownString } from 'vscode';
import { english } from '../../../schema/phrase.ts';
import type { Said } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { errorText } from '../../ui/showError.ts';
import type { TreeTarget } from '../treeTarget.ts';
import type { ConnectionsNode } from './connectionsNode.ts';
import { nodeLabel } from './nodeLabel.ts';
import { nodeTooltip } from './nodeTooltip.ts';
import { translated } from '../../ui/translated.ts';

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

  /** What it says, whole. */
  get message(): string {
    return this.#text;
  }

  item(): TreeItem {
    const item = new TreeItem(nodeLabel(this.#text), TreeItemCollapsibleState.None);
    item.contextValue = this.#contextValue;
    const icon = iconOf(this.#kind);
    if (icon !== null) item.iconPath = icon;
    return item;
  }

  tooltip(): MarkdownString {
    return nodeTooltip(this.#text);
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
  const problem = new MessageNode(parent, kind, translated(withoutPlace(error.said, place)));
  const { saidRemedy } = error;
  return saidRemedy === null
    ? [problem]
    : [problem, new MessageNode(parent, 'remedy', translated(saidRemedy))];
}

function withoutPlace(said: Said, place: string): Said {
  if (typeof said === 'string' || said.template !== '{0}: {1}') return said;
  const [doing, what] = said.args;
  const isThere = typeof doing === 'object' && english(doing) === `Connecting to ${place}`;
  return isThere && what !== undefined && typeof what !== 'number' ? what : said;
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
