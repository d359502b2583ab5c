/** The headless entry: the same composition without an editor. */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import manifest from '../package.json' with { type: 'json' };
import { exitCode } from './commandline/exitCode.ts';
import { firstLine } from './commandline/firstLine.ts';
import { runCommandLine } from './commandline/main.ts';

const stop = new AbortController();
let interrupts = 0;

// The first Ctrl-C stops the running statement on the server and reports; the second one ends at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupts++;
    if (interrupts > 1) process.exit(signal === 'SIGINT' ? 130 : 143);
    process.stderr.write('stopping: a statement that is under way is stopped on the server …\n');
    stop.abort();
  });
}

// Nobody reads what is said on the way: progress must never break a run that is under way.
process.stderr.on('error', () => undefined);

// Whoever reads us may stop reading (`| head`); that is no error of ours. A full disk is: what was to be read is cut off.
let isCutOff = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || isCutOff) return;
  isCutOff = true;
  process.exitCode = exitCode.error;
  process.stderr.write(
    `output: standard output can't be written: ${error.code ?? 'unknown'}\nSee to it that there is space where it goes, and run again.\n`,
  );
});

/** The account of this computer, where it has a name. */
function accountName(): string | undefined {
  try {
    return os.userInfo().username;
  } catch {
    // A container may run as a number that no account has.
    return undefined;
  }
}

// No top-level await: the bundle is CommonJS.
void runCommandLine(process.argv.slice(2), {
  version: manifest.version,
  // Cron and containers set no USER; who did something is kept with tasks and alerts all the same.
  environment: { USER: accountName(), ...process.env },
  homeFolder: os.homedir(),
  writeOut: (chunk) => process.stdout.write(chunk),
  writeError: (chunk) => process.stderr.write(chunk),
  outIsTerminal: process.stdout.isTTY,
  errorIsTerminal: process.stderr.isTTY,
  errorColumns: () => process.stderr.columns,
  readFirstLine: () => firstLine(process.stdin, stop.signal),
  readFile: (path) => readFile(path, 'utf8'),
  signal: stop.signal,
}).then((code) => {
  process.exitCode = isCutOff ? exitCode.error : code;
});
