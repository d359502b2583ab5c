/** Alerts while `run` runs tasks. Whatever keeps them from working is said, and keeps no task from running (W4). */
import { OmsSignals } from '../../alert/oms/omsSignals.ts';
import type { MigrationServer } from '../../alert/oms/migrationServer.ts';
import type { SignalSource } from '../../alert/alertPorts.ts';
import type { Signal } from '../../alert/signal.ts';
import { clock } from '../../compose.ts';
import type { OpenedAlerts } from '../../compose.ts';
import { asShadowSyncError } from '../../comparison/asShadowSyncError.ts';
import { openOmsConnections, openOmsServer } from '../../composeOms.ts';
import type { OmsConnectionStore } from '../../connection/oms/omsConnectionStore.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
import { english } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { TaskNotice } from '../../task/taskPorts.ts';
import type { Console } from '../console.ts';
import { keptPassword, resolved } from '../oms/omsAccess.ts';
import type { TaskEnvironment, TaskServices } from '../tasks/taskServices.ts';
import { AlertLog } from './alertLog.ts';
import { openAlertServices } from './alertServices.ts';
import { channelVariable, hasAddress } from './environmentSecrets.ts';
import type { Environment } from './environmentSecrets.ts';

export interface AlertsNeed extends Pick<TaskEnvironment, 'environment' | 'homeFolder' | 'readFile'> {
  readonly console: Console;
  readonly signal: AbortSignal;
}

interface Parts {
  readonly alerts: OpenedAlerts;
  readonly servers: OmsConnectionStore;
  readonly oms: OmsSignals;
  /** What one look at the servers found, for the engine. */
  readonly looked: Signal[];
  readonly need: AlertsNeed;
}

export class AlertsBesideTasks {
  readonly #parts: Parts;
  readonly #log: AlertLog;
  readonly #unsubscribe: () => void;
  #saying: Promise<void> = Promise.resolve();

  private constructor(parts: Parts, log: AlertLog) {
    this.#parts = parts;
    this.#log = log;
    this.#unsubscribe = parts.alerts.store.onDidChange(() => {
      this.#saying = this.#saying.then(() => this.#sayNews());
    });
  }

  /** Before any task runs: what fails from now on is news. Null when there can be no alerts; then why was said. */
  static async open(
    folder: string,
    services: TaskServices,
    need: AlertsNeed,
    isOnce: boolean,
  ): Promise<AlertsBesideTasks | null> {
    try {
      const parts = await openParts(folder, services, need, isOnce);
      try {
        return await AlertsBesideTasks.#begin(parts, isOnce);
      } catch (error) {
        await closeParts(parts);
        throw error;
      }
    } catch (error) {
      complain(need, error);
      return null;
    }
  }

  static async #begin(parts: Parts, isOnce: boolean): Promise<AlertsBesideTasks> {
    const { alerts, need } = parts;
    const board = await alerts.store.change((latest) =>
      latest.since === null ? { ...latest, since: clock.now() } : latest,
    );
    const { channels } = await alerts.store.settings();
    for (const line of missingAddresses(channels, need.environment)) say(need, line);
    const beside = new AlertsBesideTasks(parts, new AlertLog(board));
    if (!isOnce) alerts.engine.start();
    return beside;
  }

  notice(notice: TaskNotice): void {
    this.#parts.alerts.engine.notice(notice);
  }

  /** Raises and sends what there is, when no task runs any more. */
  async flush(): Promise<void> {
    const { alerts, oms, looked, need } = this.#parts;
    try {
      looked.push(...(await oms.look(need.signal)));
      if (need.signal.aborted) return;
      const isHolder = await Promise.race([alerts.engine.once(), aborted(need.signal)]);
      if (!isHolder) say(need, 'another process sends the alerts of this store');
    } catch (error) {
      complain(need, error);
    }
  }

  /** Ends; what is being sent is sent by the next process. */
  async close(): Promise<void> {
    const { alerts, need } = this.#parts;
    try {
      await alerts.engine.stop();
      this.#unsubscribe();
      await this.#saying;
      await this.#sayNews();
    } catch (error) {
      complain(need, error);
    }
    await closeParts(this.#parts);
  }

  async #sayNews(): Promise<void> {
    const { alerts, need } = this.#parts;
    try {
      const { channels } = await alerts.store.settings();
      for (const line of this.#log.linesOf(await alerts.store.board(), channels)) need.console.say(line);
    } catch (error) {
      complain(need, error);
    }
  }
}

async function openParts(
  folder: string,
  services: TaskServices,
  need: AlertsNeed,
  isOnce: boolean,
): Promise<Parts> {
  const { environment } = need;
  const onTrouble = (said: Said): void => say(need, english(said));
  const servers = await openOmsConnections(folder, onTrouble);
  const looked: Signal[] = [];
  // A process that does not stay looks once, when its tasks have run.
  const once: SignalSource = { signals: () => Promise.resolve(looked.splice(0)) };
  const watching: SignalSource = { signals: (now) => oms.signals(now) };
  const sources = [isOnce ? once : watching];
  let alerts: OpenedAlerts;
  try {
    alerts = await openAlertServices(folder, { environment, services, sources, onTrouble });
  } catch (error) {
    await servers.close();
    throw error;
  }
  const oms = new OmsSignals({
    servers,
    open: (connection) => openWatched(connection, need),
    board: () => alerts.store.board(),
    settings: () => alerts.store.settings(),
    clock,
    onTrouble,
  });
  return { alerts, servers, oms, looked, need };
}

/** Nothing of them keeps the process alive after that. */
async function closeParts({ alerts, oms, servers, need }: Parts): Promise<void> {
  for (const close of [() => oms.stop(), () => alerts.close(), () => servers.close()]) {
    try {
      await close();
    } catch (error) {
      complain(need, error);
    }
  }
}

async function openWatched(connection: OmsConnection, need: AlertsNeed): Promise<MigrationServer> {
  // What is said of it names the server already.
  const password = keptPassword(connection, need.environment, 'its password');
  return openOmsServer(await resolved(connection, password, need));
}

function missingAddresses(
  channels: readonly { readonly id: string; readonly name: string; readonly isEnabled: boolean }[],
  environment: Environment,
): readonly string[] {
  return channels
    .filter(({ id, isEnabled }) => isEnabled && !hasAddress(environment, id))
    .map(({ id, name }) => `channel ${name} has no address here: set ${channelVariable(id, 'url')}`);
}

function aborted(signal: AbortSignal): Promise<true> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true);
    else signal.addEventListener('abort', () => resolve(true), { once: true });
  });
}

function complain(need: AlertsNeed, error: unknown): void {
  const { message, remedy } = asShadowSyncError(error);
  say(need, `Alerts: ${message}${remedy === null ? '' : ` ${remedy}`}`);
}

function say({ console }: AlertsNeed, line: string): void {
  console.say(console.paint.yellow(visibleText(line)));
}
