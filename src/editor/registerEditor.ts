/** Registers everything of the editor, feature by feature. */
import { registerAlerts } from './alerts/registerAlerts.ts';
import { copyMessage } from './commands/copyMessage.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { registerComparisons } from './comparisons/registerComparisons.ts';
import { registerConnections } from './connections/registerConnections.ts';
import type { Disposing, Editor } from './editor.ts';
import type { generalCommands } from './manifest/generalCommands.ts';
import { OmsBook } from './oms/omsBook.ts';
import { registerOms } from './oms/registerOms.ts';
import { registerTasks } from './tasks/registerTasks.ts';

/** Registers all parts; what they must give back is disposed with the extension. */
export function registerEditor(editor: Editor): Disposing[] {
  const comparisons = registerComparisons(editor);
  const { oms: omsServices, secrets, files, clock } = editor.services;
  const oms = new OmsBook(omsServices, { secrets, files }, () => clock.now());
  const tasks = registerTasks(comparisons.parts, oms);
  return [
    editor.log,
    ...registerConnections(editor, comparisons.knowledge),
    ...comparisons.disposables,
    ...tasks.disposables,
    ...registerOms(editor, oms),
    ...registerAlerts(comparisons.parts, (document) => tasks.documents.look(document), oms),
    ...registerCommands<keyof typeof generalCommands>(editor, {
      'shadowSync.log.show': () => editor.log.show(),
      'shadowSync.message.copy': (...args) => copyMessage(args),
    }),
  ];
}
