/** Everything that people do with alerts. It sends nothing: the engine does, in whatever process that is. */
import { english, phrase } from '../schema/phrase.ts';
import type { Saying } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { newId } from '../task/model/newId.ts';
import type { Clock } from '../task/ports.ts';
import { runErrorOf } from '../task/runError.ts';
import type { BatchResult } from '../task/taskCentre.ts';
import { filterAlerts } from './alertFilter.ts';
import type { AlertFilter, AlertRow } from './alertFilter.ts';
import type { AlertStore, LinkTo } from './alertPorts.ts';
import { exportAlerts } from './exportAlerts.ts';
import type { ExportFormat } from './exportAlerts.ts';
import type { Alert } from './model/alert.ts';
import { isOpen } from './model/alert.ts';
import type { AlertLevel, ProtectionLevel } from './model/alertEvent.ts';
import type { Board, KeptAlert } from './model/board.ts';
import type { Delivery } from './model/delivery.ts';
import { live } from './model/lifeState.ts';
import type { LifeEvent } from './model/lifeState.ts';
import { readSettings } from './model/readSettings.ts';
import type { AlertSettings, Mute } from './model/settings.ts';
import { Inhibition } from './notify/inhibition.ts';
import { resent } from './notify/resend.ts';
import { runbookOf } from './runbook.ts';
import type { Runbook } from './runbook.ts';
import { hasUndelivered, sendingStatusOf } from './sendingStatus.ts';

export interface AlertCentreParts {
  readonly store: AlertStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: () => number;
  readonly newUid: () => string;
  readonly linkTo: LinkTo;
}

export interface AlertDetails extends AlertRow {
  /** Newest first, with their attempts. */
  readonly deliveries: readonly Delivery[];
  /** The alert that keeps this one from being told. */
  readonly inhibitedBy: Alert | null;
  /** Since when its server says nothing; what the alert says may be old then. */
  readonly noDataSince: number | null;
  readonly runbook: Runbook;
  readonly link: string;
}

/** `wake` takes back an acknowledgement or a snooze. */
export type AlertAction =
  { readonly kind: 'acknowledge' | 'close' | 'wake' } | { readonly kind: 'snooze'; readonly until: number };

export interface AlertCounts {
  readonly open: number;
  /** Neither acknowledged nor snoozed: what a badge counts. */
  readonly firing: number;
  readonly byLevel: Readonly<Record<AlertLevel, number>>;
}

export class AlertCentre {
  readonly #parts: AlertCentreParts;

  constructor(parts: AlertCentreParts) {
    this.#parts = parts;
  }

