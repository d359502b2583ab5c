import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { serverEnvironment, userArgs } from './engineRecipe.ts';
import type { InstalledEngine } from './engines.ts';
import { recordServer } from './ownedFolder.ts';

/** Thrown when a server does not come up; the message carries the end of its log. */
export class ServerStartError extends Error {
  readonly code = 'SERVER_START';
  override readonly name = 'ServerStartError';
  /** Whether another process had the port: then another port helps. */
  readonly isPortTaken: boolean;

  constructor(message: string, log: string) {
    super(`${message}\n${tellingLines(log)}`);
    this.isPortTaken = /address already in use/i.test(log);
  }
}

/** The lines that say what went wrong: 5.6 logs its whole shutdown after them. */
function tellingLines(log: string): string {
  const lines = log.trim().split('\n');
  const errors = lines.filter((line) => /\berror\b/i.test(line));
  return (errors.length > 0 ? errors : lines).slice(-15).join('\n');
}

/** Where one server's files are, and what it was told. */
export interface ServerPlace {
  readonly folder: string;
  readonly dataDir: string;
  readonly socket: string;
  readonly logFile: string;
  readonly generalLogFile: string;
  readonly port: number;
  readonly args: readonly string[];
}

/** A running server process, answering queries. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it answers to `SELECT VERSION()`. */
  readonly version: string;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
}

const startLimitMs = 120_000;
const betweenLooksMs = 15;

/** As many as a test machine with several suites at once can bear; durability is given away for speed. */
const commonArgs = [
  '--bind-address=127.0.0.1',
  '--character-set-server=utf8mb4',
  '--max-connections=200',
  '--max-allowed-packet=256M',
  '--innodb-buffer-pool-size=128M',
  '--innodb-file-per-table=1',
  '--innodb-flush-log-at-trx-commit=0',
  // The kernel's slots for asynchronous IO are few (fs.aio-max-nr) and a server without one does not start.
  '--innodb-use-native-aio=0',
];

/** The places inside a server's folder. */
export function placeIn(folder: string, port: number, args: readonly string[]): ServerPlace {
  return {
    folder,
    dataDir: join(folder, 'data'),
    socket: join(folder, 's.sock'),
    logFile: join(folder, 'server.log'),
    generalLogFile: join(folder, 'general.log'),
    port,
    args,
  };
}

/**
 * Starts the server on a data directory that is there already and waits until it answers on its own socket:
 * the port alone could be another server's. Throws {@link ServerStartError} when it ends or keeps silent.
 */
export async function launchServer(engine: InstalledEngine, place: ServerPlace): Promise<ServerProcess> {
  const child = spawnServer(engine, place);
  const pid = child.pid;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  if (pid === undefined) throw new ServerStartError(`${engine.recipe.name} can't be run.`, '');
  recordServer(place.folder, pid);
  try {
    const version = await untilAnswering(engine, place, child);
    // Neither the process nor its end may keep a finished test process from ending.
    child.unref();
    return { child, pid, version, ended };
  } catch (error) {
    child.kill('SIGKILL');
    await ended;
    throw error;
  }
}

function spawnServer(engine: InstalledEngine, place: ServerPlace): ChildProcess {
  const { installation, recipe } = engine;
  const args = [
    ...installation.leadingArgs,
    ...userArgs(),
    ...commonArgs,
    ...recipe.startArgs,
    `--datadir=${place.dataDir}`,
    `--tmpdir=${join(place.folder, 'tmp')}`,
    `--port=${String(place.port)}`,
    `--socket=${place.socket}`,
    `--pid-file=${join(place.folder, 'pid')}`,
    ...place.args,
  ];
  // setpriv (util-linux) has the kernel end the server when this process dies, however it dies; it then
  // becomes the server, under the same process number. With it the server can leave our process group, so
  // that a Ctrl-C in the terminal reaches the tests and not the server under them.
  const guard = setprivPath();
  const [program, allArgs] =
    guard === undefined
      ? [installation.executable, args]
      : [guard, ['--pdeathsig', 'KILL', '--', installation.executable, ...args]];
  const log = openSync(place.logFile, 'a');
  try {
    return spawn(program, allArgs, {
      cwd: place.folder,
      env: serverEnvironment(installation),
      stdio: ['ignore', log, log],
      detached: guard !== undefined,
    });
  } finally {
    closeSync(log);
  }
}

function setprivPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'setpriv')).find((path) => existsSync(path));
}

async function untilAnswering(
  engine: InstalledEngine,
  place: ServerPlace,
  child: ChildProcess,
): Promise<string> {
  const giveUpAt = Date.now() + startLimitMs;
  let lastError = 'it opened no socket';
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new ServerStartError(`${engine.recipe.name} ended while starting:`, logText(place));
    }
    if (existsSync(place.socket)) {
      try {
        return await askVersion(place.socket);
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error);
      }
    }
    await pause(betweenLooksMs);
  }
  throw new ServerStartError(`${engine.recipe.name} did not answer (${lastError}):`, logText(place));
}

async function askVersion(socket: string): Promise<string> {
  const connection = await createConnection({ socketPath: socket, user: 'root', connectTimeout: 5000 });
  try {
    const [rows] = await connection.query({ sql: 'SELECT VERSION()', rowsAsArray: true });
    return String((rows as readonly (readonly unknown[])[])[0]?.[0]);
  } finally {
    connection.destroy();
  }
}

function logText(place: ServerPlace): string {
  return existsSync(place.logFile) ? readFileSync(place.logFile, 'utf8') : '';
}
