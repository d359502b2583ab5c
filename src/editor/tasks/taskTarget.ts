/** Which tasks a command is asked to work on; its arguments may be anything (see trees/treeTarget.ts). Without `vscode`. */
import { readNodes } from '../foreignNodes.ts';

export interface TaskTarget {
  readonly kind: 'task';
  readonly taskId: string;
}

/** Ids are shorter; a bound against arguments that are something else. */
const longest = 100;

/** The ids that were meant, each once; what is not understood is left out: then the command asks. */
export function taskIdsOf(args: readonly unknown[]): readonly string[] {
  return [...new Set(readNodes(args, idIn))];
}

function idIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('taskId' in value)) return null;
  const { kind, taskId } = value;
  const isId = typeof taskId === 'string' && taskId !== '' && taskId.length <= longest;
  return kind === 'task' && isId ? taskId : null;
}
