import { PerformanceObserver } from 'node:perf_hooks';

/** One operation, in milliseconds. */
export interface OperationTime {
  readonly title: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  /**
   * The longest that nothing else got a turn. A collection of garbage that stops everything is a part of it, and told
   * apart, because no slicing makes it shorter.
   */
  readonly stallMs: number;
  /** The longest collection of garbage. */
  readonly gcMs: number;
}

const tickMs = 2;

/** Looks at the clock whenever it gets a turn. */
export class LoopWatch {
  readonly times: OperationTime[] = [];
  #stallMs = 0;
  #gcMs = 0;
  #lastTick = performance.now();
  #lastCpu = process.cpuUsage();
  readonly #timer = setInterval(() => this.#look(), tickMs);
  readonly #collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) this.#gcMs = Math.max(this.#gcMs, duration);
  });

  constructor() {
    this.#collections.observe({ entryTypes: ['gc'] });
  }

  /** Does the operation and puts its time to the others. */
  async time(title: string, operation: () => unknown): Promise<void> {
    await turn();
    this.#look();
    this.#stallMs = 0;
    this.#gcMs = 0;
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    await operation();
    const wallMs = performance.now() - startedAt;
    this.#look();
    const { user, system } = process.cpuUsage(cpu);
    const stallMs = this.#stallMs;
    // Collections are told a turn later.
    await turn();
    this.times.push({ title, wallMs, cpuMs: (user + system) / 1000, stallMs, gcMs: this.#gcMs });
  }

  end(): void {
    clearInterval(this.#timer);
    this.#collections.disconnect();
  }

  /** Time without a processor does not count. */
  #look(): void {
    const now = performance.now();
    const { user, system } = process.cpuUsage(this.#lastCpu);
    this.#stallMs = Math.max(this.#stallMs, Math.min(now - this.#lastTick, (user + system) / 1000));
    this.#lastTick = now;
    this.#lastCpu = process.cpuUsage();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 2 * tickMs);
  });
}
