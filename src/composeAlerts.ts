/** Builds the alerts of a folder and what sends them; src/compose.ts loads this when somebody first asks for alerts. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AlertCentre } from './alert/alertCentre.ts';
import { AlertEngine } from './alert/alertEngine.ts';
import type { AlertStore, ChannelSecrets, LinkTo, SignalSource } from './alert/alertPorts.ts';
import { ChannelDesk } from './alert/channelDesk.ts';
import { noAlertFailPoint } from './alert/failPoint.ts';
import { emptyBoard } from './alert/model/board.ts';
import { readBoard, readKeptAlert } from './alert/model/readAlerts.ts';
import { readSettings } from './alert/model/readSettings.ts';
import { defaultSettings } from './alert/model/settings.ts';
import type { Said } from './schema/phrase.ts';
import { openAlertStore } from './store/alertStore.ts';
import { openLeaseStore } from './store/leaseStore.ts';
import { systemClock as clock } from './store/systemClock.ts';
import type { TaskStore, TaskWorker } from './task/taskPorts.ts';
import { webhookSender } from './webhook/postWebhook.ts';
import { nodeSigning } from './webhook/signing.ts';

export interface OpenedAlerts {
  readonly centre: AlertCentre;
  readonly channels: ChannelDesk;
  readonly store: AlertStore;
  /** One per process; it sends nothing before it is started. */
  readonly engine: AlertEngine;
  /** After `engine.stop()`. */
  close(): Promise<void>;
}

export interface AlertSurroundings {
  readonly tasks: Pick<TaskStore, 'tasks' | 'runs' | 'onDidChange'>;
  /** For the drift watch. */
  readonly worker: TaskWorker;
  readonly secrets: ChannelSecrets;
  readonly linkTo: LinkTo;
  /** Watchers of what is not ours. */
  readonly sources?: readonly SignalSource[];
  /** Told what keeps alerts from working. */
  readonly onTrouble: (message: Said) => void;
  /** Told what the user has to know of the stores. */
  readonly say: (message: string) => void;
}

/** The alerts of this user, kept below `folder`, beside the tasks. Throws ShadowSyncError 'store'. */
export async function openAlerts(folder: string, around: AlertSurroundings): Promise<OpenedAlerts> {
  const { tasks, worker, secrets, linkTo, sources = [], onTrouble, say } = around;
  const options = { onNotice: ({ message }: { readonly message: string }) => say(message), clock };
  const own = join(folder, 'alerts');
  const store = await openAlertStore(
    own,
    { readBoard, readKeptAlert, readSettings },
    { board: emptyBoard, settings: defaultSettings },
    options,
  );
  const leases = await openLeaseStore(join(own, 'lease'), options);
  const newUid = (): string => randomUUID();
  const shared = { store, clock, random: () => Math.random(), newUid, linkTo };
  const sending = { ...shared, secrets, sender: webhookSender(), signing: nodeSigning };
  const engine = new AlertEngine({
    ...sending,
    ...{ tasks, worker, sources, leases, onTrouble },
    owner: randomUUID(),
    failPoint: noAlertFailPoint,
  });
  const close = async (): Promise<void> => {
    await store.close();
    await leases.close();
  };
  return { centre: new AlertCentre(shared), channels: new ChannelDesk(sending), store, engine, close };
}
