/** What the rows of the list of tasks have in common. */
import type { MarkdownString, TreeItem } from 'vscode';
import type { OmsPlace } from '../../oms/omsPlace.ts';
import type { TaskTarget } from '../../tasks/taskTarget.ts';

export interface TasksNode {
  /** What commands are to work on; null for messages. */
  readonly target: TaskTarget | OmsPlace | null;
  /** What stands under it; nothing where it has none. Never throws. */
  children?(): Promise<readonly TasksNode[]>;
  /** Cheap: it is asked of every row. */
  item(now: number): TreeItem;
  /** Asked when the pointer rests on the row. */
  tooltip(): MarkdownString;
}
