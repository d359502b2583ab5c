import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
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

const startLimitMs = 120_000;
const stopLimitMs = 5_000;
const betweenLooksMs = 100;

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
  const editor = await installEditor();
  const port = options.port ?? (await freePort());
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
    const request = get(url, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', () => {
      resolve(0);
    });
  });
}

async function untilEnded(child: ChildProcess, limitMs: number): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (!hasEnded(child) && Date.now() < giveUpAt) await pause(betweenLooksMs);
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
