import { commands, extensions, window } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { when } from './dialogs.ts';
import type { Dialogs } from './dialogs.ts';
import { openHostDatabase } from './hostDatabase.ts';

/** A legal name of a table that VS Code would show as a link which runs a command (U-01). */
export const link = '[Fix](command:workbench.action.reloadWindow)';

/** A legal name of a table that VS Code would show as an icon (U-06). */
export const icon = '$(trash)';

/** Both in one name of a database. */
export const database = `rails ${icon}${link}`;

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** The shadow of the first table differs in a way that is unsafe; the second has none. */
export async function setRailsStage(): Promise<Connection> {
  await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
  const server = await openHostDatabase();
  await server.query(`drop database if exists ${quoted(database)}; create database ${quoted(database)}`);
  await server.query(`use ${quoted(database)};
    create table ${quoted(link)} (id int primary key, ${quoted(link)} int, note varchar(20));
    create table ${quoted(`__test_${link}`)} (id int primary key, ${quoted(link)} int, legacy varchar(20));
    create table ${quoted(icon)} (id int primary key)`);
  return server;
}

/** The columns of the shadow that a run would change. */
export async function shadowColumns(server: Connection): Promise<readonly string[]> {
  const [rows] = await server.query(
    'select column_name as name from information_schema.columns where table_schema = ? and table_name = ? order by ordinal_position',
    [database, `__test_${link}`],
  );
  return (rows as unknown as readonly { readonly name: string }[]).map(({ name }) => name);
}

/** Removes every connection that this or an earlier suite made. */
export async function removeConnections(dialogs: Dialogs): Promise<void> {
  dialogs.answer(
    ({ text, offered }) => (text.includes('Which connections?') ? offered : null),
    when('Delete', 'Delete'),
  );
  await commands.executeCommand('shadowSync.connection.delete');
}

/** Puts another function in the place of one of `window`. Gives back what ends that. */
export function replaceInWindow(name: keyof typeof window, value: unknown): () => void {
  const original: unknown = Reflect.get(window, name);
  Object.defineProperty(window, name, { value, configurable: true, writable: true });
  return () => {
    Object.defineProperty(window, name, { value: original, configurable: true, writable: true });
  };
}

/** Goes away from every file dialog and every password field. Gives back what ends that. */
export function refuseDialogs(): () => void {
  const open = window.createInputBox.bind(window);
  const ends = [
    replaceInWindow('showOpenDialog', () => Promise.resolve(undefined)),
    replaceInWindow('showSaveDialog', () => Promise.resolve(undefined)),
    replaceInWindow('createInputBox', () => {
      const field = open();
      const show = field.show.bind(field);
      field.show = () => {
        show();
        field.hide();
      };
      return field;
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
