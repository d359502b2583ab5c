/**
 * What a command is asked to work on. Trees, other extensions and keybindings hand over whatever they like, so it is read
 * field by field, and what is not understood is left out: then the command asks. Without `vscode`.
 */
import { readForeign } from '../foreignValue.ts';

export type TreeTarget =
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'connection'; readonly connectionId: string }
  | { readonly kind: 'database'; readonly connectionId: string; readonly database: string }
  | {
      readonly kind: 'table';
      readonly connectionId: string;
      readonly database: string;
      readonly table: string;
    };

/** Longer than any name; a bound against arguments that are something else. */
const longest = 1000;

/** More than anybody selects by hand, and than a database may hold (C8). */
const most = 100_000;

/**
 * The targets among a command's arguments: a tree hands over the node that was clicked and all that are selected. Nodes
 * carry their target in `target`; plain targets are understood too.
 */
export function targetsOf(args: readonly unknown[]): readonly TreeTarget[] {
  const [clicked, selected] = args;
  const nodes = readForeign(() => nodesOf(clicked, selected)) ?? [];
  return nodes.flatMap((node) => {
    const target = readForeign(() => readTarget(hasTarget(node) ? node.target : node));
    return target === null ? [] : [target];
  });
}

function nodesOf(clicked: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected.slice(0, most) : [clicked];
}

/** Ids of the connections that were meant, each once; groups stand for none. */
export function connectionIdsOf(args: readonly unknown[]): readonly string[] {
  const ids = targetsOf(args).flatMap((target) => (target.kind === 'group' ? [] : [target.connectionId]));
  return [...new Set(ids)];
}

function hasTarget(node: unknown): node is { readonly target: unknown } {
  return typeof node === 'object' && node !== null && 'target' in node;
}

function readTarget(value: unknown): TreeTarget | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const group = nameIn(fields, 'group');
  const connectionId = nameIn(fields, 'connectionId');
  const database = nameIn(fields, 'database');
  const table = nameIn(fields, 'table');
  switch (value.kind) {
    case 'group':
      return group === null ? null : { kind: 'group', group };
    case 'connection':
      return connectionId === null ? null : { kind: 'connection', connectionId };
    case 'database':
      return connectionId === null || database === null ? null : { kind: 'database', connectionId, database };
    case 'table':
      return connectionId === null || database === null || table === null
        ? null
        : { kind: 'table', connectionId, database, table };
    default:
      return null;
  }
}

function nameIn(fields: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = fields.get(name);
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
}
