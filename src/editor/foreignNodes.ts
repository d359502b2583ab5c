/**
 * What a command is handed to work on: a tree hands over the node that was clicked and all that are selected, a panel or a
 * document a plain target, another extension whatever it likes. Without `vscode`.
 */
import { readForeign } from './foreignValue.ts';

/** More than anybody selects by hand, and than a store or a database may hold (C8). */
const most = 100_000;

/** What `read` understands of the arguments; nodes carry their target in `target`. What it does not understand, or throws at, is left out. */
export function readNodes<T>(args: readonly unknown[], read: (target: unknown) => T | null): readonly T[] {
  const [clicked, selected] = args;
  const nodes = readForeign(() => nodesOf(clicked, selected)) ?? [];
  return nodes.flatMap((node) => {
    const found = readForeign(() => read(hasTarget(node) ? node.target : node));
    return found === null ? [] : [found];
  });
}

function nodesOf(clicked: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected.slice(0, most) : [clicked];
}

function hasTarget(node: unknown): node is { readonly target: unknown } {
  return typeof node === 'object' && node !== null && 'target' in node;
}
