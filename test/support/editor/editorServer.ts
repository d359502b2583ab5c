import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { endingWithUs } from '../../../scripts/editor/systemPackages.ts';
import { installEditor, type InstalledEditor } from '../../../scripts/editor/installEditor.ts';
import { freePort } from '../freePort.ts';
import { runProcess } from '../servers/runProcess.ts';
import type { EditorProfile } from './editorProfile.ts';

/** A running code-server: VS Code's server, workbench and extension host behind one address. */
export interface EditorServer {
  readonly address: string;
  /** Host and port, as a `vscode-remote://` address names the server. */
  readonly authority: string;
  readonly port: number;
  /** Ends the server with all that it started. May be called more than once. */
  stop(): Promise<void>;
}

/** How a server is started. */
export interface EditorServerOptions {
  /** Run the extension's tests in this server (see runInHost); modal dialogs then throw and toasts are not drawn. */
  readonly isTestDriver?: boolean;
  /** Whether the folder is not trusted before a person says so, as in a VS Code out of the box. */
  readonly isTrustAsked?: boolean;
  /** The port of an earlier server: the same address keeps what the browser stored for it. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const startLimitMs = 300_000;
const stopLimitMs = 5_000;
const answerLimitMs = 10_000;
const betweenLooksMs = 100;

/** The port is chosen before it is bound, some seconds later on a busy machine; somebody else may have taken it by then. */
const portAttempts = 5;

const quietArgs = [
  ...['--auth', 'none'],
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-getting-started-override',
  '--disable-proxy',
];

/** Installs a packaged extension into a profile. Throws with what the editor said when it refuses. */
export async function installExtension(profile: EditorProfile, vsix: string): Promise<void> {
  const editor = await installEditor();
  const args = [editor.entry, ...profile.args, '--install-extension', vsix, '--force'];
  const result = await runProcess(editor.node, args, { env: profile.environment() });
  if (result.code !== 0) throw new Error(`${vsix} can't be installed: ${result.stdout}${result.stderr}`);
}

/** Starts a server on a free port of the loopback, with everything it writes inside the profile. */
export async function startEditorServer(
  profile: EditorProfile,
  options: EditorServerOptions = {},
): Promise<EditorServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(options.port ?? (await freePort()), profile, options);
    } catch (error) {
      const isTaken = options.port === undefined && String(error).includes('EADDRINUSE');
      if (!isTaken || attempt === portAttempts) throw error;
      await rm(profile.serverLog);
    }
  }
}

async function startOn(
  port: number,
  profile: EditorProfile,
  options: EditorServerOptions,
): Promise<EditorServer> {
  const editor = await installEditor();
  const child = spawnServer(editor, profile, { ...options, port });
  // A test process that ends in whatever way takes its editor along.
  const abandon = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  process.once('exit', abandon);
  const stop = async (): Promise<void> => {
    signalGroup(child, 'SIGTERM');
    await untilEnded(child, stopLimitMs);
    signalGroup(child, 'SIGKILL');
    await untilEnded(child, stopLimitMs);
    await untilGroupEnded(child, stopLimitMs);
    process.off('exit', abandon);
  };
  try {
    await untilHealthy(port, child, profile);
  } catch (error) {
    await stop();
    throw error;
  }
  const authority = `127.0.0.1:${String(port)}`;
  return { address: `http://${authority}`, authority, port, stop };
}

function spawnServer(
  editor: InstalledEditor,
  profile: EditorProfile,
  options: EditorServerOptions & { readonly port: number },
): ChildProcess {
  // Since VS Code 1.13x a workbench takes an extension's tests from its address only with this driver on.
  const driver = options.isTestDriver === true ? ['--vscode-option', 'enable-smoke-test-driver'] : [];
  const trust = options.isTrustAsked === true ? [] : ['--disable-workspace-trust'];
  const address = ['--bind-addr', `127.0.0.1:${String(options.port)}`];
  const [program = '', ...args] = endingWithUs([
    editor.node,
    editor.entry,
    ...quietArgs,
    ...address,
    ...profile.args,
    ...trust,
    ...driver,
  ]);
  const log = openSync(profile.serverLog, 'a');
  try {
    return spawn(program, args, {
      cwd: profile.folder,
      env: profile.environment(options.environment),
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

async function untilHealthy(port: number, child: ChildProcess, profile: EditorProfile): Promise<void> {
  const giveUpAt = Date.now() + startLimitMs;
  while ((await statusOf(`http://127.0.0.1:${String(port)}/healthz`)) !== 200) {
    if (hasEnded(child) || Date.now() > giveUpAt) {
      throw new Error(`The editor did not start.\n${readFileSync(profile.serverLog, 'utf8').slice(-3000)}`);
    }
    await pause(betweenLooksMs);
  }
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: answerLimitMs }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    // Somebody else who has the port may never answer.
    request.once('timeout', () => request.destroy());
    request.once('error', () => {
      resolve(0);
    });
  });
}

async function untilEnded(child: ChildProcess, limitMs: number): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (!hasEnded(child) && Date.now() < giveUpAt) await pause(betweenLooksMs);
}

/** What it started ends a moment after it, and writes into the profile until then. */
async function untilGroupEnded({ pid }: ChildProcess, limitMs: number): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (pid !== undefined && isGroupThere(pid) && Date.now() < giveUpAt) await pause(betweenLooksMs);
}

function isGroupThere(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** The server is a group of its own: the extension hosts and what they start end with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nothing of the group is left.
  }
}
