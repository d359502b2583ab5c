/** From argv to an exit code. Everything outside comes in through `Surroundings`, so that it runs anywhere. */
import path from 'node:path';
import { english } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { visibleText } from '../shadow/visibleText.ts';
import { parseAlertArguments } from './alerts/alertArguments.ts';
import { alertHelp } from './alerts/alertHelp.ts';
import { parseArguments } from './arguments.ts';
import type { WorkCommand } from './arguments.ts';
import { makeConsole } from './console.ts';
import type { Console } from './console.ts';
import { exitCode } from './exitCode.ts';
import type { ExitCode } from './exitCode.ts';
import { helpText } from './help.ts';
import { parseOmsArguments } from './oms/omsArguments.ts';
import { omsHelp } from './oms/omsHelp.ts';
import { resolveTarget } from './resolveTarget.ts';
import { parseTaskArguments } from './tasks/taskArguments.ts';
import { doTaskCommand } from './tasks/taskCommand.ts';
import { taskHelp } from './tasks/taskHelp.ts';
import { work } from './work.ts';

export interface Surroundings {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  readonly errorColumns?: () => number | undefined;
  /** The first line of standard input, without its end. */
  readonly readFirstLine: () => Promise<string>;
  readonly readFile: (path: string) => Promise<string>;
  readonly signal: AbortSignal;
}

/** Does what the words say. Never throws: an error is a message and an exit code. */
export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<ExitCode> {
  // `help task` is `task --help`.
  const argv = words[0] === 'help' && words[1] !== undefined ? [words[1], '--help'] : words;
  const console = makeConsole(around);
  // Known before the words are understood: who asks for JSON gets JSON, whatever happens.
  const json = argv.includes('--json');
  try {
    if (argv[0] === 'run' || argv[0] === 'task') return await runTaskWords(argv, around, console);
    if (argv[0] === 'alert') return await runAlertWords(argv, around, console);
    if (argv[0] === 'oms') return await runOmsWords(argv, around, console);
    const command = parseArguments(argv);
    if (command.kind === 'help') {
      console.out(helpText(command.about));
      return exitCode.consistent;
    }
    if (command.kind === 'version') {
      console.out(`${around.version}\n`);
      return exitCode.consistent;
    }
    return await runCommand(command, around, console);
  } catch (error) {
    return showError(error, json, console);
  }
}

async function runTaskWords(
  argv: readonly string[],
  around: Surroundings,
  console: Console,
): Promise<ExitCode> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.out(taskHelp);
    return exitCode.consistent;
  }
  return await doTaskCommand(parseTaskArguments(argv), { ...around, console });
}

async function runAlertWords(
  argv: readonly string[],
  around: Surroundings,
  console: Console,
): Promise<ExitCode> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.out(alertHelp);
    return exitCode.consistent;
  }
  const command = parseAlertArguments(argv);
  const { doAlertCommand } = await import('./alerts/alertCommand.ts');
  return await doAlertCommand(command, { ...around, console });
}

async function runOmsWords(
  argv: readonly string[],
  around: Surroundings,
  console: Console,
): Promise<ExitCode> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.out(omsHelp);
    return exitCode.consistent;
  }
  const command = parseOmsArguments(argv);
  const { doOmsCommand } = await import('./oms/omsCommand.ts');
  return await doOmsCommand(command, { ...around, console });
}

async function runCommand(command: WorkCommand, around: Surroundings, console: Console): Promise<ExitCode> {
  const { target, database, dropped } = await resolveTarget(command, around);
  if (dropped.length > 0) {
    console.say(
      `not taken from the connection URL: ${dropped.map((part) => visibleText(english(part))).join(', ')}`,
    );
  }
  return await work({
    command,
    target,
    database,
    console,
    signal: around.signal,
    journalFolder: path.join(stateFolder(around), 'runs'),
  });
}

function stateFolder({ environment, homeFolder }: Surroundings): string {
  const own = environment['SHADOW_SYNC_STATE'] ?? '';
  if (own !== '') return path.resolve(own);
  const state = environment['XDG_STATE_HOME'] ?? '';
  return path.join(state === '' ? path.join(homeFolder, '.local', 'state') : state, 'shadow-sync');
}

function showError(thrown: unknown, json: boolean, console: Console): ExitCode {
  const error = ShadowSyncError.is(thrown)
    ? thrown
    : new ShadowSyncError('internal', thrown instanceof Error ? thrown.message : String(thrown), {
        remedy: 'This is a mistake in Shadow Sync; please report it.',
      });
  const { code, message, remedy } = error;
  if (json) console.out(`${JSON.stringify({ error: { code, message, remedy } }, null, 2)}\n`);
  console.say(console.paint.red(`${code}: ${visibleText(message)}`));
  if (remedy !== null) console.say(visibleText(remedy));
  return code === 'usage' ? exitCode.usage : exitCode.error;
}
