/** Registers the connections' half of the editor: tree, form, commands. */
import { window } from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { english } from '../../schema/phrase.ts';
import { addByUrl } from '../commands/connections/addByUrl.ts';
import { addConnection } from '../commands/connections/addConnection.ts';
import { cancelConnecting, disconnect, reconnect } from '../commands/connections/connecting.ts';
import { exportFile, importFile } from '../commands/connections/connectionFiles.ts';
import { copyName } from '../commands/connections/copyName.ts';
import { deleteConnections } from '../commands/connections/deleteConnections.ts';
import { duplicateConnection, editConnection } from '../commands/connections/editConnection.ts';
import { clearFilter, filterTables } from '../commands/connections/filterTables.ts';
import { importConnections } from '../commands/connections/importConnections.ts';
import { moveToGroup, renameGroup } from '../commands/connections/moveToGroup.ts';
import { restoreConnections } from '../commands/connections/restoreConnections.ts';
import { setEnvironment } from '../commands/connections/setEnvironment.ts';
import { setPassword } from '../commands/connections/setPassword.ts';
import { testStored } from '../commands/connections/testStored.ts';
import { registerCommands } from '../commands/registerCommands.ts';
import type { CommandHandlers } from '../commands/registerCommands.ts';
import type { Disposing, Editor } from '../editor.ts';
import type { connectionCommands } from '../manifest/connectionCommands.ts';
import { ConnectionForms } from '../panels/connectionForm/connectionForms.ts';
import type { ShadowKnowledge } from '../trees/connections/connectionsNode.ts';
import { ConnectionsView } from '../trees/connections/connectionsView.ts';
import { targetsOf } from '../trees/treeTarget.ts';
import { plainText } from '../ui/plainText.ts';
import { showError } from '../ui/showError.ts';
import { translated } from '../ui/translated.ts';
import { forgetChanged } from './forgetChanged.ts';

type ConnectionHandlers = CommandHandlers<keyof typeof connectionCommands>;

/** What must be disposed with the extension. */
export function registerConnections(editor: Editor, knowledge: ShadowKnowledge): Disposing[] {
  const view = new ConnectionsView(editor, knowledge);
  const reveal = ({ id }: Connection): void => {
    view.reveal(id).catch((error: unknown) => showError(editor.log, error));
  };
  const forms = new ConnectionForms(editor, reveal);
  const { book, servers } = editor.services;
  const endings = [
    forgetChanged(book, servers),
    book.onNotice((said) => {
      editor.log.warn(english(said));
      const message = translated(said);
      view.showNotice(message);
      void window.showWarningMessage(plainText(message));
    }),
  ];
  return [
    view,
    forms,
    { dispose: () => endings.forEach((end) => end()) },
    ...registerCommands(editor, handlersOf(editor, view, forms, reveal)),
  ];
}

function handlersOf(
  editor: Editor,
  view: ConnectionsView,
  forms: ConnectionForms,
  reveal: (connection: Connection) => void,
): ConnectionHandlers {
  return {
    'shadowSync.connection.add': () => addConnection(forms),
    'shadowSync.connection.addByUrl': async () => {
      const added = await addByUrl(editor);
      if (added !== null) reveal(added);
    },
    'shadowSync.connection.import': () => importConnections(editor),
    'shadowSync.connection.importFile': () => importFile(editor),
    'shadowSync.connection.exportFile': (...args) => exportFile(editor, args),
    'shadowSync.connection.reconnect': (...args) => reconnect(editor, view, args),
    'shadowSync.connection.cancel': (...args) => cancelConnecting(view, args),
    'shadowSync.connection.disconnect': (...args) => disconnect(editor, view, args),
    'shadowSync.connection.test': (...args) => testStored(editor, args),
    'shadowSync.connection.edit': (...args) => editConnection(editor, forms, args),
    'shadowSync.connection.setPassword': async (...args) => {
      const connectionId = await setPassword(editor, args);
      if (connectionId !== null) await view.reopen(connectionId);
    },
    'shadowSync.connection.setEnvironment': (...args) => setEnvironment(editor, args),
    'shadowSync.connection.moveToGroup': (...args) => moveToGroup(editor, args),
    'shadowSync.connection.duplicate': (...args) => duplicateConnection(editor, forms, args),
    'shadowSync.connection.delete': (...args) => deleteConnections(editor, args),
    'shadowSync.group.rename': (...args) => renameGroup(editor, args),
    'shadowSync.tables.filter': (...args) => filterTables(editor, view, args),
    'shadowSync.tables.clearFilter': (...args) => clearFilter(editor, view, args),
    'shadowSync.connections.refresh': (...args) => view.refresh(targetsOf(args)),
    'shadowSync.connections.restore': () => restoreConnections(editor),
    'shadowSync.name.copy': (...args) => copyName(editor, args),
  };
}