  /** Those that pass, newest first. `say`: the language in which texts are searched, beside English. */
  async list(filter: AlertFilter, say?: Saying): Promise<readonly AlertRow[]> {
    return filterAlerts(await this.#all(), filter, this.#parts.clock.now(), say);
  }

  /** Throws ShadowSyncError 'usage' when there is none of that id. */
  async find(id: string): Promise<AlertDetails> {
    const board = await this.#parts.store.board();
    const { alert, deliveries } = await this.#one(id, board);
    const inhibition = new Inhibition(board.alerts);
    return {
      alert,
      status: sendingStatusOf(alert, deliveries),
      isUndelivered: hasUndelivered(deliveries),
      deliveries: deliveries.toSorted((a, b) => b.createdAt - a.createdAt),
      inhibitedBy: isOpen(alert) ? inhibition.inhibitorOf(alert) : null,
      noDataSince: inhibition.silentServerOf(alert)?.firstAt ?? null,
      runbook: runbookOf(alert.event, alert.source),
      link: this.#parts.linkTo(id),
    };
  }

  /** All that can be done is done; what can't is reported one by one. */
  async act(ids: readonly string[], action: AlertAction, by: string): Promise<readonly BatchResult[]> {
    const event = this.#eventOf(action, by);
    let results: BatchResult[] = [];
    await this.#parts.store.change((board) => {
      results = [];
      return ids.reduce((changed, id) => {
        try {
          const after = lived(changed, id, event);
          results.push({ id, error: null });
          return after;
        } catch (error) {
          results.push({ id, error: runErrorOf(error) });
          return changed;
        }
      }, board);
    });
    return results;
  }

  /**
   * Sends it once more: what failed under its old id, else a new delivery to each channel, or to that one. Throws
   * ShadowSyncError 'usage' when there is nowhere to send it.
   */
  async resend(id: string, channel: string | null = null): Promise<void> {
    const { store, clock, newUid } = this.#parts;
    const settings = await store.settings();
    const channels = settings.channels.filter(
      (one) => one.isEnabled && (channel === null || one.id === channel),
    );
    if (channels.length === 0) {
      throw new ShadowSyncError('usage', phrase`There is no channel that it could be sent to.`, {
        remedy: phrase`Add a channel, or switch one on.`,
      });
    }
    const kept = await this.#one(id, await store.board());
    await store.change((board) =>
      resent(board, kept, { channels: channels.map((one) => one.id), now: clock.now(), newUid }),
    );
  }

  /** A window shows them: with no channel, that is their delivery. */
  async markShown(ids: readonly string[]): Promise<void> {
    const shown = new Set(ids);
    const now = this.#parts.clock.now();
    const isNew = (alert: Alert): boolean => alert.shownAt === null && shown.has(alert.id);
    await this.#parts.store.change((board) => {
      if (!board.alerts.some(isNew)) return board;
      return { ...board, alerts: board.alerts.map((one) => (isNew(one) ? { ...one, shownAt: now } : one)) };
    });
  }

  async counts(): Promise<AlertCounts> {
    const { alerts } = await this.#parts.store.board();
    const firing = alerts.filter(({ life }) => life.kind === 'firing');
    const of = (level: AlertLevel): number => firing.filter((alert) => alert.level === level).length;
    return {
      open: alerts.filter(isOpen).length,
      firing: firing.length,
      byLevel: { HIGH: of('HIGH'), MEDIUM: of('MEDIUM'), LOW: of('LOW') },
    };
  }

  settings(): Promise<AlertSettings> {
    return this.#parts.store.settings();
  }

  /** Channels stay as they are: they have their own way. Throws ShadowSyncError 'usage'. */
  async saveSettings(settings: Omit<AlertSettings, 'channels'>): Promise<AlertSettings> {
    return await this.#parts.store.changeSettings(({ channels }) => readSettings({ ...settings, channels }));
  }

  /** `level`: of every event of these tasks; null for the level that each event has. Throws ShadowSyncError 'usage'. */
  async setTaskLevel(taskIds: readonly string[], level: ProtectionLevel | null): Promise<void> {
    await this.#parts.store.changeSettings((settings) => {
      const others = settings.taskLevels.filter(({ taskId }) => !taskIds.includes(taskId));
      const own = level === null ? [] : taskIds.map((taskId) => ({ taskId, level }));
      return readSettings({ ...settings, taskLevels: [...others, ...own] });
    });
  }

  /** `until`: null for until it is taken back. Throws ShadowSyncError 'usage'. */
  async mute(about: Mute['about'], until: number | null, by: string, comment = ''): Promise<Mute> {
    const { store, clock, random } = this.#parts;
    const now = clock.now();
    if (until !== null && until <= now) {
      throw new ShadowSyncError('usage', phrase`The end of the mute is over already.`, {
        remedy: phrase`Choose a time to come.`,
      });
    }
    const mute: Mute = { id: newId('m', now, random), about, until, by, comment };
    await store.changeSettings((settings) => {
      const going = settings.mutes.filter((one) => one.until === null || one.until > now);
      return readSettings({ ...settings, mutes: [...going, mute] });
    });
    return mute;
  }

  async unmute(id: string): Promise<void> {
    await this.#parts.store.changeSettings((settings) => ({
      ...settings,
      mutes: settings.mutes.filter((mute) => mute.id !== id),
    }));
  }

  async export(filter: AlertFilter, format: ExportFormat, say: Saying = english): Promise<string> {
    return exportAlerts(await this.list(filter, say), format, say);
  }

  onDidChange(listener: () => void): () => void {
    return this.#parts.store.onDidChange(listener);
  }

  /** What goes on and what is past; what goes on is right where both have an alert. */
  async #all(): Promise<readonly KeptAlert[]> {
    const { store } = this.#parts;
    // The archive first: what moves there meanwhile is then seen twice, and not missed.
    const archive = await store.archive();
    const current = onBoard(await store.board());
    const ids = new Set(current.map(({ alert }) => alert.id));
    return [...archive.filter(({ alert }) => !ids.has(alert.id)), ...current];
  }

  async #one(id: string, board: Board): Promise<KeptAlert> {
    const alert = board.alerts.find((one) => one.id === id);
    if (alert !== undefined) {
      return { alert, deliveries: board.deliveries.filter(({ alerts }) => alerts.includes(id)) };
    }
    const kept = (await this.#parts.store.archive()).find((one) => one.alert.id === id);
    if (kept !== undefined) return kept;
    throw new ShadowSyncError('usage', phrase`There is no alert ${id}.`, {
      remedy: phrase`Look at the list of alerts; after three months they are dropped.`,
    });
  }

  #eventOf(action: AlertAction, by: string): LifeEvent {
    const at = this.#parts.clock.now();
    if (action.kind !== 'snooze') return { kind: action.kind, at, by };
    if (action.until > at) return { kind: 'snooze', at, by, until: action.until };
    throw new ShadowSyncError('usage', phrase`The end of the snooze is over already.`, {
      remedy: phrase`Choose a time to come.`,
    });
  }
}

function lived(board: Board, id: string, event: LifeEvent): Board {
  const at = board.alerts.findIndex((alert) => alert.id === id);
  const alert = board.alerts[at];
  if (alert === undefined) {
    throw new ShadowSyncError('conflict', phrase`The alert ${id} is over, or there is none of that id.`, {
      remedy: phrase`Look at the list of alerts.`,
    });
  }
  return { ...board, alerts: board.alerts.with(at, { ...alert, life: live(alert.life, event) }) };
}

function onBoard({ alerts, deliveries }: Board): readonly KeptAlert[] {
  const byAlert = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    for (const id of delivery.alerts) {
      const found = byAlert.get(id);
      if (found === undefined) byAlert.set(id, [delivery]);
      else found.push(delivery);
    }
  }
  return alerts.map((alert) => ({ alert, deliveries: byAlert.get(alert.id) ?? [] }));
}
