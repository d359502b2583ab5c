/** What the nodes of the connections tree have in common. */
import type { MarkdownString, TreeItem } from 'vscode';
import type { Editor } from '../../editor.ts';
import type { NamingRule } from '../../../shadow/namingRule.ts';
import type { TreeTarget } from '../treeTarget.ts';
import type { DatabasePlace } from './databasePlace.ts';
import type { TableFilters } from './tableFilters.ts';
import type { ComparedMark } from './tableRows.ts';

export interface ConnectionsNode {
  /** Null for the roots. */
  readonly parent: ConnectionsNode | null;
  /** What commands are to work on; null for messages. */
  readonly target: TreeTarget | null;
  /** Cheap: it is asked of every node that is shown. */
  item(): TreeItem;
  /** Asked when the pointer rests on the node. */
  tooltip(): MarkdownString | null;
  children(): Promise<readonly ConnectionsNode[]>;
  /** Forgets what was read of what stands under it; whoever opens the node reads it anew. */
  reset(): void;
}

/** What nodes need of the tree they stand in. */
export interface TreeParts {
  readonly editor: Editor;
  readonly knowledge: ShadowKnowledge;
  readonly filters: TableFilters;
  /** The node looks different, or has other children. */
  readonly changed: (node: ConnectionsNode) => void;
}

/** Port: what the comparisons know of a database. */
export interface ShadowKnowledge {
  ruleOf(place: DatabasePlace): NamingRule;
  /** By source table; null when nobody has compared since the window was opened. */
  marksOf(place: DatabasePlace): ComparedMarks | null;
  onDidChange(listener: (place: DatabasePlace) => void): () => void;
}

export interface ComparedMarks {
  readonly marks: ReadonlyMap<string, ComparedMark>;
  /** Milliseconds since 1970 UTC. */
  readonly readAt: number;
}
