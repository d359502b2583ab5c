/** Connections in their groups, as the tree shows them. Without `vscode`. */
import type { StoredConnection } from '../../../connection/connectionStore.ts';

export interface GroupedConnections {
  readonly groups: readonly { readonly name: string; readonly connections: readonly StoredConnection[] }[];
  /** Those without a group. */
  readonly others: readonly StoredConnection[];
}

/** Groups and connections by name, as people sort names. */
export function groupConnections(connections: readonly StoredConnection[]): GroupedConnections {
  const sorted = [...connections].sort((a, b) => byName(a.connection.name, b.connection.name));
  const groups = new Map<string, StoredConnection[]>();
  const others: StoredConnection[] = [];
  for (const stored of sorted) {
    const { group } = stored.connection;
    if (group === null) others.push(stored);
    else groups.set(group, [...(groups.get(group) ?? []), stored]);
  }
  return {
    groups: [...groups]
      .sort(([a], [b]) => byName(a, b))
      .map(([name, members]) => ({ name, connections: members })),
    others,
  };
}

/** `node2` before `node10`. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}
