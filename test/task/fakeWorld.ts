/** Everything that one run against the fake server needs. */
import type { Plan } from '../../src/shadow/analysis.ts';
import type { Clock } from '../../src/task/ports.ts';
import type { RunEvent } from '../../src/task/runEvents.ts';
import { runPlan } from '../../src/task/runPlan.ts';
import { defaultRunPolicy } from '../../src/task/runPolicy.ts';
import type { RunPolicy } from '../../src/task/runPolicy.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import { FakeJournal } from './fakeJournal.ts';
import { FakeServer } from './fakeServer.ts';
import { planOf, shadowNamed, sourceNamed, textDialect } from './textPlans.ts';
import type { TableDraft } from './textPlans.ts';

interface Sleeper {
  readonly due: number;
  readonly ms: number;
  readonly wake: () => void;
}

/** Time that passes only when everybody sleeps, and then to the next one who wakes. */
export class FakeClock implements Clock {
  elapsed = 0;
  readonly slept: number[] = [];
  /** Called after each sleep: what happens at a time in a test hangs on this, not on the machine's speed. */
  onSleep: (elapsed: number) => void = () => undefined;
  #sleepers: Sleeper[] = [];
  #isTicking = false;

  now(): number {
    return 1_800_000_000_000 + this.elapsed;
  }

  monotonic(): number {
    return this.elapsed;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { due: this.elapsed + ms, ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        resolve();
      });
      if (!this.#isTicking) void this.#tick();
    });
  }

  async #tick(): Promise<void> {
    this.#isTicking = true;
    while (this.#sleepers.length > 0) {
      // Real turns of the event loop let whoever is awake move on.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const next = this.#sleepers.toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.#sleepers = this.#sleepers.filter((one) => one !== next);
      this.elapsed = Math.max(this.elapsed, next.due);
      this.slept.push(next.ms);
      next.wake();
      this.onSleep(this.elapsed);
    }
    this.#isTicking = false;
  }
}

/** A server that stands as the plan found it. */
function serverFor(drafts: readonly TableDraft[]): FakeServer {
  const server = new FakeServer();
  for (const { name, texts } of drafts) {
    server.set(sourceNamed(name), `source ${name}`);
    server.set(shadowNamed(name), texts[0] ?? null);
  }
  return server;
}

export interface World {
  readonly server: FakeServer;
  readonly clock: FakeClock;
  readonly journal: FakeJournal;
  readonly events: RunEvent[];
  readonly abort: AbortController;
  readonly policy: RunPolicy;
}

export function worldFor(drafts: readonly TableDraft[], policy: Partial<RunPolicy> = {}): World {
  return {
    server: serverFor(drafts),
    clock: new FakeClock(),
    journal: new FakeJournal('run-1'),
    events: [],
    abort: new AbortController(),
    policy: { ...defaultRunPolicy, ...policy },
  };
}

export function create(name: string): TableDraft {
  return { name, texts: [null, `${name} v1`] };
}

export function alter(name: string, statements = 1): TableDraft {
  return { name, texts: Array.from({ length: statements + 1 }, (_, i) => `${name} v${i}`) };
}

export function run(plan: Plan, world: World): Promise<RunResult> {
  const { server, clock, journal, events, abort, policy } = world;
  return runPlan(plan, {
    server,
    reader: server,
    dialect: textDialect,
    journal,
    clock,
    signal: abort.signal,
    policy,
    onEvent: (event) => events.push(event),
  });
}

/** One group per table, in order. */
export function apart(drafts: readonly TableDraft[]): Plan {
  return planOf(drafts.map((draft) => ({ tables: [draft] })));
}

export function outcomes(result: RunResult): readonly string[] {
  return result.tables.map(
    ({ pair, outcome, code }) => `${pair.source.table} ${outcome}${code === null ? '' : ` ${code}`}`,
  );
}
