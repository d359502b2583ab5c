/** The order of groups: what may start now, given what has ended. Several lanes take from one queue. */
import type { PlanGroup } from '../shadow/analysis.ts';

export type Taken =
  | { readonly kind: 'run'; readonly index: number; readonly group: PlanGroup }
  /** A group that it needs did not succeed. */
  | { readonly kind: 'skip'; readonly index: number; readonly group: PlanGroup; readonly need: PlanGroup };

type State = 'waiting' | 'running' | 'succeeded' | 'failed';

export class GroupQueue {
  readonly #groups: readonly PlanGroup[];
  readonly #states: State[];
  /** The first group that still waits; those before it never wait again. */
  #from = 0;
  #wake: (() => void)[] = [];

  constructor(groups: readonly PlanGroup[]) {
    this.#groups = groups;
    this.#states = groups.map(() => 'waiting');
  }

  /** The next group in the plan's order that can be decided on; waits while that depends on running ones; null at the end. */
  async take(): Promise<Taken | null> {
    for (;;) {
      const taken = this.#next();
      if (taken !== null) return taken;
      if (this.#from >= this.#groups.length) return null;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  /** Every group that was not taken yet, so that it can be settled otherwise; the queue is at its end afterwards. */
  takeRest(): readonly PlanGroup[] {
    const rest = this.#groups.filter((_, index) => this.#states[index] === 'waiting');
    for (const index of this.#groups.keys())
      if (this.#states[index] === 'waiting') this.#states[index] = 'failed';
    this.#advance();
    return rest;
  }

  settle(index: number, succeeded: boolean): void {
    this.#states[index] = succeeded ? 'succeeded' : 'failed';
    this.#advance();
  }

  #next(): Taken | null {
    for (let index = this.#from; index < this.#groups.length; index += 1) {
      const group = this.#groups[index];
      if (group === undefined || this.#states[index] !== 'waiting') continue;
      const failed = group.needs.find((need) => this.#states[need] === 'failed');
      const need = failed === undefined ? undefined : this.#groups[failed];
      if (need === undefined && group.needs.some((other) => this.#states[other] !== 'succeeded')) continue;
      this.#states[index] = 'running';
      return need === undefined ? { kind: 'run', index, group } : { kind: 'skip', index, group, need };
    }
    return null;
  }

  #advance(): void {
    while (this.#from < this.#groups.length && this.#states[this.#from] !== 'waiting') this.#from += 1;
    const waiting = this.#wake;
    this.#wake = [];
    for (const resolve of waiting) resolve();
  }
}
