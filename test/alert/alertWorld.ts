/** An alert engine with everything around it in memory, and a language of times and happenings to tell stories with. */
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import { AlertCentre } from '../../src/alert/alertCentre.ts';
import { AlertEngine } from '../../src/alert/alertEngine.ts';
import type { AlertEngineParts } from '../../src/alert/alertEngine.ts';
import type {
  AlertStore,
  ChannelSecretKind,
  ChannelSecrets,
  WebhookAnswer,
  WebhookRequest,
} from '../../src/alert/alertPorts.ts';
import { ChannelDesk } from '../../src/alert/channelDesk.ts';
import type { ChannelDeskParts } from '../../src/alert/channelDesk.ts';
import { noAlertFailPoint } from '../../src/alert/failPoint.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import type { Board, KeptAlert } from '../../src/alert/model/board.ts';
import { defaultChannel } from '../../src/alert/model/channel.ts';
import type { Channel } from '../../src/alert/model/channel.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertSettings } from '../../src/alert/model/settings.ts';
import type { RaiseSignal, ResolveSignal, Signal } from '../../src/alert/signal.ts';
import { english } from '../../src/schema/phrase.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';
import type { RunRecord, Task } from '../../src/task/model/task.ts';
import type { TaskWorker } from '../../src/task/taskPorts.ts';
import { MemoryLease } from '../task/scheduler/schedulerWorld.ts';
import { VirtualClock } from '../task/scheduler/virtualClock.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** Checks and copies as a real one does: what could not be read back is refused. */
class MemoryAlertStore implements AlertStore {
  #board: Board = emptyBoard;
  #settings: AlertSettings = defaultSettings;
  #kept = new Map<string, KeptAlert>();
  readonly #listeners = new Set<() => void>();
  writes = 0;

