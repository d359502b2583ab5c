/**
 * What the kept OMS servers say, for the engine. They are watched as long as somebody asks: only the process that sends
 * alerts asks, so that each server is looked at by one process.
 */
import { asShadowSyncError } from '../../comparison/asShadowSyncError.ts';
import type { OmsConnectionStore, StoredOmsConnection } from '../../connection/oms/omsConnectionStore.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { Clock } from '../../task/ports.ts';
import type { AlertStore, SignalSource } from '../alertPorts.ts';
import { isOpen } from '../model/alert.ts';
import type { Alert } from '../model/alert.ts';
import { observedEvents } from '../observation.ts';
import { signalOf } from '../signal.ts';
import type { Signal } from '../signal.ts';
import { defaultMigrationAlertRules } from './alertRules.ts';
import type { MigrationAlertRules } from './alertRules.ts';
import type { MigrationServer } from './migrationServer.ts';
import type { OpenObservation } from './observeServer.ts';
import { OmsWatch } from './omsWatch.ts';

/** Nothing of a server is changed here. */
type WatchableServer = Pick<MigrationServer, 'listTasks' | 'components' | 'close'>;

export interface OmsSignalsParts {
  readonly servers: Pick<OmsConnectionStore, 'list' | 'onDidChange'>;
  /** Throws ShadowSyncError when it can't be asked now, for want of its password for example. */
  readonly open: (connection: OmsConnection) => Promise<WatchableServer>;
  readonly board: AlertStore['board'];
  /** Its thresholds count from the next look on. */
  readonly settings: AlertStore['settings'];
  readonly clock: Clock;
  /** Told why a server is not watched. */
  readonly onTrouble: (message: Said) => void;
}

interface Watched {
  readonly version: number;
  readonly server: WatchableServer;
  readonly watch: OmsWatch;
}

/** The engine asks every ten seconds as long as it has the right to send. */
const unaskedMs = 60_000;

export class OmsSignals implements SignalSource {
  readonly #parts: OmsSignalsParts;
  readonly #watched = new Map<string, Watched>();
  readonly #unsubscribe: () => void;
  #found: Signal[] = [];
  #isOutdated = true;
  #rules: MigrationAlertRules = defaultMigrationAlertRules;
  #patience = new AbortController();

  constructor(parts: OmsSignalsParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.servers.onDidChange(() => (this.#isOutdated = true));
  }

  /** Begins to watch where that has not begun, and gives what was found out since it was asked last. */
  async signals(now: number): Promise<readonly Signal[]> {
    this.#renewPatience();
    this.#rules = (await this.#parts.settings()).oms;
    if (this.#isOutdated) await this.#follow(now, true);
    return this.#taken();
  }

  /** One look at every server, for a process that does not stay. */
  async look(signal: AbortSignal): Promise<readonly Signal[]> {
    this.#rules = (await this.#parts.settings()).oms;
    await this.#follow(this.#parts.clock.now(), false);
    await Promise.all([...this.#watched.values()].map(({ watch }) => watch.once(signal)));
    return this.#taken();
  }

  /** After the engine's own `stop`. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#leaveAll();
  }

  #taken(): readonly Signal[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Another process may have the right to send now, and watches them. */
  #renewPatience(): void {
    this.#patience.abort();
    const patience = new AbortController();
    this.#patience = patience;
    void this.#parts.clock.sleep(unaskedMs, patience.signal).then(async () => {
      if (!patience.signal.aborted) await this.#leaveAll();
    });
  }

  async #leaveAll(): Promise<void> {
    this.#patience.abort();
    this.#isOutdated = true;
    await Promise.all([...this.#watched.keys()].map((id) => this.#leave(id)));
  }

  async #leave(id: string): Promise<void> {
    const watched = this.#watched.get(id);
    this.#watched.delete(id);
    await watched?.watch.stop();
    watched?.server.close();
  }

  async #follow(now: number, isStaying: boolean): Promise<void> {
    const stored = await this.#parts.servers.list();
    const { alerts } = await this.#parts.board();
    this.#isOutdated = false;
    const versions = new Map(stored.map(({ connection, version }) => [connection.id, version]));
    const over = [...this.#watched].filter(([id, { version }]) => versions.get(id) !== version);
    await Promise.all(over.map(([id]) => this.#leave(id)));
    const open = alerts.filter(isOpen);
    this.#found.push(...endsOfRemoved(open, new Set(versions.keys()), now));
    for (const one of stored) {
      if (!this.#watched.has(one.connection.id)) await this.#begin(one, open, isStaying);
    }
  }

  async #begin(
    { connection, version }: StoredOmsConnection,
    open: readonly Alert[],
    isStaying: boolean,
  ): Promise<void> {
    const { id, name } = connection;
    const { clock, onTrouble } = this.#parts;
    let server: WatchableServer;
    try {
      server = await this.#parts.open(connection);
    } catch (error) {
      onTrouble(phrase`The OMS server "${name}" is not watched: ${asShadowSyncError(error).said}`);
      return;
    }
    const watch = new OmsWatch({
      server: { id, name },
      api: server,
      rules: () => this.#rules,
      clock,
      onObservations: (observations) => this.#found.push(...observations.map(signalOf)),
      open: open.flatMap((alert) => openOf(alert, id)),
    });
    this.#watched.set(id, { version, server, watch });
    if (isStaying) watch.start();
  }
}

/** An open alert as the watcher of its server knows it. */
function openOf({ event, source, level }: Alert, serverId: string): readonly OpenObservation[] {
  const observed = observedEvents.find((one) => one === event);
  if (observed === undefined || (source.kind !== 'oms-task' && source.kind !== 'oms-server')) return [];
  return source.serverId === serverId ? [{ event: observed, source, level }] : [];
}

/** Alerts of servers that are not kept any more: nothing will ever say that they are over. */
function endsOfRemoved(open: readonly Alert[], kept: ReadonlySet<string>, at: number): readonly Signal[] {
  return open.flatMap(({ source, fingerprint }) =>
    'serverId' in source && !kept.has(source.serverId)
      ? [{ kind: 'resolve', fingerprint, at, how: 'closed' } as const]
      : [],
  );
}
