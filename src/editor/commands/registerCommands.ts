/** Puts handlers behind the commands; an id without a handler, or a handler without an id, does not compile. */
import type { Disposable } from 'vscode';
import type { CommandId } from '../manifest/commands.ts';
import type { Editor } from '../editor.ts';
import type { CommandHandler } from '../startup/startup.ts';
import { showError } from '../ui/showError.ts';

/** Arguments are checked by the command, and anything unknown is answered by asking the user. */
export type CommandHandlers<Id extends CommandId> = Readonly<Record<Id, CommandHandler>>;

/** Sets them all. A handler that throws shows its error once, with an action; the palette never sees it. */
export function registerCommands<Id extends CommandId>(
  editor: Editor,
  handlers: CommandHandlers<Id>,
): Disposable[] {
  return Object.entries<CommandHandler>(handlers).map(([id, handler]) =>
    editor.startup.setCommand(id, async (...args) => {
      try {
        await handler(...args);
      } catch (error) {
        await showError(editor.log, error);
      }
    }),
  );
}
