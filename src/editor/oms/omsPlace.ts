/** Which OMS server or task of one a command is asked to work on; its arguments may be anything. Without `vscode`. */
import { readForeign } from '../foreignValue.ts';

export type OmsPlace =
  | { readonly kind: 'omsServer'; readonly serverId: string }
  | { readonly kind: 'omsTask'; readonly serverId: string; readonly taskId: string };

/** Longer than any id; a bound against arguments that are something else. */
const longest = 200;

/** More than a server's list has. */
const most = 1000;

/** The server that was meant; null for what is not understood: then the command asks. */
export function omsServerIn([node]: readonly unknown[]): string | null {
  return readForeign(() => fieldIn(node, ['omsServer', 'omsTask'], 'serverId'));
}

/** The tasks that were meant, each once; servers stand for none. */
export function omsTasksIn(args: readonly unknown[]): readonly Extract<OmsPlace, { kind: 'omsTask' }>[] {
  const [clicked, selected] = args;
  const nodes = readForeign(() => nodesOf(clicked, selected)) ?? [];
  const found = new Map<string, Extract<OmsPlace, { kind: 'omsTask' }>>();
  for (const node of nodes) {
    const serverId = readForeign(() => fieldIn(node, ['omsTask'], 'serverId'));
    const taskId = readForeign(() => fieldIn(node, ['omsTask'], 'taskId'));
    if (serverId !== null && taskId !== null) {
      found.set(JSON.stringify([serverId, taskId]), { kind: 'omsTask', serverId, taskId });
    }
  }
  return [...found.values()];
}

function nodesOf(clicked: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected.slice(0, most) : [clicked];
}

function fieldIn(node: unknown, kinds: readonly string[], field: string): string | null {
  const place = typeof node === 'object' && node !== null && 'target' in node ? node.target : node;
  if (typeof place !== 'object' || place === null || !('kind' in place)) return null;
  if (typeof place.kind !== 'string' || !kinds.includes(place.kind)) return null;
  const value: unknown = Reflect.get(place, field);
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
}
