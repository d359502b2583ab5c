/** What makes tasks: `task add` from the words of `sync`, `import`, `submit` and `undo` from what is there. */
import { english } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { statementFingerprint } from '../../task/model/statementFingerprint.ts';
import type { AllowedFinding, Task, TaskIntent } from '../../task/model/task.ts';
import { parseConnectionUrl } from '../../compose.ts';
import { nameOfGlob } from '../../shadow/glob.ts';
import { readTaskFile } from '../../task/taskFile.ts';
import type { Plan } from '../../shadow/analysis.ts';
import type { AddCommand, ImportCommand, UndoCommand } from './taskArguments.ts';
import { connectionFor } from './taskServices.ts';
import type { TaskServices } from './taskServices.ts';

/** Throws ShadowSyncError. */
export async function addTask(
  command: AddCommand,
  services: TaskServices,
  creator: string,
  signal: AbortSignal,
): Promise<Task> {
  const { work, execution, remarks, tags, lockWaitSeconds } = command;
  const database = databaseIn(work.url);
  const { id, name, environment } = await connectionFor(
    services.connections,
    work,
    command.name,
    command.environment,
  );
  const { prefix, suffix, shadowDatabase } = work.rule;
  const intent: TaskIntent = {
    kind: 'shadow-sync',
    connection: { id, name, environment },
    database,
    rule: { prefix, suffix, shadowDatabase, overrides: [] },
    range: work.range,
    skip: [],
    adopt: work.adopt.map(confirmedName),
    options: work.options,
    execution,
    onError: work.onError,
    allowed: [],
    lockWaitSeconds,
    parallel: work.parallel,
    remarks,
    tags,
  };
  return await keepTask(intent, { isDraft: command.isDraft, allowUnsafe: work.allowUnsafe }, services, {
    creator,
    signal,
  });
}

/** A task lists the tables that it confirms, so that nobody approves more than he reads. Throws ShadowSyncError 'usage'. */
function confirmedName(pattern: string): string {
  const name = nameOfGlob(pattern);
  if (name !== null) return name;
  throw new ShadowSyncError('usage', `--adopt ${pattern}: a task confirms tables by their names`, {
    remedy: 'Give each table its own --adopt, without a pattern.',
  });
}

/** `task import`: a task from a file, on the connection that the file names. Throws ShadowSyncError. */
export async function importTask(
  command: ImportCommand,
  text: string,
  services: TaskServices,
  by: Submitter,
): Promise<Task> {
  const intent = readTaskFile(text);
  const { id, name } = intent.connection;
  const stored = (await services.connections.list()).map(({ connection }) => connection);
  const connection = stored.find((one) => one.id === id) ?? stored.find((one) => one.name === name);
  if (connection === undefined) {
    throw new ShadowSyncError('usage', `there is no connection ${JSON.stringify(name)} in this store`, {
      remedy: 'Add a task on that server first: shadow-sync task add --name NAME …',
    });
  }
  const { environment } = connection;
  const own = { ...intent, connection: { id: connection.id, name: connection.name, environment } };
  return await keepTask(own, command, services, by);
}

/** `task submit`: a draft's plan is made and frozen. Throws ShadowSyncError. */
export async function submitDraft(
  { id, allowUnsafe }: { readonly id: string; readonly allowUnsafe: boolean },
  { tasks }: TaskServices,
  { creator, signal }: Submitter,
): Promise<Task> {
  const { intent } = await tasks.centre.find(id);
  const { allowed, hash } = await tickedIn(intent, allowUnsafe, tasks, signal);
  const ticked = { ...intent, allowed };
  const seen = { seenHash: hash, draft: id, origin: null };
  return await tasks.centre.submit({ intent: ticked, creator, signal, ...seen });
}

/** `task undo`: a task that takes a run back. Throws ShadowSyncError. */
export async function undoRun(
  { id, run, allowUnsafe, execution, remarks }: UndoCommand,
  { tasks }: TaskServices,
  { creator, signal }: Submitter,
): Promise<Task> {
  const { centre } = tasks;
  const task = await centre.find(id);
  const undone = run ?? task.progress.lastRun?.run;
  if (undone === undefined) {
    throw new ShadowSyncError('usage', `task ${id} has not run yet`, { remedy: 'Choose another task.' });
  }
  const plan = await centre.previewUndo(id, undone, signal);
  const allowed = allowUnsafe ? unsafeFindings(plan) : [];
  const request = { task: id, run: undone, seenHash: plan.hash, allowed, execution, remarks };
  return await centre.submitUndo({ ...request, creator, signal });
}

interface Submitter {
  readonly creator: string;
  readonly signal: AbortSignal;
}

async function keepTask(
  intent: TaskIntent,
  { isDraft, allowUnsafe }: { readonly isDraft: boolean; readonly allowUnsafe: boolean },
  { tasks }: TaskServices,
  { creator, signal }: Submitter,
): Promise<Task> {
  if (isDraft) return await tasks.centre.saveDraft(intent, creator);
  const { allowed, hash } = await tickedIn(intent, allowUnsafe, tasks, signal);
  const seen = { seenHash: hash, draft: null, origin: null };
  return await tasks.centre.submit({ intent: { ...intent, allowed }, creator, signal, ...seen });
}

async function tickedIn(
  intent: TaskIntent,
  allowUnsafe: boolean,
  { centre }: TaskServices['tasks'],
  signal: AbortSignal,
): Promise<{ readonly allowed: readonly AllowedFinding[]; readonly hash: string | null }> {
  if (!allowUnsafe) return { allowed: [], hash: null };
  const { plan } = await centre.preview(intent, signal);
  return { allowed: unsafeFindings(plan), hash: plan.hash };
}

/** The unsafe statements of the plan of this moment: what is ticked is bound to them and to nothing later. */
function unsafeFindings(plan: Plan): readonly AllowedFinding[] {
  return plan.groups.flatMap(({ statements }) =>
    statements.flatMap(({ sql, findings }) =>
      findings
        .filter(({ level }) => level === 'unsafe')
        .map(({ code }) => ({ statement: statementFingerprint(sql), code })),
    ),
  );
}

/** The parts of the command's URL that a task does not take; a password is no part of what is kept. */
export function droppedFrom({ work }: AddCommand): readonly string[] {
  const { target, dropped } = parseConnectionUrl(work.url);
  const others = dropped.map((part) => english(part));
  return target.password === '' ? others : [...others, 'password (set SHADOW_SYNC_PASSWORD: none is kept)'];
}

function databaseIn(url: string): string {
  const { target } = parseConnectionUrl(url);
  if (target.database !== null) return target.database;
  throw new ShadowSyncError('usage', 'the connection URL names no database', {
    remedy: 'Add it at the end: …:3306/shop',
  });
}
