/** Registers the commands about OMS servers and their tasks; the list of tasks shows them. */
import {
  addOmsServer,
  deleteOmsServer,
  editOmsServer,
  refreshOmsServer,
  testOmsServer,
} from '../commands/oms/omsServerCommands.ts';
import { actOnOmsTasks } from '../commands/oms/actOnOmsTasks.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { Disposing, Editor } from '../editor.ts';
import type { omsCommands } from '../manifest/omsCommands.ts';
import type { OmsBook } from './omsBook.ts';

/** What must be disposed with the extension. */
export function registerOms(editor: Editor, oms: OmsBook): Disposing[] {
  const parts = { editor, oms };
  return [
    ...registerCommands<keyof typeof omsCommands>(editor, {
      'shadowSync.omsServer.add': () => addOmsServer(parts),
      'shadowSync.omsServer.edit': (...args) => editOmsServer(parts, args),
      'shadowSync.omsServer.test': (...args) => testOmsServer(parts, args),
      'shadowSync.omsServer.refresh': (...args) => refreshOmsServer(parts, args),
      'shadowSync.omsServer.delete': (...args) => deleteOmsServer(parts, args),
      'shadowSync.omsTask.start': (...args) => actOnOmsTasks(parts, 'start', args),
      'shadowSync.omsTask.stop': (...args) => actOnOmsTasks(parts, 'stop', args),
      'shadowSync.omsTask.resume': (...args) => actOnOmsTasks(parts, 'resume', args),
    }),
    { dispose: () => oms.close() },
  ];
}
