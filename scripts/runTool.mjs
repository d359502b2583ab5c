import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './bootstrap.mjs';

/** How long a tool may take to end after it was asked to, and to let go of its output after it ended. */
const GRACE_MS = 5_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopping = false;

/**
 * @typedef {object} Tool
 * @property {string} command run by the shell, so that package.json's scripts can be run as they stand
 * @property {NodeJS.ProcessEnv} environment
 * @property {(line: string) => void} onLine called with each line of both outputs as it comes
 * @property {AbortSignal} [giveUp] ends the tool and all that it started
 */

/**
 * Runs one command in a process group of its own, so that nothing it started outlives it.
 * Returns its exit code, or the name of the signal that ended it; never returns once everything is stopping.
 * @param {Tool} tool
 * @returns {Promise<number | string>}
 */
export function runTool({ command, environment, onLine, giveUp }) {
  if (stopping) return new Promise(() => undefined);
  const child = spawn(command, {
    cwd: root,
    env: environment,
    shell: true,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', onLine);
  const stop = () => signalGroup(child, 'SIGTERM');
  giveUp?.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    /** @type {NodeJS.Timeout | undefined} */
    let lastWord;
    child.once('error', reject);
    // `close` comes when the outputs are closed: a process left behind would hold them open for ever.
    child.once('exit', () => (lastWord = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS)));
    child.once('close', (code, signal) => {
      clearTimeout(lastWord);
      running.delete(child);
      giveUp?.removeEventListener('abort', stop);
      signalGroup(child, 'SIGKILL');
      if (!stopping) resolve(code ?? signal ?? 'no exit code');
    });
  });
}

/**
 * Ends every tool that still runs and waits for it; for Ctrl-C, which a process group of its own doesn't see.
 * @returns {Promise<void>}
 */
export async function stopAllTools() {
  stopping = true;
  const closed = [...running].map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of running) signalGroup(child, 'SIGTERM');
  const lastWord = setTimeout(() => {
    for (const child of running) signalGroup(child, 'SIGKILL');
  }, GRACE_MS);
  await Promise.all(closed);
  clearTimeout(lastWord);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // nothing of the group is left
  }
}
