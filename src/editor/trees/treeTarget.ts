/**
 * What a command is asked to work on. Trees, other extensions and keybindings hand over whatever they like, so it is read
 * field by field, and what is not understood is left out: then the command asks. Without `vscode`.
 */
import { readNodes } from '../foreignNodes.ts';

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

/** The targets among a command's arguments. */
export function targetsOf(args: readonly unknown[]): readonly TreeTarget[] {
  return readNodes(args, readTarget);
}

/** Ids of the connections that were meant, each once; groups stand for none. */
export function connectionIdsOf(args: readonly unknown[]): readonly string[] {
  const ids = targetsOf(args).flatMap((target) => (target.kind === 'group' ? [] : [target.connectionId]));
  return [...new Set(ids)];
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
