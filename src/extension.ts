/** The editor's entry: composes the services and registers what uses them. Nothing is read or connected here. */
import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { ServerPool } from './comparison/serverPool.ts';
import {
  clock,
  newRunName,
  openConnections,
  openJournals,
  openServer,
  pause,
  testConnection,
} from './compose.ts';
import type { ConnectionStore } from './compose.ts';
import { ConnectionBook } from './editor/connections/connectionBook.ts';
import { makeServerOpener } from './editor/connections/serverOpener.ts';
import type { Editor } from './editor/editor.ts';
import { localFiles } from './editor/localFiles.ts';
import { registerEditor } from './editor/registerEditor.ts';
import { EditorSecrets } from './editor/secrets.ts';
import { translated } from './editor/ui/translated.ts';
import { askMissingSecret } from './editor/ui/askMissingSecret.ts';
import { editorLog } from './editor/ui/editorLog.ts';
import { openIfTrusted } from './editor/ui/openIfTrusted.ts';

/** Called by VS Code once, after it has started. */
export function activate(context: ExtensionContext): void {
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
  const editor: Editor = {
    context,
    log,
    services: {
      connections,
      book,
      secrets,
      servers,
      files: localFiles,
      testConnection: openIfTrusted(testConnection),
      journals: openJournals(`${storage}/journals`),
      clock,
      pause,
      newRunName,
    },
  };
  context.subscriptions.push(
    ...registerEditor(editor),
    { dispose: () => book.close() },
    { dispose: () => void servers.dispose() },
  );
}

/** Opens on first use, and again after a failure: what was in the way may be gone. */
function once(open: () => Promise<ConnectionStore>): () => Promise<ConnectionStore> {
  let opened: Promise<ConnectionStore> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
