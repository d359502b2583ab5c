/** What the chosen items of the tree have in common, as far as a comparison is concerned. Without `vscode`. */
import type { TreeTarget } from '../trees/treeTarget.ts';

/** One database and tables of it; null stands for what was not said. */
export interface TargetScope {
  readonly connectionId: string | null;
  readonly database: string | null;
  readonly tables: readonly string[] | null;
}

/** Only tables of one database can be compared together: the first one's. A database stands for all of its tables. */
export function scopeOf(targets: readonly TreeTarget[]): TargetScope {
  const first = targets.find(({ kind }) => kind !== 'group');
  if (first === undefined || first.kind === 'group') {
    return { connectionId: null, database: null, tables: null };
  }
  const { connectionId } = first;
  if (first.kind === 'connection') return { connectionId, database: null, tables: null };
  const { database } = first;
  const inside = targets.filter(
    (target) => 'database' in target && target.connectionId === connectionId && target.database === database,
  );
  const isWhole = inside.some(({ kind }) => kind === 'database');
  const tables = inside.flatMap((target) => (target.kind === 'table' ? [target.table] : []));
  return { connectionId, database, tables: isWhole ? null : [...new Set(tables)] };
}