  board(): Promise<Board> {
    return Promise.resolve(this.#board);
  }

  async change(change: (board: Board) => Board): Promise<Board> {
    await Promise.resolve();
    const after = change(this.#board);
    if (after === this.#board) return after;
    this.#board = readBoard(JSON.parse(JSON.stringify(after)));
    this.writes += 1;
    this.#tell();
    return this.#board;
  }

  archive(): Promise<readonly KeptAlert[]> {
    return Promise.resolve([...this.#kept.values()]);
  }

  keep(alerts: readonly KeptAlert[]): Promise<void> {
    for (const one of alerts)
      this.#kept.set(one.alert.id, readKeptAlert(JSON.parse(JSON.stringify(one)), ''));
    return Promise.resolve();
  }

  settings(): Promise<AlertSettings> {
    return Promise.resolve(this.#settings);
  }

  changeSettings(change: (settings: AlertSettings) => AlertSettings): Promise<AlertSettings> {
    this.#settings = readSettings(JSON.parse(JSON.stringify(change(this.#settings))));
    this.#tell();
    return Promise.resolve(this.#settings);
  }

  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

class MemoryChannelSecrets implements ChannelSecrets {
  readonly kept = new Map<string, string>();

  get(channelId: string, kind: ChannelSecretKind): Promise<string | undefined> {
    return Promise.resolve(this.kept.get(`${channelId} ${kind}`));
  }

  set(channelId: string, kind: ChannelSecretKind, secret: string): Promise<void> {
    this.kept.set(`${channelId} ${kind}`, secret);
    return Promise.resolve();
  }

  deleteAll(channelId: string): Promise<void> {
    for (const key of [...this.kept.keys()]) if (key.startsWith(`${channelId} `)) this.kept.delete(key);
    return Promise.resolve();
  }
}

/** What went out, and when. */
export interface Sent {
  readonly at: number;
  readonly id: string;
  readonly request: WebhookRequest;
  readonly alerts: readonly { readonly id: string; readonly status: string; readonly event: string }[];
}

export const start = '2026-01-01T12:00:00Z';

export class AlertWorld {
  readonly clock = new VirtualClock(start);
  readonly store = new MemoryAlertStore();
  readonly secrets = new MemoryChannelSecrets();
  readonly lease = new MemoryLease(this.clock);
  readonly sent: Sent[] = [];
  readonly troubles: string[] = [];
  tasks: readonly Task[] = [];
  runs: readonly RunRecord[] = [];
  /** What the sources say at each look. */
  signals: readonly Signal[] = [];
  /** The receiver. */
  answer: (sent: Sent) => WebhookAnswer | Promise<WebhookAnswer> = () => ok;
  worker: TaskWorker = { withSession: () => Promise.reject(new Error('no worker')) };
  #uids = 0;
  #randoms = 0;

  engine(owner = 'one', more: Partial<AlertEngineParts> = {}): AlertEngine {
    return new AlertEngine({
      ...this.#shared(),
      leases: this.lease,
      tasks: {
        tasks: () => Promise.resolve(this.tasks),
        runs: () => Promise.resolve(this.runs),
        onDidChange: () => () => undefined,
      },
      worker: { withSession: (id, signal, work) => this.worker.withSession(id, signal, work) },
      sources: [{ signals: () => Promise.resolve(this.signals) }],
      owner,
      onTrouble: (message) => this.troubles.push(english(message)),
      failPoint: noAlertFailPoint,
      ...more,
    });
  }

  centre(): AlertCentre {
    return new AlertCentre(this.#shared());
  }

  desk(more: Partial<ChannelDeskParts> = {}): ChannelDesk {
    return new ChannelDesk({ ...this.#shared(), ...more });
  }

  /** A channel that says everything at once, unless told otherwise. */
  async channel(change: Partial<Channel> = {}): Promise<Channel> {
    const channel: Channel = {
      ...defaultChannel,
      id: 'c1',
      name: 'Ops',
      kind: 'generic',
      host: 'hooks.example',
      groupBy: 'none',
      groupWaitSeconds: 0,
      groupIntervalSeconds: 0,
      perMinute: 1000,
      ...change,
    };
    await this.secrets.set(channel.id, 'url', `https://${channel.host}/${channel.id}`);
    await this.settings((settings) => ({ ...settings, channels: [...settings.channels, channel] }));
    return channel;
  }

  settings(change: (settings: AlertSettings) => AlertSettings): Promise<AlertSettings> {
    return this.store.changeSettings(change);
  }

  /** Of each message that got out, in which minute after the start and what about. */
  told(): readonly string[] {
    return this.sent.map(
      ({ at, alerts }) =>
        `${String(Math.floor((at - Date.parse(start)) / minute))}m ${alerts.map(({ status, event }) => `${status} ${event}`).join(', ')}`,
    );
  }

  #shared(): Omit<
    AlertEngineParts,
    'leases' | 'tasks' | 'worker' | 'sources' | 'owner' | 'onTrouble' | 'failPoint'
  > & {
    readonly secrets: ChannelSecrets;
  } {
    return {
      store: this.store,
      secrets: this.secrets,
      signing: nodeSigning,
      linkTo: (id) => `vscode://shadow-sync/alert/${id}`,
      clock: this.clock,
      // In a fixed order: a story runs the same each time.
      random: () => ((this.#randoms += 1) * 0.618034) % 1,
      newUid: () => `uid-${String((this.#uids += 1))}`,
      sender: {
        post: async (request) => {
          const sent: Sent = {
            at: this.clock.now(),
            id: request.headers['webhook-id'] ?? '',
            request,
            alerts: alertsIn(request.body),
          };
          this.sent.push(sent);
          return await this.answer(sent);
        },
      },
    };
  }
}

export const ok: WebhookAnswer = answered(200);

export function answered(
  status: number,
  more: { readonly retryAfter?: string; readonly body?: string } = {},
): WebhookAnswer {
  return {
    kind: 'answered',
    status,
    retryAfter: more.retryAfter ?? null,
    body: more.body ?? '',
    isCut: false,
    ms: 0,
  };
}

function alertsIn(body: string): Sent['alerts'] {
  const value = JSON.parse(body) as { data?: { alerts?: Sent['alerts'] } };
  return value.data?.alerts ?? [];
}

/** Something that is the case; another fingerprint is another alert. */
export function raise(fingerprint: string, at: number, change: Partial<RaiseSignal> = {}): RaiseSignal {
  return {
    kind: 'raise',
    fingerprint,
    event: 'oms_sync_failed',
    level: 'HIGH',
    // Not of a task of ours: those end when the task is gone.
    source: {
      kind: 'oms-task',
      serverId: 'oms',
      serverName: 'OMS',
      taskId: fingerprint,
      taskName: fingerprint,
    },
    at,
    message: `message of ${fingerprint}`,
    outside: `outside of ${fingerprint}`,
    samples: [],
    evidence: 'run-1',
    isRepeated: false,
    ...change,
  };
}

/** What happens when: `at(90 * second, () => …)`. */
export interface Happening {
  readonly at: number;
  readonly does: (world: AlertWorld) => unknown;
}

export function at(ms: number, does: Happening['does']): Happening {
  return { at: ms, does };
}

/** Plays the happenings on the virtual clock with an engine that runs all the time, and goes on until `until`. */
export async function play(
  world: AlertWorld,
  happenings: readonly Happening[],
  until: number,
): Promise<void> {
  const engine = world.engine();
  engine.start();
  let elapsed = 0;
  for (const { at: due, does } of happenings) {
    await world.clock.pass(due - elapsed);
    elapsed = due;
    await does(world);
  }
  await world.clock.pass(until - elapsed);
  const stopped = engine.stop();
  await world.clock.pass(minute);
  await stopped;
}

const t0 = Date.parse(start);

/** From then on these are the case. */
export function fires(ms: number, ...names: readonly string[]): Happening {
  return at(ms, (world) => {
    const rest = world.signals.filter(({ fingerprint }) => !names.includes(fingerprint));
    world.signals = [...rest, ...names.map((name) => raise(name, t0 + ms))];
  });
}

/** From then on they are over. */
export function ends(ms: number, ...names: readonly string[]): Happening {
  return at(ms, (world) => {
    const over = names.map((name): ResolveSignal => ({
      kind: 'resolve',
      fingerprint: name,
      at: t0 + ms,
      how: 'recovered',
    }));
    const rest = world.signals.filter(({ fingerprint }) => !names.includes(fingerprint));
    world.signals = [...rest, ...over];
  });
}

/** All alerts, with the state of both axes. */
export async function statusOf(world: AlertWorld): Promise<readonly string[]> {
  const rows = await world.centre().list({ ...defaultAlertFilter, range: '3-months' });
  return rows.map(({ alert, status }) => `${alert.fingerprint} ${alert.life.kind} ${status}`);
}
