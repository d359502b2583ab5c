/**
 * Watches the OMS servers for the alert engine, as long as it asks: only the window that holds the right to raise alerts does
 * (oms.md §8, rule 5). Without `vscode`.
 */
import type { SignalSource } from '../../alert/alertPorts.ts';
import { isOpen } from '../../alert/model/alert.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { ObservedSource } from '../../alert/observation.ts';
import { observedEvents } from '../../alert/observation.ts';
import { defaultMigrationAlertRules } from '../../alert/oms/alertRules.ts';
import type { MigrationServer } from '../../alert/oms/migrationServer.ts';
import type { OpenObservation } from '../../alert/oms/observeServer.ts';
import { OmsWatch } from '../../alert/oms/omsWatch.ts';
import { signalOf } from '../../alert/signal.ts';
import type { Signal } from '../../alert/signal.ts';
import type { StoredOmsConnection } from '../../connection/oms/omsConnectionStore.ts';
import type { Clock } from '../../task/ports.ts';

/** An engine that has not asked for so long is not the one that raises alerts any more. */
const patienceMs = 120_000;

/** How often the list of servers is looked at. */
const serversEveryMs = 10_000;

export interface OmsSignalParts {
  readonly servers: () => Promise<readonly StoredOmsConnection[]>;
  readonly open: (stored: StoredOmsConnection) => Promise<MigrationServer>;
  /** The alerts of now. */
  readonly alerts: () => Promise<readonly Alert[]>;
  readonly clock: Clock;
  readonly log: { warn(message: string): void };
}

interface Watched {
  readonly version: number;
  readonly watch: OmsWatch;
  readonly api: MigrationServer;
}

export class OmsSignals implements SignalSource {
  readonly #parts: OmsSignalParts;
  readonly #watched = new Map<string, Watched>();
  #waiting: Signal[] = [];
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(parts: OmsSignalParts) {
    this.#parts = parts;
  }

  /** What the watchers found out since the last time; none of it waits for a server. */
  signals(): Promise<readonly Signal[]> {
    this.#stayAwake();
    const now = this.#parts.clock.monotonic();
    if (this.#looking === null && now - this.#lookedAt >= serversEveryMs) {
      this.#lookedAt = now;
      this.#looking = this.#look().finally(() => (this.#looking = null));
    }
    const signals = this.#waiting;
    this.#waiting = [];
    return Promise.resolve(signals);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
    await this.#endAll();
  }

  #stayAwake(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#endAll(), patienceMs);
    this.#timer.unref();
  }

  /** Begins to watch new and changed servers, and leaves the others. */
  async #look(): Promise<void> {
    try {
      const servers = await this.#parts.servers();
      const wanted = new Map(servers.map((stored) => [stored.connection.id, stored]));
      for (const [id, { version }] of [...this.#watched]) {
        if (wanted.get(id)?.version !== version) await this.#end(id);
      }
      for (const stored of servers) await this.#begin(stored);
      await this.#closeOfGone(wanted);
    } catch (error) {
      this.#parts.log.warn(error instanceof Error ? error.message : String(error));
    }
  }

  async #begin(stored: StoredOmsConnection): Promise<void> {
    const { id, name } = stored.connection;
    if (this.#isStopped || this.#watched.has(id)) return;
    const { open, alerts, clock } = this.#parts;
    const api = await open(stored);
    const watch = new OmsWatch({
      server: { id, name },
      api,
      rules: () => defaultMigrationAlertRules,
      clock,
      open: openOf(await alerts(), id),
      onObservations: (observations) => this.#waiting.push(...observations.map(signalOf)),
    });
    this.#watched.set(id, { version: stored.version, watch, api });
    watch.start();
  }

  /** Alerts of servers that were removed: nothing has recovered, and nobody looks there any more. */
  async #closeOfGone(wanted: ReadonlyMap<string, unknown>): Promise<void> {
    const at = this.#parts.clock.now();
    for (const { fingerprint, source, life } of await this.#parts.alerts()) {
      if (life.kind === 'resolved' || !('serverId' in source) || wanted.has(source.serverId)) continue;
      this.#waiting.push({ kind: 'resolve', fingerprint, at, how: 'closed' });
    }
  }

  async #endAll(): Promise<void> {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    for (const id of [...this.#watched.keys()]) await this.#end(id);
  }

  async #end(id: string): Promise<void> {
    const watched = this.#watched.get(id);
    this.#watched.delete(id);
    if (watched === undefined) return;
    await watched.watch.stop();
    watched.api.close();
  }
}

/** What is open of a server already, so that a new watcher can end it. */
function openOf(alerts: readonly Alert[], serverId: string): readonly OpenObservation[] {
  return alerts.flatMap((alert) => {
    const { source, level } = alert;
    const event = observedEvents.find((one) => one === alert.event);
    return isOpen(alert) && event !== undefined && isObserved(source) && source.serverId === serverId
      ? [{ event, source, level }]
      : [];
  });
}

function isObserved(source: Alert['source']): source is ObservedSource {
  return source.kind === 'oms-server' || source.kind === 'oms-task';
}
