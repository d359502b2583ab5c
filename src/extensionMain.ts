/** The editor's half that is loaded on first use: composes the services and registers what uses them. Nothing is connected here. */
import { userInfo } from 'node:os';
import { env, window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { Listeners } from './comparison/listeners.ts';
import { ServerPool } from './comparison/serverPool.ts';
import {
  clock,
  newRunName,
  openAlerts,
  openConnections,
  openJournals,
  openServer,
  openTasks,
  pause,
  scriptSessionOf,
  testConnection,
} from './compose.ts';
import type { OpenedAlerts, OpenedTasks } from './compose.ts';
import type { ComparisonServices } from './comparison/comparisonServices.ts';
import type * as OmsParts from './composeOms.ts';
import type { OmsTarget } from './connection/omsConnection.ts';
import { resolveOmsConnection } from './connection/oms/resolveOmsConnection.ts';
import { english } from './schema/phrase.ts';
import type { Said } from './schema/phrase.ts';
import { OmsSignals } from './alert/oms/omsSignals.ts';
import type { TaskNotice, TaskRunEvent, TaskWorker } from './task/taskPorts.ts';
import { alertLink } from './editor/alerts/alertLink.ts';
import { EditorChannelSecrets } from './editor/alerts/channelSecrets.ts';
import { ConnectionBook } from './editor/connections/connectionBook.ts';
import { forgetChanged } from './editor/connections/forgetChanged.ts';
import { makeServerOpener } from './editor/connections/serverOpener.ts';
import type { OpenerParts } from './editor/connections/serverOpener.ts';
import type { EditorServices } from './editor/editorServices.ts';
import { localFiles } from './editor/localFiles.ts';
import { checkOmsPassword } from './editor/oms/checkOmsPassword.ts';
import type { OmsServices } from './editor/oms/omsServices.ts';
import { registerEditor } from './editor/registerEditor.ts';
import { EditorSecrets } from './editor/secrets.ts';
import type { Startup } from './editor/startup/startup.ts';
import { askIfPresent } from './editor/tasks/askIfPresent.ts';
import { guardedWorker } from './editor/tasks/guardedWorker.ts';
import { OpenedOnce } from './editor/tasks/openedOnce.ts';
import { maxParallel } from './editor/tasks/taskSettings.ts';
import { translated } from './editor/ui/translated.ts';
import { askMissingSecret } from './editor/ui/askMissingSecret.ts';
import { editorLog } from './editor/ui/editorLog.ts';
import type { EditorLog } from './editor/ui/editorLog.ts';
import { openIfTrusted } from './editor/ui/openIfTrusted.ts';
import { hasAlerts, hasOmsConnections } from './hasAlerts.ts';
import { hasTasks } from './hasTasks.ts';

/**
 * Puts all that the extension does behind the doors that VS Code knows. Gives back what ends its part in running tasks, as
 * far as something has to be waited for.
 */
export function startEditor(context: ExtensionContext, startup: Startup): () => Promise<void> {
  const log = editorLog(window.createOutputChannel('Shadow Sync', { log: true }));
  const storage = context.globalStorageUri.fsPath;
  const connections = once(() => openConnections(storage, (message) => book.addNotice(message)));
  const book: ConnectionBook = new ConnectionBook(connections);
  const secrets = new EditorSecrets(context.secrets);
  const poolAsking = (ask: OpenerParts['ask']): ServerPool => {
    const open = openIfTrusted(openServer);
    const parts = { find: (id: string) => book.find(id), secrets, files: localFiles, open, say: translated };
    return new ServerPool({ clock, open: makeServerOpener({ ...parts, ask }) });
  };
  const servers = poolAsking(askMissingSecret);
  // Apart from what people wait for: when the window closes, runs still need their servers to be stopped there.
  const runServers = poolAsking(askIfPresent(askMissingSecret, () => window.state.focused));
  const journals = openJournals(`${storage}/journals`);
  const working: ComparisonServices = { servers, journals, clock, pause, newRunName };
  const notices = new Listeners<TaskNotice>();
  const runEvents = new Listeners<TaskRunEvent>();
  const runner = once(() => unattendedWorker(working, runServers, book));
  const tasks = new OpenedOnce(() => openOwnTasks(storage, { working, runner, notices, runEvents, log }));
  const oms = openOms(storage, log);
  const alerts = new OpenedOnce(() => openOwnAlerts(context, { tasks, runner, oms, secrets, log }));
  notices.add((notice) => void tellEngine(alerts, notice, log));
  const services: EditorServices = {
    ...working,
    connections,
    book,
    secrets,
    files: localFiles,
    testConnection: openIfTrusted(testConnection),
    scriptSessionOf,
    tasks: () => tasks.get(),
    hasTasks: () => hasTasks(storage),
    alerts: () => alerts.get(),
    oms: oms.services,
    hasAlertSubject: async () => (await hasTasks(storage)) || (await hasAlerts(storage)),
    onTaskNotice: (listener) => notices.add(listener),
    onRunEvent: (listener) => runEvents.add(listener),
    person: personName(),
  };
  context.subscriptions.push(
    ...registerEditor({ context, startup, log, services }),
    { dispose: forgetChanged(book, runServers) },
    { dispose: () => book.close() },
    { dispose: () => void servers.dispose() },
  );
  return once(async () => {
    try {
      await tasks.close(async (opened) => {
        // Runs come first: VS Code waits five seconds and no longer.
        await opened.scheduler.stop();
        // They watch these tasks: without tasks there are no alerts.
        await alerts.close((watching) => watching.close());
        await opened.close();
      });
    } finally {
      await oms.close();
      await runServers.dispose();
    }
  });
}

/** What works with nobody there: it connects by itself, and holds a task to what was agreed. */
async function unattendedWorker(
  working: ComparisonServices,
  servers: ServerPool,
  book: ConnectionBook,
): Promise<TaskWorker> {
  const { makeTaskWorker } = await import('./comparison/taskWorker.ts');
  const worker = makeTaskWorker({ ...working, servers });
  return guardedWorker(worker, async (id) => (await book.find(id)).connection);
}

interface TasksNeed {
  readonly working: ComparisonServices;
  readonly runner: () => Promise<TaskWorker>;
  readonly notices: Listeners<TaskNotice>;
  readonly runEvents: Listeners<TaskRunEvent>;
  readonly log: EditorLog;
}

async function openOwnTasks(storage: string, need: TasksNeed): Promise<OpenedTasks> {
  const { working, runner, notices, runEvents, log } = need;
  const { makeTaskWorker } = await import('./comparison/taskWorker.ts');
  return await openTasks(storage, {
    worker: makeTaskWorker(working),
    runner: await runner(),
    journals: working.journals,
    onNotice: (notice) => notices.tell(notice),
    onRunEvent: (event) => runEvents.tell(event),
    say: (said) => log.warn(english(said)),
    maxParallel,
  });
}

interface AlertsNeed {
  readonly tasks: OpenedOnce<OpenedTasks>;
  readonly runner: () => Promise<TaskWorker>;
  readonly oms: OpenedOms;
  readonly secrets: EditorSecrets;
  readonly log: EditorLog;
}

async function openOwnAlerts(context: ExtensionContext, need: AlertsNeed): Promise<OpenedAlerts> {
  const { tasks, runner, oms, secrets, log } = need;
  const { store } = await tasks.get();
  const warn = (said: Said): void => log.warn(english(said));
  const signals = new OmsSignals({
    servers: await oms.services.connections(),
    open: async (connection) => {
      await checkOmsPassword(connection, secrets);
      return await oms.services.open(await resolveOmsConnection(connection, { secrets, files: localFiles }));
    },
    board: () => opened.store.board(),
    settings: () => opened.store.settings(),
    clock,
    onTrouble: warn,
  });
  const opened: OpenedAlerts = await openAlerts(context.globalStorageUri.fsPath, {
    tasks: store,
    worker: await runner(),
    sources: [signals],
    secrets: new EditorChannelSecrets(context.secrets),
    linkTo: (id) => alertLink(env.uriScheme, context.extension.id, id),
    onTrouble: warn,
    say: (message) => log.warn(message),
  });
  const close = async (): Promise<void> => {
    await opened.engine.stop();
    await signals.stop();
    await opened.close();
  };
  return { ...opened, close };
}

interface OpenedOms {
  readonly services: OmsServices;
  close(): Promise<void>;
}

/** What speaks to OMS servers is loaded when somebody first asks for it, and connects in trusted folders only (U8). */
function openOms(storage: string, log: EditorLog): OpenedOms {
  const parts = (): Promise<typeof OmsParts> => import('./composeOms.ts');
  const store = new OpenedOnce(async () =>
    (await parts()).openOmsConnections(storage, (said) => log.warn(english(said))),
  );
  const services: OmsServices = {
    connections: () => store.get(),
    hasConnections: () => hasOmsConnections(storage),
    open: openIfTrusted(async (target: OmsTarget) => (await parts()).openOmsServer(target)),
    test: openIfTrusted(async (target: OmsTarget, options: Parameters<OmsServices['test']>[1]) =>
      (await parts()).testOmsConnection(target, options),
    ),
  };
  return { services, close: () => store.close((opened) => opened.close()) };
}

/** The engine finds most things by itself; a notice makes it look at once. */
async function tellEngine(
  alerts: OpenedOnce<OpenedAlerts>,
  notice: TaskNotice,
  log: EditorLog,
): Promise<void> {
  try {
    const { engine } = await alerts.get();
    engine.notice(notice);
  } catch (error) {
    // Failing to alert fails nothing else (W4).
    log.warn(error instanceof Error ? error.message : String(error));
  }
}

/** An account without an entry in the system's list of users has no name there (containers with any number as user). */
function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${String(process.getuid?.() ?? '')}`.trim();
  }
}

/** Opens on first use, and again after a failure: what was in the way may be gone. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };
}
