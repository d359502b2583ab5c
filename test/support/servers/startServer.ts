import { mkdirSync, truncateSync } from 'node:fs';
import { freePort } from '../freePort.ts';
import { EngineUnavailable, type EngineName } from './engineRecipe.ts';
import { dialectOf, ensureEngine, type InstalledEngine } from './engines.ts';
import { createOwnedFolder, removeOwnedFolder, sweepAbandonedFolders } from './ownedFolder.ts';
import { runProcess } from './runProcess.ts';
import {
  launchServer,
  placeIn,
  ServerStartError,
  type ServerPlace,
  type ServerProcess,
} from './serverProcess.ts';

/** What a server is started with besides the usual. */
export interface StartOptions {
  /** Server arguments; they come last and so win over ours. */
  readonly args?: readonly string[];
  /** Writes every statement the server receives to {@link TestServer.generalLogFile}. */
  readonly generalLog?: boolean;
}

/** A real server of the test's own. Whoever starts it stops it; a test process that ends takes it along. */
export interface TestServer {
  readonly engine: EngineName;
  readonly dialect: 'mysql' | 'mariadb';
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: 'root';
  readonly password: '';
  readonly socket: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** Where the general log is written, undefined when none was asked for. */
  readonly generalLogFile: string | undefined;
  /** As the server itself says it: `10.11.18-MariaDB…`, `9.7.4-2`, `5.6.24`. */
  readonly version: string;
  /** The server's process; another one after a restart. */
  readonly pid: number;
  /** The address for the command line's `--url`. */
  url(database?: string): string;
  /**
   * Sends a signal to the server and, when it is one that ends it, waits for the end. The folder stays, so
   * that the server can be restarted. SIGSTOP and SIGCONT make a server hang and go on.
   */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it anew after {@link kill}, on the same port and data, with crash recovery if it needs one. */
  restart(): Promise<void>;
  /** Ends the server and removes its folder. May be called more than once. */
  stop(): Promise<void>;
}

const portAttempts = 5;
const running = new Set<() => void>();
let isWatchingExit = false;
let hasSwept = false;

/**
 * Starts a server on a free port of the loopback with a fresh copy of the engine's prepared data directory:
 * root without a password, no databases but the system's. Throws {@link EngineUnavailable} when the engine
 * can't be had here and {@link ServerStartError} when it does not come up.
 */
export async function startServer(engine: EngineName, options: StartOptions = {}): Promise<TestServer> {
  const installed = await ensureEngine(engine);
  if ('missing' in installed) throw new EngineUnavailable(`${engine} is not here: ${installed.missing}`);
  if (!hasSwept) sweepAbandonedFolders();
  hasSwept = true;
  const folder = await createOwnedFolder();
  let server: ServerProcess | undefined;
  const abandon = (): void => {
    server?.child.kill('SIGKILL');
    removeOwnedFolder(folder);
  };
  watchExit();
  running.add(abandon);
  try {
    const place = await fillFolder(installed, folder, options);
    const launched = await launchOnFreePort(installed, place);
    server = launched.process;
    return testServer(installed, launched.place, options, {
      current: launched.process,
      replace: (next) => (server = next),
      forget: () => running.delete(abandon),
    });
  } catch (error) {
    abandon();
    running.delete(abandon);
    throw error;
  }
}

/** The process behind a server, which a restart exchanges. */
interface ProcessSlot {
  readonly current: ServerProcess;
  readonly replace: (next: ServerProcess) => void;
  readonly forget: () => void;
}

function testServer(
  installed: InstalledEngine,
  place: ServerPlace,
  options: StartOptions,
  slot: ProcessSlot,
): TestServer {
  const engine = installed.recipe.name;
  const dialect = dialectOf(engine);
  let server = slot.current;
  const hasEnded = (): boolean => server.child.exitCode !== null || server.child.signalCode !== null;
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded()) return;
    // While its end is awaited the server counts as something to wait for; otherwise it must not.
    if (endingSignals.includes(signal)) server.child.ref();
    process.kill(server.pid, signal);
    if (endingSignals.includes(signal)) await server.ended;
  };
  return {
    engine,
    dialect,
    host: '127.0.0.1',
    port: place.port,
    user: 'root',
    password: '',
    socket: place.socket,
    dataDir: place.dataDir,
    logFile: place.logFile,
    generalLogFile: options.generalLog === true ? place.generalLogFile : undefined,
    version: server.version,
    get pid() {
      return server.pid;
    },
    url: (database = '') =>
      `${dialect}://root@127.0.0.1:${String(place.port)}/${encodeURIComponent(database)}`,
    kill,
    restart: async () => {
      if (!hasEnded()) throw new ServerStartError(`${engine} still runs; end it before restarting it.`, '');
      server = await launchServer(installed, place);
      slot.replace(server);
    },
    stop: async () => {
      // The data is thrown away with the folder, so the orderly shutdown (3 s for MySQL) would be for nothing.
      await kill('SIGKILL');
      removeOwnedFolder(place.folder);
      slot.forget();
    },
  };
}

const endingSignals: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGQUIT', 'SIGABRT', 'SIGSEGV'];

/** Copies the prepared data directory and makes the other folders; the port comes later. */
async function fillFolder(
  installed: InstalledEngine,
  folder: string,
  options: StartOptions,
): Promise<ServerPlace> {
  const args = options.args ?? [];
  const template = await installed.dataTemplate(args);
  const place = placeIn(folder, 0, args);
  // The redo log is mostly zeros, and holes are copied for nothing.
  const copy = await runProcess('cp', ['-a', '--sparse=always', '--reflink=auto', template, place.dataDir]);
  if (copy.code !== 0) throw new ServerStartError(`The data directory can't be copied: ${copy.stderr}`, '');
  mkdirSync(`${folder}/tmp`);
  const log = ['--general-log=1', `--general-log-file=${place.generalLogFile}`];
  return options.generalLog === true ? { ...place, args: [...log, ...args] } : place;
}

async function launchOnFreePort(
  installed: InstalledEngine,
  place: ServerPlace,
): Promise<{ readonly place: ServerPlace; readonly process: ServerProcess }> {
  const hasOwnPort = place.args.some((arg) => arg.startsWith('--port='));
  for (let attempt = 1; ; attempt += 1) {
    const withPort = { ...place, port: await freePort() };
    try {
      return { place: withPort, process: await launchServer(installed, withPort) };
    } catch (error) {
      const isRetryable = error instanceof ServerStartError && error.isPortTaken && !hasOwnPort;
      if (!isRetryable || attempt === portAttempts) throw error;
      truncateSync(place.logFile);
    }
  }
}

/** Ends what still runs when this process ends, be it by itself or by a signal nobody else answers. */
function watchExit(): void {
  if (isWatchingExit) return;
  isWatchingExit = true;
  const abandonAll = (): void => {
    for (const abandon of running) abandon();
    running.clear();
  };
  process.on('exit', abandonAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const onSignal = (): void => {
      // Someone else's handler decides how this process ends; the exit handler above cleans up then.
      if (process.listenerCount(signal) > 1) return;
      abandonAll();
      process.removeListener(signal, onSignal);
      process.kill(process.pid, signal);
    };
    process.on(signal, onSignal);
  }
}
