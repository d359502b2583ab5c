import { spawn } from 'node:child_process';

/** What a finished program left behind; `code` is null when it was ended by a signal or never started. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program: its working folder, environment, standard input and time limit. */
export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeoutMs?: number;
}

const tenMinutes = 600_000;

/**
 * Runs a program to its end and gives its exit code and output. Never rejects: a program that can't be
 * started is a result with a null code and the reason in `stderr`, for the callers here turn every failure
 * into a sentence anyway.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? tenMinutes,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) => {
      resolve({ code: null, stdout, stderr: stderr + error.message });
    });
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    // A server that refuses its input early closes the pipe; its own message says why, EPIPE adds nothing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}
