/** The commands about tasks, and the headless scheduler. */
import { clock, scriptSessionOf } from '../../compose.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { english } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { planText } from '../../shadow/planText.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { advisoryText } from '../../task/approval/mayDecide.ts';
import { readProcesses } from '../../task/approval/approvalProcess.ts';
import type { Task } from '../../task/model/task.ts';
import { taskFileText } from '../../task/taskFile.ts';
import type { TaskFilter } from '../../task/taskFilter.ts';
import type { TaskNotice } from '../../task/taskPorts.ts';
import type { AlertsBesideTasks } from '../alerts/alertsBesideTasks.ts';
import type { Console } from '../console.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { addTask, droppedFrom, importTask, submitDraft, undoRun } from './addTask.ts';
import type { TaskCommand } from './taskArguments.ts';
import { openTaskServices } from './taskServices.ts';
import type { TaskEnvironment, TaskServices } from './taskServices.ts';
import { taskDetails, taskTable, timeText } from './taskText.ts';

export interface TaskCommandRequest extends Omit<TaskEnvironment, 'say' | 'onNotice'> {
  readonly console: Console;
  readonly signal: AbortSignal;
}

/** Does the command. Throws ShadowSyncError. */
export async function doTaskCommand(command: TaskCommand, request: TaskCommandRequest): Promise<ExitCode> {
  const { console } = request;
  const notices: TaskNotice[] = [];
  let alerts: AlertsBesideTasks | null = null;
  const services = await openTaskServices(command.store, {
    ...request,
    say: (said) => console.say(console.paint.yellow(visibleText(english(said)))),
    onNotice: (notice) => {
      notices.push(notice);
      if (command.kind === 'run') console.say(`${timeText(notice.at)} ${visibleText(notice.message)}`);
      alerts?.notice(notice);
    },
  });
  try {
    if (command.kind !== 'run') return await doOne(command, services, request);
    // With the clients of OMS servers and of channels: no other command needs them.
    const beside = await import('../alerts/alertsBesideTasks.ts');
    alerts = await beside.AlertsBesideTasks.open(command.store, services, request, command.isOnce);
    return await runTasks(command, services, request, { notices, alerts });
  } finally {
    await alerts?.close();
    await services.close();
  }
}

/** Ends with an error when one of the runs did, so that a CI job sees it. */
async function runTasks(
  { isOnce, json }: Extract<TaskCommand, { readonly kind: 'run' }>,
  { tasks }: TaskServices,
  { signal, console }: TaskCommandRequest,
  { notices, alerts }: { readonly notices: readonly TaskNotice[]; readonly alerts: AlertsBesideTasks | null },
): Promise<ExitCode> {
  const { scheduler, centre } = tasks;
  await centre.collectPlans();
  const stop = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  if (isOnce) {
    const isHolder = await Promise.race([scheduler.once(), stop.then(() => true)]);
    if (!isHolder) console.say('another process runs the tasks of this store');
  } else {
    console.say('running tasks until stopped; nothing runs while no process of this store does');
    scheduler.start();
    await stop;
  }
  await scheduler.stop();
  if (isOnce) await alerts?.flush();
  if (json) console.out(`${JSON.stringify(notices, null, 2)}\n`);
  const bad = new Set<TaskNotice['kind']>(['failed', 'succeeded-with-errors', 'trouble']);
  if (notices.some(({ kind }) => bad.has(kind))) return exitCode.error;
  return notices.some(({ kind }) => kind === 'stale-plan') ? exitCode.refused : exitCode.consistent;
}

type SingleCommand = Exclude<TaskCommand, { readonly kind: 'run' }>;
type CommandOf<K extends SingleCommand['kind']> = Extract<SingleCommand, { readonly kind: K }>;

async function doOne(
  command: SingleCommand,
  services: TaskServices,
  request: TaskCommandRequest,
): Promise<ExitCode> {
  const { centre } = services.tasks;
  const { console, signal } = request;
  const show: Show = (value, text) => {
    console.out(command.json ? `${JSON.stringify(value, null, 2)}\n` : text);
    return exitCode.consistent;
  };
  switch (command.kind) {
    case 'add': {
      sayDropped(command, console);
      const task = await addTask(command, services, command.by ?? personOf(request), signal);
      return show(task, taskDetails(task, [], centre.nextRuns(task)));
    }
    case 'import':
    case 'submit':
    case 'undo': {
      const task = await make(command, services, request);
      return show(task, taskDetails(task, [], centre.nextRuns(task)));
    }
    case 'list': {
      const found = await centre.list(await withConnections(command.filter, services));
      return show(found, taskTable(found));
    }
    case 'export': {
      const file = taskFileText((await centre.find(command.id)).intent);
      console.out(file);
      return exitCode.consistent;
    }
    case 'show': {
      const task = await centre.find(command.id);
      const runs = await centre.runs(task.id);
      return show({ task, runs }, taskDetails(task, runs, centre.nextRuns(task)));
    }
    case 'plan':
      return await showPlan(command.id, services, show);
    case 'log':
      return await showLog(command.id, services, show);
    case 'approve':
    case 'reject':
      return await decide(command, services, request, show);
    case 'act':
      return await act(command, services, request);
    case 'processes':
      return await showProcesses(command, services, request);
    default:
      return assertNever(command);
  }
}

function sayDropped(command: CommandOf<'add'>, console: Console): void {
  const dropped = droppedFrom(command).map((part) => visibleText(part));
  if (dropped.length > 0) console.say(`not taken from the connection URL: ${dropped.join(', ')}`);
}

