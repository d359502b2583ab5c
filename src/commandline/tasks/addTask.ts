/** `task add`: the words of `sync` made into a task. */
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { statementFingerprint } from '../../task/model/statementFingerprint.ts';
import type { AllowedFinding, Task, TaskIntent } from '../../task/model/task.ts';
import { parseConnectionUrl } from '../../compose.ts';
import type { AddCommand } from './taskArguments.ts';
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
    work.url,
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
    adopt: work.adopt,
    options: work.options,
    execution,
    onError: work.onError,
    allowed: [],
    lockWaitSeconds,
    parallel: work.parallel,
    remarks,
    tags,
  };
  const ticked = work.allowUnsafe ? await unsafeOf(intent, services, signal) : { allowed: [], hash: null };
  return await services.tasks.centre.submit({
    intent: { ...intent, allowed: ticked.allowed },
    creator,
    signal,
    seenHash: ticked.hash,
    draft: null,
    origin: null,
  });
}

/** The unsafe statements of the plan of this moment: what is ticked is bound to them and to nothing later. */
async function unsafeOf(
  intent: TaskIntent,
  { tasks }: TaskServices,
  signal: AbortSignal,
): Promise<{ readonly allowed: readonly AllowedFinding[]; readonly hash: string }> {
  const { plan } = await tasks.centre.preview(intent, signal);
  const allowed = plan.groups.flatMap(({ statements }) =>
    statements.flatMap(({ sql, findings }) =>
      findings
        .filter(({ level }) => level === 'unsafe')
        .map(({ code }) => ({ statement: statementFingerprint(sql), code })),
    ),
  );
  return { allowed, hash: plan.hash };
}

function databaseIn(url: string): string {
  const { target } = parseConnectionUrl(url);
  if (target.database !== null) return target.database;
  throw new ShadowSyncError('usage', 'the connection URL names no database', {
    remedy: 'Add it at the end: …:3306/shop',
  });
}
