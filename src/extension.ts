/** The editor's entry: tells VS Code what there is, and loads src/extensionMain.ts when somebody uses it. */
import { access } from 'node:fs/promises';
import type { ExtensionContext } from 'vscode';
import { Startup } from './editor/startup/startup.ts';

/** Called by VS Code once, after it has started. */
export function activate(context: ExtensionContext): void {
  let isOver = false;
  const startup = new Startup(context, async (doors) => {
    const { startEditor } = await import('./extensionMain.ts');
    if (!isOver) startEditor(context, doors);
  });
  context.subscriptions.push(startup, {
    dispose: () => {
      isOver = true;
    },
  });
  void loadForTasks(context, startup);
}

/** Tasks have schedules, and wait for people: where there are any, nobody has to come and knock. */
async function loadForTasks({ globalStorageUri }: ExtensionContext, startup: Startup): Promise<void> {
  const hasTasks = await access(`${globalStorageUri.fsPath}/task-centre`).then(
    () => true,
    () => false,
  );
  if (hasTasks) await startup.load();
}
