/** Which tasks a command is asked to work on; its arguments may be anything (see trees/treeTarget.ts). Without `vscode`. */
import { readForeign } from '../foreignValue.ts';

export interface TaskTarget {
  readonly kind: 'task';
  readonly taskId: string;
}

/** Ids are shorter; a bound against arguments that are something else. */
const longest = 100;

/** More than a store holds. */
const most = 100_000;

/**
 * The ids that were meant, each once: a tree hands over the node that was clicked and all that are selected, a panel or a
 * document a plain target. What is not understood is left out: then the command asks.
 */
export function taskIdsOf(args: readonly unknown[]): readonly string[] {
  const [clicked, selected] = args;
  const nodes = readForeign(() => nodesOf(clicked, selected)) ?? [];
  const ids = nodes.flatMap((node) => {
    const id = readForeign(() => idIn(hasTarget(node) ? node.target : node));
    return id === null ? [] : [id];
  });
  return [...new Set(ids)];
}

function nodesOf(clicked: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected.slice(0, most) : [clicked];
}

function hasTarget(node: unknown): node is { readonly target: unknown } {
  return typeof node === 'object' && node !== null && 'target' in node;
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('taskId' in value)) return null;
  const { kind, taskId } = value;
  const isId = typeof taskId === 'string' && taskId !== '' && taskId.length <= longest;
  return kind === 'task' && isId ? taskId : null;
}