async function make(
  command: CommandOf<'import' | 'submit' | 'undo'>,
  services: TaskServices,
  request: TaskCommandRequest,
): Promise<Task> {
  const by = { creator: command.by ?? personOf(request), signal: request.signal };
  switch (command.kind) {
    case 'import':
      return await importTask(command, await textOf(command.file, request), services, by);
    case 'submit':
      return await submitDraft(command, services, by);
    case 'undo':
      return await undoRun(command, services, by);
    default:
      return assertNever(command);
  }
}

/** Connections are asked for by their names here, or by their ids. */
async function withConnections(filter: TaskFilter, { connections }: TaskServices): Promise<TaskFilter> {
  const stored = (await connections.list()).map(({ connection }) => connection);
  const ids = filter.connections.flatMap((asked) => {
    const named = stored.filter(({ name }) => name === asked).map(({ id }) => id);
    return named.length > 0 ? named : [asked];
  });
  return { ...filter, connections: ids };
}

async function decide(
  command: CommandOf<'approve' | 'reject'>,
  { tasks }: TaskServices,
  request: TaskCommandRequest,
  show: Show,
): Promise<ExitCode> {
  const { centre } = tasks;
  const { console, signal } = request;
  const { comment } = command;
  const by = command.by ?? personOf(request);
  const task = await centre.find(command.id);
  const hash = task.plan?.hash ?? '';
  const decided =
    command.kind === 'approve'
      ? await centre.approve(task.id, by, comment, hash, signal)
      : await centre.reject(task.id, by, comment, hash);
  if (centre.isAdvisory) console.say(console.paint.dim(english(advisoryText)));
  return show(decided, taskDetails(decided, [], centre.nextRuns(decided)));
}

async function act(
  { action, ids, by, json }: CommandOf<'act'>,
  { tasks }: TaskServices,
  request: TaskCommandRequest,
): Promise<ExitCode> {
  const { console } = request;
  const results = await tasks.centre.actOnAll(ids, action, by ?? personOf(request));
  for (const { id, error } of results) {
    console.say(`${id}: ${error === null ? `${action}: done` : visibleText(error.message)}`);
  }
  if (json) console.out(`${JSON.stringify(results, null, 2)}\n`);
  return results.some(({ error }) => error !== null) ? exitCode.error : exitCode.consistent;
}

async function showProcesses(
  { file }: CommandOf<'processes'>,
  { tasks }: TaskServices,
  request: TaskCommandRequest,
): Promise<ExitCode> {
  if (file !== null) await tasks.store.setProcesses(await processesIn(file, request));
  request.console.out(`${JSON.stringify(await tasks.store.processes(), null, 2)}\n`);
  return exitCode.consistent;
}

type Show = (value: unknown, text: string) => ExitCode;

async function showPlan(id: string, { tasks, connections }: TaskServices, show: Show): Promise<ExitCode> {
  const task = await tasks.centre.find(id);
  const plan = await tasks.centre.plan(task);
  if (plan === null) {
    throw new ShadowSyncError('usage', `Task ${id} has no plan that is kept.`, { remedy: 'Submit it anew.' });
  }
  const stored = (await connections.list()).find((one) => one.connection.id === task.intent.connection.id);
  const dialect = stored?.connection.dialect;
  const text = planText(plan, {
    dialect: dialect ?? 'unknown dialect',
    madeAt: timeText(task.plan?.madeAt ?? clock.now()),
    connection: task.intent.connection.name,
    ...(dialect === undefined ? {} : { session: await scriptSessionOf(dialect) }),
  });
  return show({ hash: plan.hash, sql: text }, text);
}

/** The newest run's, also of one that goes on. */
async function showLog(id: string, { tasks }: TaskServices, show: Show): Promise<ExitCode> {
  const task = await tasks.centre.find(id);
  const [last] = await tasks.centre.runs(id);
  const run = 'run' in task.state ? task.state.run : last?.run;
  if (run === undefined) return show([], 'it has not run yet\n');
  const { lines, torn } = await tasks.centre.log(id, run);
  const text = lines.map(
    ({ at, level, message }) => `${timeText(at)} ${level.toUpperCase()} ${visibleText(message)}\n`,
  );
  const note = torn > 0 ? `${String(torn)} lines were not written whole and are left out\n` : '';
  return show(lines, text.join('') + note);
}

async function processesIn(
  file: string,
  request: TaskCommandRequest,
): Promise<ReturnType<typeof readProcesses>> {
  const text = await textOf(file, request);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, 'as JSON', cause);
  }
  return readProcesses(value);
}

/** What `--file` names. Throws ShadowSyncError 'usage'. */
export async function textOf(
  file: string,
  { readFile }: Pick<TaskCommandRequest, 'readFile'>,
): Promise<string> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw unreadable(file, '', cause);
  }
}

function unreadable(file: string, how: string, cause: unknown): ShadowSyncError {
  const message = `--file: ${JSON.stringify(file)} can't be read ${how}`.trimEnd();
  return new ShadowSyncError('usage', message, { remedy: 'Name a readable JSON file.', cause });
}

/** Who does it where nobody says so. */
export function personOf({ environment }: Pick<TaskCommandRequest, 'environment'>): string {
  return environment['USER'] ?? environment['USERNAME'] ?? environment['LOGNAME'] ?? 'me';
}
