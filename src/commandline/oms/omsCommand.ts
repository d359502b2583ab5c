/** The commands about OMS servers and their tasks. */
import type { MigrationServer } from '../../alert/oms/migrationServer.ts';
import { actOnTask } from '../../alert/oms/taskActions.ts';
import { openOmsServer, testOmsConnection } from '../../composeOms.ts';
import type { OmsTarget } from '../../connection/omsConnection.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { targetOf } from './omsAccess.ts';
import type { OmsSurroundings } from './omsAccess.ts';
import type { OmsCommand, OmsTaskCommand } from './omsArguments.ts';
import { doOmsStoreCommand } from './omsStoreCommand.ts';
import { omsTaskDetails, omsTaskTable } from './omsText.ts';

export interface OmsCommandRequest extends OmsSurroundings {
  readonly signal: AbortSignal;
}

/** Does the command. Throws ShadowSyncError. */
export async function doOmsCommand(command: OmsCommand, request: OmsCommandRequest): Promise<ExitCode> {
  const { console } = request;
  if (!('access' in command)) return await doOmsStoreCommand(command, request);
  // Before anything else: without it nothing is even looked at.
  if (command.kind === 'act' && !command.yes) {
    console.say('nothing was done: --yes is missing');
    return exitCode.refused;
  }
  const target = await targetOf(command.access, request);
  if (command.kind === 'test') return await tryConnection(target, command.json, request);
  const server = openOmsServer(target);
  try {
    return await doOne(command, server, request);
  } finally {
    server.close();
  }
}

async function doOne(
  command: Exclude<OmsTaskCommand, { readonly kind: 'test' }>,
  server: MigrationServer,
  { console, signal }: OmsCommandRequest,
): Promise<ExitCode> {
  const show = (value: unknown, text: string): ExitCode => {
    console.out(command.json ? `${JSON.stringify(value, null, 2)}\n` : text);
    return exitCode.consistent;
  };
  switch (command.kind) {
    case 'tasks': {
      const { search, type } = command;
      const query = { ...(search === null ? {} : { search }), ...(type === null ? {} : { type }) };
      const list = await server.listTasks(query, signal);
      return show(list, omsTaskTable(list));
    }
    case 'show': {
      const told = await server.describeTask(command.id, signal);
      return show(told, omsTaskDetails(told));
    }
    case 'act':
      try {
        const { name } = await actOnTask(server, command.id, command.action, signal);
        return show(
          { id: command.id, action: command.action, outcome: 'accepted' },
          `${command.action} of ${visibleText(name)} (${command.id}): accepted\n`,
        );
      } catch (error) {
        if (!ShadowSyncError.is(error, 'conflict')) throw error;
        console.say(console.paint.red(visibleText(error.message)));
        if (error.remedy !== null) console.say(visibleText(error.remedy));
        if (command.json) show({ id: command.id, action: command.action, outcome: 'refused' }, '');
        return exitCode.refused;
      }
    default:
      return assertNever(command);
  }
}

async function tryConnection(
  target: OmsTarget,
  json: boolean,
  { console, signal }: OmsCommandRequest,
): Promise<ExitCode> {
  const { stages, error } = await testOmsConnection(target, { signal });
  const lines = stages.flatMap(({ stage, state, detail, remedy, copyText }) => [
    `${stage.padEnd(14)} ${state.padEnd(7)} ${detail ?? ''}`,
    ...(remedy === null ? [] : [`${' '.repeat(23)}${remedy}`]),
    ...(copyText === null ? [] : [`${' '.repeat(23)}${copyText}`]),
  ]);
  console.out(
    json
      ? `${JSON.stringify({ stages }, null, 2)}\n`
      : `${lines.map((line) => visibleText(line)).join('\n')}\n`,
  );
  return error === null ? exitCode.consistent : exitCode.error;
}
