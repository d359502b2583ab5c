import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runProcess, type ProcessResult } from '../../test/support/servers/runProcess.ts';
import { EditorUnavailable } from './editorUnavailable.ts';

/** Another apt that reads its lists at this moment is waited for this often; the packages' lock apt waits for itself. */
const listAttempts = 30;
const betweenAttemptsMs = 2_000;

/** The path of the first of these programs that there is, or undefined. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((place) => existsSync(place));
}

/**
 * A command that the kernel ends when this process dies, however it dies, where setpriv (util-linux) is there to
 * arrange it: nobody would end what a killed test run has started.
 */
export function endingWithUs(command: readonly string[]): readonly string[] {
  const guard = findProgram(['setpriv']);
  return guard === undefined ? command : [guard, '--pdeathsig', 'KILL', '--', ...command];
}

/**
 * Installs packages of the system with apt, as root or by a sudo that asks for no password.
 * Throws {@link EditorUnavailable} with the sentence that says what a person has to do instead.
 */
export async function installSystemPackages(packages: readonly string[]): Promise<void> {
  const wanted = packages.join(' ');
  const apt = findProgram(['apt-get']);
  if (apt === undefined) {
    throw new EditorUnavailable(`this machine has no apt-get to install ${wanted} with; install it by hand`);
  }
  const become = await becomeRoot();
  if (become === undefined) {
    throw new EditorUnavailable(
      `${wanted} is missing and only root may install it; run "sudo apt-get install ${wanted}" and try again`,
    );
  }
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...packages];
  if ((await runApt([...become, apt, ...install])).code === 0) return;
  // A fresh container has no package lists, and an old one names files that are gone.
  const updated = await runApt([...become, apt, 'update']);
  const installed = await runApt([...become, apt, ...install]);
  if (installed.code === 0) return;
  const said = `${installed.stderr}\n${updated.stderr}`.split('\n').find((line) => line.startsWith('E:'));
  throw new EditorUnavailable(`apt could not install ${wanted} (${said ?? 'it gave no reason'})`);
}

/** What stands before a command so that it runs as root: nothing for root, undefined where nobody may. */
async function becomeRoot(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(['sudo']);
  if (sudo === undefined || (await runProcess(sudo, ['-n', 'true'])).code !== 0) return undefined;
  return [sudo, '-n', '--preserve-env=DEBIAN_FRONTEND,LC_ALL'];
}

async function runApt(command: readonly string[]): Promise<ProcessResult> {
  const [program = '', ...args] = command;
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  for (let attempt = 1; ; attempt += 1) {
    const result = await runProcess(program, args, { env });
    const isBusy = /Could not get lock|Unable to lock/.test(result.stderr);
    if (!isBusy || attempt === listAttempts) return result;
    await pause(betweenAttemptsMs);
  }
}
