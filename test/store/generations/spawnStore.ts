import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What storeChild.ts does. */
export interface ChildOptions {
  readonly folder: string;
  /** What its entries begin with. */
  readonly name: string;
  readonly count: number;
  /** `name:hit:kill|stop`. */
  readonly failPoint?: string;
  readonly hasLinks?: boolean;
  readonly keepGenerations?: number;
  readonly keepMs?: number;
  readonly form?: 1 | 2;
}

export interface StoreChild {
  /** What it printed so far. */
  readonly lines: readonly string[];
  /** The entries that were acknowledged. */
  acknowledged(): readonly string[];
  signal(name: NodeJS.Signals): void;
  /** Resolves when the system says that it is stopped. */
  stopped(): Promise<void>;
  /** Resolves with what ended it, after its output is read. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
}

const program = fileURLToPath(new URL('storeChild.ts', import.meta.url));

export function spawnStore(options: ChildOptions): StoreChild {
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const ended = once(child, 'close').then(() => child.signalCode ?? child.exitCode);
  return {
    lines,
    acknowledged: () =>
      lines.filter((line) => line.startsWith('ack ')).map((line) => line.split(' ')[2] ?? ''),
    signal: (name) => {
      child.kill(name);
    },
    stopped: async () => {
      // proc(5): the state stands behind the name in brackets; T is stopped.
      while (!(await readFile(`/proc/${child.pid ?? 0}/stat`, 'utf8')).includes(') T ')) await wait(5);
    },
    ended,
  };
}
