/** Which alerts a command is asked to work on; its arguments may be anything (see trees/treeTarget.ts). Without `vscode`. */
import { readForeign } from '../foreignValue.ts';

export interface AlertTarget {
  readonly kind: 'alert';
  readonly alertId: string;
}

/** As newId makes them; nothing else reaches a store or a message. */
const id = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** More than a store holds. */
const most = 100_000;

export function isAlertId(text: string): boolean {
  return id.test(text);
}

/**
 * The ids that were meant, each once: a tree hands over the node that was clicked and all that are selected, a panel or a
 * Problem a plain target. What is not understood is left out: then the command asks.
 */
export function alertIdsOf(args: readonly unknown[]): readonly string[] {
  const [clicked, selected] = args;
  const nodes = readForeign(() => nodesOf(clicked, selected)) ?? [];
  const ids = nodes.flatMap((node) => {
    const found = readForeign(() => idIn(hasTarget(node) ? node.target : node));
    return found === null ? [] : [found];
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
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('alertId' in value)) return null;
  const { kind, alertId } = value;
  return kind === 'alert' && typeof alertId === 'string' && isAlertId(alertId) ? alertId : null;
}
