/** This process's hold on the right to run tasks, and how long it may rely on it (S11). */
import type { Clock } from '../ports.ts';
import type { LeaseStore } from '../taskPorts.ts';

const leaseTtlMs = 30_000;
export const renewEveryMs = 10_000;

/** Counted from when a renewal was sent: the answer may have been long on its way. */
const trustMs = 20_000;

export class LeaseKeeper {
  readonly #leases: LeaseStore;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #owner: string;
  #trustedUntil = Number.NEGATIVE_INFINITY;

  constructor(leases: LeaseStore, clock: Pick<Clock, 'monotonic'>, owner: string) {
    this.#leases = leases;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** False when another process has it. Throws what the store throws; what was trusted before is until its time is over. */
  async renew(): Promise<boolean> {
    const sentAt = this.#clock.monotonic();
    const lease = await this.#leases.take(this.#owner, leaseTtlMs);
    this.#trustedUntil = lease === null ? Number.NEGATIVE_INFINITY : sentAt + trustMs;
    return lease !== null;
  }

  /** By a clock that nobody sets: after a suspension this is false before anything else is looked at (S8). */
  isTrusted(): boolean {
    return this.#clock.monotonic() < this.#trustedUntil;
  }

  async release(): Promise<void> {
    this.#trustedUntil = Number.NEGATIVE_INFINITY;
    await this.#leases.release(this.#owner);
  }
}
