/** Which alerts a command is asked to work on; its arguments may be anything (see trees/treeTarget.ts). Without `vscode`. */
import { readNodes } from '../foreignNodes.ts';

export interface AlertTarget {
  readonly kind: 'alert';
  readonly alertId: string;
}

/** As newId makes them; nothing else reaches a store or a message. */
const id = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export function isAlertId(text: string): boolean {
  return id.test(text);
}

/** The ids that were meant, each once; what is not understood is left out: then the command asks. */
export function alertIdsOf(args: readonly unknown[]): readonly string[] {
  return [...new Set(readNodes(args, idIn))];
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('alertId' in value)) return null;
  const { kind, alertId } = value;
  return kind === 'alert' && typeof alertId === 'string' && isAlertId(alertId) ? alertId : null;
}
