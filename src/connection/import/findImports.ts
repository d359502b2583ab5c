/** Looks where other programs keep their connections, and reads what is there. */
import { phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { withHome } from '../localFiles.ts';
import type { LocalFiles } from '../localFiles.ts';
import { importDatabaseClient } from './databaseClient.ts';
import { importDbeaver } from './dbeaver.ts';
import type { ImportedConnection } from './importedConnection.ts';
import { importMyCnf } from './myCnf.ts';
import { parseJsonc } from './parseJsonc.ts';
import { importSqlTools } from './sqlTools.ts';

export interface ImportSources {
  readonly files: LocalFiles;
  /** A setting of the editor by its whole name; undefined where it has none. */
  readonly setting: (name: string) => unknown;
  /** The open folders, for what programs keep inside a project. */
  readonly folders: readonly string[];
}

export type ImportProgram = 'my.cnf' | 'SQLTools' | 'Database Client' | 'DBeaver';

export interface FoundImport {
  readonly program: ImportProgram;
  /** Null for the editor's settings. */
  readonly path: string | null;
  readonly connections: readonly ImportedConnection[];
  /** Why the file could not be read, as a sentence; null when it could. */
  readonly problem: Said | null;
}

/** Takes what a file of a program holds, gives its connections. Throws ShadowSyncError 'usage'. */
export function importText(
  program: ImportProgram,
  text: string,
  path: string,
): readonly ImportedConnection[] {
  switch (program) {
    case 'my.cnf':
      return importMyCnf(text, path);
    case 'SQLTools':
      return importSqlTools(parseJsonc(text, path));
    case 'Database Client':
      return importDatabaseClient(parseJsonc(text, path));
    case 'DBeaver':
      return importDbeaver(parseJsonc(text, path));
  }
}

/** Gives every place where there is something for us, or something that can't be read; never throws for a file. */
export async function findImports(sources: ImportSources): Promise<readonly FoundImport[]> {
  const { files } = sources;
  const setting = importSqlTools(sources.setting('sqltools.connections'));
  const inSettings: FoundImport = { program: 'SQLTools', path: null, connections: setting, problem: null };
  const found: FoundImport[] = [inSettings];
  const places: (readonly [ImportProgram, string])[] = [
    ...optionFiles(files).map((path) => ['my.cnf', path] as const),
    ...databaseClientFiles(sources).map((path) => ['Database Client', path] as const),
    ...(await dbeaverFiles(files)).map((path) => ['DBeaver', path] as const),
  ];
  for (const [program, path] of places) {
    const one = await readPlace(program, path, files);
    if (one !== null) found.push(one);
  }
  return found.filter(({ connections, problem }) => connections.length > 0 || problem !== null);
}

async function readPlace(
  program: ImportProgram,
  path: string,
  files: LocalFiles,
): Promise<FoundImport | null> {
  const failed = (problem: Said): FoundImport => ({ program, path, connections: [], problem });
  let text: string | null;
  try {
    text = await files.readText(withHome(path, files));
  } catch {
    // What a reader says may repeat a piece of the file.
    return failed(phrase`${path} can't be read.`);
  }
  if (text === null) return null;
  try {
    return { program, path, connections: importText(program, text, path), problem: null };
  } catch (error) {
    if (!ShadowSyncError.is(error)) throw error;
    return failed(error.said);
  }
}

/** MySQL manual, "Using Option Files", tables 6.1 and 6.2. */
function optionFiles(files: LocalFiles): readonly string[] {
  const home = files.variable('MYSQL_HOME');
  const own = home === undefined ? [] : [`${home}/my.cnf`];
  if (!files.isWindows) return ['/etc/my.cnf', '/etc/mysql/my.cnf', ...own, '~/.my.cnf'];
  const system = files.variable('WINDIR') ?? 'C:\\Windows';
  return [`${system}\\my.ini`, `${system}\\my.cnf`, 'C:\\my.ini', 'C:\\my.cnf', ...own];
}

/** Its store in the home folder, and the file of connections that belong to a project (its issues #1136 and #1251). */
function databaseClientFiles({ folders }: ImportSources): readonly string[] {
  return [
    '~/.dbclient/storage/config.jsonc',
    '~/.dbclient/storage/config.json',
    ...folders.flatMap((folder) => [
      `${folder}/.vscode/database-client-config.json`,
      `${folder}/database-client-config.json`,
    ]),
  ];
}

/** DBeaver's wiki, "Workspace Location", and the places that snap and flatpak put it in. */
async function dbeaverFiles(files: LocalFiles): Promise<readonly string[]> {
  const data = files.variable('XDG_DATA_HOME');
  const roaming = files.variable('APPDATA');
  const roots = [
    ...(roaming === undefined ? [] : [`${roaming}\\DBeaverData`]),
    ...(data === undefined ? [] : [`${data}/DBeaverData`]),
    `${files.home}/.local/share/DBeaverData`,
    `${files.home}/Library/DBeaverData`,
    `${files.home}/snap/dbeaver-ce/current/.local/share/DBeaverData`,
    `${files.home}/.var/app/io.dbeaver.DBeaverCommunity/data/DBeaverData`,
  ];
  const paths: string[] = [];
  for (const root of new Set(roots)) {
    for (const workspace of (await files.list(root)).filter((name) => name.startsWith('workspace'))) {
      for (const project of await files.list(`${root}/${workspace}`)) {
        const folder = `${root}/${workspace}/${project}/.dbeaver`;
        const names = (await files.list(folder)).filter((name) => /^data-sources.*\.json$/.test(name));
        paths.push(...names.map((name) => `${folder}/${name}`));
      }
    }
  }
  return paths;
}
