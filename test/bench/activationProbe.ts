/**
 * An extension that is only there to measure: it watches how VS Code loads two others, the empty one and ours, and how long
 * their `activate` takes, and writes one line of JSON per extension host into the file of SHADOW_SYNC_BENCH_REPORT.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { extensions } from 'vscode';

/** What the start of one extension took, in milliseconds. */
export interface ActivationTime {
  /** Reading, compiling and running its file. */
  loadMs: number;
  /** Its `activate`, to the end of what it gave back. */
  activateMs: number;
  /** From the call to the answer, with all that VS Code does around it. */
  waitMs: number;
}

/** One extension host. */
export interface HostReport {
  readonly empty: ActivationTime;
  readonly ours: ActivationTime;
}

/** The names under which the two are known to VS Code. */
const measured = { empty: 'shadow-sync-bench.empty', ours: 'shadow-sync.shadow-sync' } as const;

type Loader = (this: unknown, request: string, ...rest: readonly unknown[]) => unknown;

const loaders = Module as unknown as { _load: Loader };
const times = new Map<string, { loadMs: number; activateMs: number }>();

/** Called by VS Code before any other extension of this profile. */
export async function activate(): Promise<void> {
  const file = process.env['SHADOW_SYNC_BENCH_REPORT'];
  if (file === undefined) return;
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0;
  const names = ['empty', 'ours'] as const;
  const report: Partial<Record<keyof typeof measured, ActivationTime>> = {};
  // Who comes first pays for what both need.
  for (const name of before % 2 === 0 ? names : names.toReversed())
    report[name] = await timeOf(measured[name]);
  appendFileSync(file, `${JSON.stringify(report)}\n`);
}

async function timeOf(id: string): Promise<ActivationTime> {
  const extension = extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  watchLoading(extension.extensionPath);
  const startedAt = performance.now();
  await extension.activate();
  const waitMs = performance.now() - startedAt;
  const own = times.get(extension.extensionPath) ?? { loadMs: NaN, activateMs: NaN };
  return { ...own, waitMs };
}

/** VS Code loads an extension's file with `require`, which comes by here. */
function watchLoading(extensionPath: string): void {
  const load = loaders._load;
  loaders._load = function (request, ...rest) {
    if (!request.startsWith(extensionPath)) return load.call(this, request, ...rest);
    // What it loads itself in turn is left alone: looking at each of that would be a part of what is measured.
    loaders._load = load;
    const time = { loadMs: 0, activateMs: 0 };
    times.set(extensionPath, time);
    const stop = startClock();
    const exported = load.call(this, request, ...rest);
    time.loadMs = stop();
    return withTimedActivate(exported, time);
  };
}

function withTimedActivate(exported: unknown, time: { activateMs: number }): unknown {
  const { activate: original } = exported as { readonly activate: (context: unknown) => unknown };
  return {
    activate: async (context: unknown): Promise<unknown> => {
      const stop = startClock();
      const given = original(context);
      if (given instanceof Promise) await given;
      time.activateMs = stop();
      return given;
    },
  };
}

/** Time without a processor does not count: a busy machine says nothing about us. */
function startClock(): () => number {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - startedAt, (user + system) / 1000);
  };
}
