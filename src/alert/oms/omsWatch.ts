/** Looks at a server again and again and tells what it sees. Reads only. */
import { asShadowSyncError } from '../../comparison/asShadowSyncError.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Clock } from '../../task/ports.ts';
import type { Observation } from '../observation.ts';
import { levelOf } from './alertRules.ts';
import type { MigrationAlertRules } from './alertRules.ts';
import type {
  MigrationComponent,
  MigrationServer,
  MigrationTask,
  MigrationTaskList,
} from './migrationServer.ts';
import { observe, watchFrom } from './observeServer.ts';
import type { OpenObservation, ServerLook, WatchedServer, WatchState } from './observeServer.ts';

export interface OmsWatchParts {
  readonly server: WatchedServer;
  readonly api: Pick<MigrationServer, 'listTasks' | 'components'>;
  /** Asked at every look, so that a change of the settings counts at once. */
  readonly rules: () => MigrationAlertRules;
  readonly clock: Clock;
  readonly onObservations: (observations: readonly Observation[]) => void;
  /** Told after each look that was answered: what a tree shows. */
  readonly onTasks?: (list: MigrationTaskList) => void;
  /** Alerts of this server that are open. */
  readonly open?: readonly OpenObservation[];
  readonly intervalMs?: number;
}

const defaultIntervalMs = 30_000;
const longestIntervalMs = 300_000;

/** Requests for components at a time, and in one look; those that wait come first in the next one. */
const parallel = 4;
const componentsPerLook = 50;

export class OmsWatch {
  readonly #parts: OmsWatchParts;
  #state: WatchState;
  #stop: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #asked = 0;
  #isLockedOut = false;

  constructor(parts: OmsWatchParts) {
    this.#parts = parts;
    this.#state = watchFrom(parts.open ?? []);
  }

  /**
   * Looks now, and then in intervals until it is stopped, or until the server has refused the account often enough to be
   * sure: it is to be started again with another password. A second start does nothing.
   */
  start(): void {
    if (this.#stop !== null) return;
    const stop = new AbortController();
    this.#stop = stop;
    this.#running = this.#run(stop);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#running;
  }

  /** One look. Gives what was told; never throws what the server does. */
  async once(signal?: AbortSignal): Promise<readonly Observation[]> {
    const look = await this.#look(signal);
    if (look === null) return [];
    this.#isLockedOut = look.kind === 'failed' && look.error.code === 'authentication';
    const { state, observations } = observe(this.#state, look, this.#parts.server, this.#parts.rules());
    this.#state = state;
    if (look.kind === 'answered') this.#parts.onTasks?.(look.list);
    if (observations.length > 0) this.#parts.onObservations(observations);
    return observations;
  }

  async #run(stop: AbortController): Promise<void> {
    const { clock, intervalMs = defaultIntervalMs } = this.#parts;
    const { signal } = stop;
    try {
      while (!signal.aborted) {
        await this.once(signal);
        // Going on with a wrong password is how accounts are locked.
        if (this.#isLockedOut && this.#state.isUnreachable) return;
        // A server that is down is asked less and less.
        const wait = intervalMs * 2 ** Math.min(this.#state.failures, 10);
        await clock.sleep(Math.min(wait, Math.max(intervalMs, longestIntervalMs)), signal);
      }
    } finally {
      this.#stop = null;
    }
  }

  /** Null when it was stopped meanwhile. */
  async #look(signal: AbortSignal | undefined): Promise<ServerLook | null> {
    const { api, clock } = this.#parts;
    try {
      const list = await api.listTasks({}, signal);
      const components = await this.#components(list.tasks, signal);
      if (signal?.aborted === true) return null;
      return { kind: 'answered', at: clock.now(), list, components };
    } catch (error) {
      if (ShadowSyncError.is(error, 'cancelled')) return null;
      return { kind: 'failed', at: clock.now(), error: asShadowSyncError(error) };
    }
  }

  /** Of the synchronization tasks for which they matter. */
  async #components(
    tasks: readonly MigrationTask[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, readonly MigrationComponent[]>> {
    const rules = this.#parts.rules();
    const wanted = tasks.filter((task) => isAskedAbout(task) && levelOf(task, rules) !== null);
    const from = wanted.length === 0 ? 0 : this.#asked % wanted.length;
    const queue = [...wanted.slice(from), ...wanted.slice(0, from)].slice(0, componentsPerLook);
    this.#asked = from + queue.length;
    const found = new Map<string, readonly MigrationComponent[]>();
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const components = await this.#componentsOf(next.id, signal);
        if (components !== null) found.set(next.id, components);
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return found;
  }

  /** Null for a server that doesn't tell them: then nothing is said about them. */
  async #componentsOf(
    id: string,
    signal: AbortSignal | undefined,
  ): Promise<readonly MigrationComponent[] | null> {
    if (signal?.aborted === true) return null;
    try {
      return await this.#parts.api.components(id, signal);
    } catch (error) {
      if (ShadowSyncError.is(error)) return null;
      throw error;
    }
  }
}

function isAskedAbout({ type, status }: MigrationTask): boolean {
  return type.name === 'SYNC' && (status.name.startsWith('RUNNING') || status.name === 'SUSPEND');
}
