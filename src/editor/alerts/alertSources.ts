/** The kinds of what alerts are about, in the order in which filters offer them. Without `vscode`. */
import type { AlertSource } from '../../alert/model/alert.ts';

export const alertSourceKinds = [
  'task',
  'oms-task',
  'oms-server',
  'channel',
  'scheduler',
] as const satisfies readonly AlertSource['kind'][];
