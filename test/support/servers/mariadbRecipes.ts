import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstError, unpackFromSuite } from './debianSuite.ts';
import {
  EngineUnavailable,
  serverEnvironment,
  userArgs,
  versionIn,
  type EngineRecipe,
  type Installation,
} from './engineRecipe.ts';
import { runProcess } from './runProcess.ts';

const serverPackage = 'mariadb-server-core';
const redoLogSize = '--innodb-log-file-size=32M';

const startArgs = ['--skip-log-bin', '--innodb-doublewrite=0', redoLogSize];

/** MariaDB 10.11: the system's own, installed by apt when we are root, else unpacked beside the system. */
export const mariadb1011Recipe: EngineRecipe = {
  name: 'mariadb-10.11',
  dialect: 'mariadb',
  revision: 1,
  install: async (folder) => {
    const version = /^10\.11\./;
    const here = await systemServer(version);
    if (here !== undefined) return here;
    const reason = await installWithApt(version);
    const installed = await systemServer(version);
    if (installed !== undefined) return installed;
    try {
      return await unpackedServer(folder, ['bookworm', 'oldstable'], version);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      throw new EngineUnavailable(
        `MariaDB 10.11 is not on this machine and could not be fetched (${reason}; ${error.message}). ` +
          `Install it, for example as root with "apt-get install ${serverPackage}", and try again.`,
      );
    }
  },
  fillDataDirectory,
  startArgs,
};

/** MariaDB 11.8: from the Debian suite that has it, unpacked beside the system. */
export const mariadb118Recipe: EngineRecipe = {
  name: 'mariadb-11.8',
  dialect: 'mariadb',
  revision: 1,
  install: (folder) => unpackedServer(folder, ['trixie', 'stable', 'sid', 'unstable'], /^11\.8\./),
  fillDataDirectory,
  // From 11.4 on the server makes itself a certificate at every start, which takes up to 1.5 s (measured). A
  // test of TLS says --ssl.
  startArgs: [...startArgs, '--skip-ssl'],
};

async function systemServer(version: RegExp): Promise<Installation | undefined> {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of new Set(folders)) {
    const serverFile = join(folder, 'mariadbd');
    if (!(await isExecutable(serverFile))) continue;
    const found = versionIn((await runProcess(serverFile, ['--no-defaults', '--version'])).stdout);
    const dataSource = await scriptFolder([
      '/usr/share/mysql',
      '/usr/share/mariadb',
      '/usr/local/share/mysql',
    ]);
    if (found === undefined || !version.test(found) || dataSource === undefined) continue;
    const leadingArgs = ['--no-defaults'];
    return { version: found, executable: serverFile, leadingArgs, env: {}, serverFile, dataSource };
  }
  return undefined;
}

/** Installs the system's package when it is the wanted version and we may; gives why nothing was done. */
async function installWithApt(version: RegExp): Promise<string> {
  if (process.getuid?.() !== 0) return 'only root may install packages';
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const hasWanted = async (): Promise<boolean> => {
    const policy = await runProcess('apt-cache', ['policy', serverPackage], { env });
    return version.test(/Candidate: (?:\d+:)?(\S+)/.exec(policy.stdout)?.[1] ?? '');
  };
  const install = [...options, 'install', '-y', '--no-install-recommends', serverPackage];
  if (await hasWanted()) {
    const result = await runProcess('apt-get', install, { env });
    if (result.code === 0) return 'apt installed it';
  }
  // A fresh container has no package lists, and an old one names files that are gone.
  const update = await runProcess('apt-get', [...options, 'update'], { env });
  if (!(await hasWanted())) {
    return update.code === 0 ? `apt's ${serverPackage} is another version` : firstError(update.stderr);
  }
  const result = await runProcess('apt-get', install, { env });
  return result.code === 0 ? 'apt installed it' : firstError(result.stderr);
}

async function unpackedServer(
  folder: string,
  suites: readonly string[],
  version: RegExp,
): Promise<Installation> {
  const { root, loader, libraries } = await unpackFromSuite(
    { package: serverPackage, suites, version },
    folder,
  );
  const serverFile = join(root, 'usr/sbin/mariadbd');
  // 10.11 keeps its messages and scripts under share/mysql, 11.x under share/mariadb.
  const share = await scriptFolder([join(root, 'usr/share/mariadb'), join(root, 'usr/share/mysql')]);
  if (share === undefined)
    throw new EngineUnavailable('the unpacked MariaDB holds no scripts for its tables');
  const loaderArgs = ['--library-path', libraries, serverFile];
  const probe = await runProcess(loader, [...loaderArgs, '--no-defaults', '--version']);
  const found = versionIn(probe.stdout);
  if (found === undefined) throw new EngineUnavailable(`the unpacked MariaDB does not run: ${probe.stderr}`);
  const leadingArgs = [
    ...loaderArgs,
    '--no-defaults',
    `--basedir=${join(root, 'usr')}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
    `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
  ];
  return { version: found, executable: loader, leadingArgs, env: {}, serverFile, dataSource: share };
}

/**
 * Feeds the server's own scripts to its bootstrap mode, the way mariadb-install-db does it, which itself
 * can't be told of a loader. `@auth_root_socket` being NULL makes the scripts create root without a password.
 */
async function fillDataDirectory(
  installation: Installation,
  dataDir: string,
  initArgs: readonly string[],
): Promise<void> {
  const names = await readdir(installation.dataSource);
  const scripts = [
    /^(mysql|mariadb)_system_tables\.sql$/,
    /^(mysql|mariadb)_performance_tables\.sql$/,
    /^(mysql|mariadb)_system_tables_data\.sql$/,
    /^fill_help_tables\.sql$/,
    /^maria_add_gis_sp_bootstrap\.sql$/,
    /^(mysql|mariadb)_sys_schema\.sql$/,
  ].flatMap((pattern) => names.filter((name) => pattern.test(name)));
  const texts = scripts.map((name) => readFile(join(installation.dataSource, name), 'utf8'));
  const input = [
    // The bootstrap reads one statement per line.
    'CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n',
    ...(await Promise.all(texts)),
    // The scripts also make a root for this machine's host name, which the next machine doesn't have.
    "\nDELETE FROM mysql.global_priv WHERE Host NOT IN ('localhost', '127.0.0.1', '::1', '');\n",
    "DELETE FROM mysql.proxies_priv WHERE Host NOT IN ('localhost', '127.0.0.1', '::1');\n",
  ].join('\n');
  await mkdir(dataDir, { recursive: true });
  const args = [
    ...installation.leadingArgs,
    ...userArgs(),
    '--bootstrap',
    '--silent-startup',
    `--datadir=${dataDir}`,
    '--log-warnings=0',
    '--enforce-storage-engine=',
    '--max-allowed-packet=8M',
    '--net-buffer-length=16K',
    redoLogSize,
    ...initArgs,
  ];
  const result = await runProcess(installation.executable, args, {
    env: serverEnvironment(installation),
    input,
  });
  if (result.code !== 0) {
    throw new EngineUnavailable(`MariaDB could not make its system tables: ${result.stderr.slice(-500)}`);
  }
}

async function scriptFolder(folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const names: readonly string[] = await readdir(folder).catch(() => []);
    if (names.includes('fill_help_tables.sql')) return folder;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
