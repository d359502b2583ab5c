/** Registers command handlers; an id without a handler, or a handler without an id, does not compile. */
import { commands as vscodeCommands } from 'vscode';
import type { Disposable } from 'vscode';
import type { CommandId } from '../manifest/commands.ts';
import type { Editor } from '../editor.ts';
import { showError } from '../ui/showError.ts';

/**
 * What a command does. Arguments come from trees, CodeLenses, keybindings and other extensions: they are checked by the
 * command, and anything unknown is answered by asking the user.
 */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void> | void;

export type CommandHandlers<Id extends CommandId> = Readonly<Record<Id, CommandHandler>>;

/** Registers them all. A handler that throws shows its error once, with an action; the palette never sees it. */
export function registerCommands<Id extends CommandId>(
  editor: Editor,
  handlers: CommandHandlers<Id>,
): Disposable[] {
  return Object.entries<CommandHandler>(handlers).map(([id, handler]) =>
    vscodeCommands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await handler(...args);
      } catch (error) {
        await showError(editor.log, error);
      }
    }),
  );
}
