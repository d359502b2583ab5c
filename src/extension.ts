/** The editor's entry: tells VS Code what there is, and loads src/extensionMain.ts when somebody uses it. */
import type { Disposable, ExtensionContext } from 'vscode';
import { Startup } from './editor/startup/startup.ts';
import { hasAlerts } from './hasAlerts.ts';
import { hasTasks } from './hasTasks.ts';

/** How often a window that nobody uses looks whether another one made the first task. */
const lookEveryMs = 60_000;

type End = () => Promise<void>;

/** What `deactivate` has to wait for. */
const endings = new Set<End>();

/** Called by VS Code once, after it has started. */
export function activate(context: ExtensionContext): void {
  let isOver = false;
  let end: End | null = null;
  const startup = new Startup(context, async (doors) => {
    const { startEditor } = await import('./extensionMain.ts');
    if (isOver) return;
    end = startEditor(context, doors);
    endings.add(end);
  });
  context.subscriptions.push(startup, loadForTasks(context, startup), {
    dispose: () => {
      isOver = true;
      if (end === null) return;
      endings.delete(end);
      void end();
    },
  });
}

/**
 * Called by VS Code before the window closes or reloads: runs are stopped on their servers and the right to run tasks is
 * given back, so that another window, or this one when it is back, goes on with them at once (S12).
 */
export async function deactivate(): Promise<void> {
  await Promise.all([...endings].map((end) => end()));
}

/**
 * Tasks have schedules, alerts wait for people: where there are any, nobody has to come and knock. The first one may be made
 * in another window, which may be gone when it is due.
 */
function loadForTasks({ globalStorageUri }: ExtensionContext, startup: Startup): Pick<Disposable, 'dispose'> {
  const look = async (): Promise<void> => {
    const folder = globalStorageUri.fsPath;
    if (!(await hasTasks(folder)) && !(await hasAlerts(folder))) return;
    clearInterval(timer);
    await startup.load();
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  void look();
  return { dispose: () => clearInterval(timer) };
}
