/** The editor's half that is loaded on first use: composes the services and registers what uses them. Nothing is connected here. */
import { userInfo } from 'node:os';
import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { Listeners } from './comparison/listeners.ts';
import { ServerPool } from './comparison/serverPool.ts';
import {
  clock,
  newRunName,
  openConnections,
  openJournals,
  openServer,
  openTasks,
  pause,
  testConnection,
} from './compose.ts';
import type { ComparisonServices } from './comparison/comparisonServices.ts';
import type { TaskNotice } from './task/taskPorts.ts';
import { ConnectionBook } from './editor/connections/connectionBook.ts';
import { makeServerOpener } from './editor/connections/serverOpener.ts';
import type { Editor } from './editor/editor.ts';
import { localFiles } from './editor/localFiles.ts';
import { registerEditor } from './editor/registerEditor.ts';
import { EditorSecrets } from './editor/secrets.ts';
import type { Startup } from './editor/startup/startup.ts';
import { translated } from './editor/ui/translated.ts';
import { askMissingSecret } from './editor/ui/askMissingSecret.ts';
import { editorLog } from './editor/ui/editorLog.ts';
import { openIfTrusted } from './editor/ui/openIfTrusted.ts';

/** Puts all that the extension does behind the doors that VS Code knows. */
export function startEditor(context: ExtensionContext, startup: Startup): void {
  const log = editorLog(window.createOutputChannel('Shadow Sync', { log: true }));
  const storage = context.globalStorageUri.fsPath;
  const connections = once(() => openConnections(storage, (message) => book.addNotice(message)));
  const book: ConnectionBook = new ConnectionBook(connections);
  const secrets = new EditorSecrets(context.secrets);
  const servers = new ServerPool({
    clock,
    open: makeServerOpener({
      find: (id) => book.find(id),
      secrets,
      files: localFiles,
      open: openIfTrusted(openServer),
      ask: askMissingSecret,
      say: translated,
    }),
  });
  const working: ComparisonServices = {
    servers,
    journals: openJournals(`${storage}/journals`),
    clock,
    pause,
    newRunName,
  };
  const notices = new Listeners<TaskNotice>();
  const tasks = once(async () => {
    const { makeTaskWorker } = await import('./comparison/taskWorker.ts');
    return await openTasks(storage, {
      worker: makeTaskWorker(working),
      onNotice: (notice) => notices.tell(notice),
      say: (message) => log.warn(message),
    });
  });
  const editor: Editor = {
    context,
    startup,
    log,
    services: {
      ...working,
      connections,
      book,
      secrets,
      files: localFiles,
      testConnection: openIfTrusted(testConnection),
      tasks,
      onTaskNotice: (listener) => notices.add(listener),
      person: personName(),
    },
  };
  context.subscriptions.push(
    ...registerEditor(editor),
    { dispose: () => book.close() },
    { dispose: () => void servers.dispose() },
  );
}

/** An account without an entry in the system's list of users has no name there (containers with any number as user). */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${String(process.getuid?.() ?? '')}`.trim();
  }
}

/** Opens on first use, and again after a failure: what was in the way may be gone. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
