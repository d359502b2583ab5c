/** Starting and ending runChild.ts. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RecoveredRun } from '../../src/task/recover.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import type { ChildWork } from './runChild.ts';

interface Said {
  readonly kind: string;
  readonly value: unknown;
}

export interface RunningChild {
  /** Resolves when it says that; rejects when it ends without. */
  says(kind: string): Promise<unknown>;
  kill(signal: NodeJS.Signals): void;
  /** Everything it said, and how it ended. */
  readonly ended: Promise<EndedChild>;
}

export interface EndedChild {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly recovered: readonly RecoveredRun[];
  readonly result: Pick<RunResult, 'outcome' | 'counts' | 'error' | 'durationMs'> | null;
  /** Megabytes at the peak. */
  readonly memory: number | null;
  readonly said: readonly Said[];
  readonly errors: string;
}

const script = fileURLToPath(new URL('runChild.ts', import.meta.url));
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a process that runs `work`, armed with the given fail point. */
export function spawnRun(work: ChildWork, failPoint = ''): RunningChild {
  const child = spawn(process.execPath, [script, JSON.stringify(work)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SHSYNC_FP: failPoint },
  });
  alive.add(child);
  const said: Said[] = [];
  const waiting: {
    readonly kind: string;
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const one = JSON.parse(line) as Said;
    said.push(one);
    for (const { resolve } of waiting.filter(({ kind }) => kind === one.kind)) resolve(one.value);
  });
  const ended = new Promise<EndedChild>((resolve) => {
    child.on('close', (code, signal) => {
      alive.delete(child);
      for (const { kind, reject } of waiting)
        reject(new Error(`the child ended without saying ${kind}: ${errors}`));
      const last = (kind: string): unknown => said.findLast((one) => one.kind === kind)?.value ?? null;
      resolve({
        signal,
        code,
        recovered: (last('recovered') ?? []) as readonly RecoveredRun[],
        result: last('result') as EndedChild['result'],
        memory: last('memory') as number | null,
        said,
        errors,
      });
    });
  });
  return {
    says: (kind) =>
      new Promise((resolve, reject) => {
        const before = said.find((one) => one.kind === kind);
        if (before === undefined) waiting.push({ kind, resolve, reject });
        else resolve(before.value);
      }),
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Runs a child to its end, which is success unless a fail point kills it. */
export async function runToEnd(work: ChildWork, failPoint = ''): Promise<EndedChild> {
  return await spawnRun(work, failPoint).ended;
}
