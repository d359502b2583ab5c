/** Registers everything of the editor, feature by feature. */
import { registerCommands } from './commands/registerCommands.ts';
import { registerComparisons } from './comparisons/registerComparisons.ts';
import { registerConnections } from './connections/registerConnections.ts';
import type { Disposing, Editor } from './editor.ts';
import type { generalCommands } from './manifest/generalCommands.ts';

/** Registers all parts; what they must give back is disposed with the extension. */
export function registerEditor(editor: Editor): Disposing[] {
  const comparisons = registerComparisons(editor);
  return [
    editor.log,
    ...registerConnections(editor, comparisons.knowledge),
    ...comparisons.disposables,
    ...registerCommands<keyof typeof generalCommands>(editor, {
      'shadowSync.log.show': () => editor.log.show(),
    }),
  ];
}
