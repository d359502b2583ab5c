import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackFromSuite } from './debianSuite.ts';
import {
  EngineUnavailable,
  serverEnvironment,
  userArgs,
  versionIn,
  type EngineRecipe,
  type Installation,
} from './engineRecipe.ts';
import { runProcess } from './runProcess.ts';

const redoLogSize = '--innodb-redo-log-capacity=32M';

/** MySQL 9: from Debian unstable, the only suite that has MySQL, unpacked beside the system. */
export const mysql9Recipe: EngineRecipe = {
  name: 'mysql-9',
  dialect: 'mysql',
  revision: 1,
  install,
  fillDataDirectory,
  startArgs: [
    '--skip-log-bin',
    '--innodb-doublewrite=OFF',
    redoLogSize,
    '--mysqlx=OFF',
    '--secure-file-priv=',
  ],
  // MySQL 8 and later refuse to start with another value than the data directory was made with
  // (manual, "Identifier Case Sensitivity").
  initOnlyArg: /^--lower[-_]case[-_]table[-_]names=/,
};

async function install(folder: string): Promise<Installation> {
  const wanted = { package: 'mysql-server-core', suites: ['sid', 'unstable'], version: /^9\./ };
  const { root, loader, libraries } = await unpackFromSuite(wanted, folder);
  const serverFile = join(root, 'usr/sbin/mysqld');
  const own = join(root, 'usr/lib/mysql');
  const searched = [libraries, ...libraries.split(':').map((each) => join(each, 'mysql'))];
  const loaderArgs = ['--library-path', [...searched, own, join(own, 'private')].join(':'), serverFile];
  const probe = await runProcess(loader, [...loaderArgs, '--no-defaults', '--version']);
  const version = versionIn(probe.stdout);
  if (version === undefined) throw new EngineUnavailable(`the unpacked MySQL does not run: ${probe.stderr}`);
  const share = join(root, 'usr/share/mysql');
  const leadingArgs = [
    ...loaderArgs,
    '--no-defaults',
    `--basedir=${join(root, 'usr')}`,
    `--lc-messages-dir=${share}`,
    `--plugin-dir=${join(own, 'plugin')}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
  ];
  return { version, executable: loader, leadingArgs, env: {}, serverFile, dataSource: share };
}

async function fillDataDirectory(
  installation: Installation,
  dataDir: string,
  initArgs: readonly string[],
): Promise<void> {
  const args = ['--initialize-insecure', `--datadir=${dataDir}`, redoLogSize, ...initArgs];
  const result = await runProcess(
    installation.executable,
    [...installation.leadingArgs, ...userArgs(), ...args],
    { env: serverEnvironment(installation) },
  );
  if (result.code !== 0) {
    throw new EngineUnavailable(`MySQL could not make its data directory: ${result.stderr.slice(-500)}`);
  }
  // Holds the server's UUID; every copy gets its own.
  await rm(join(dataDir, 'auto.cnf'), { force: true });
}
