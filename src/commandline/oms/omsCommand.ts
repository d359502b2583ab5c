/** The commands about tasks of an OMS server. */
import type { MigrationServer } from '../../alert/oms/migrationServer.ts';
import { actOnTask } from '../../alert/oms/taskActions.ts';
import { openOmsServer, testOmsConnection } from '../../composeOms.ts';
import { omsConnectionFromUrl } from '../../connection/oms/omsConnectionUrl.ts';
import { readOmsConnection } from '../../connection/oms/readOmsConnection.ts';
import type { OmsTarget } from '../../connection/omsConnection.ts';
import { assertNever } from '../../schema/assertNever.ts';
import { english } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { Console } from '../console.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import type { OmsAccess, OmsCommand } from './omsArguments.ts';
import { omsTaskDetails, omsTaskTable } from './omsText.ts';

export interface OmsCommandRequest {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly readStandardInput: () => Promise<string>;
  readonly readFile: (path: string) => Promise<string>;
  readonly console: Console;
  readonly signal: AbortSignal;
}

/** Does the command. Throws ShadowSyncError. */
export async function doOmsCommand(command: OmsCommand, request: OmsCommandRequest): Promise<ExitCode> {
  const { console } = request;
  // Before anything else: without it nothing is even looked at.
  if (command.kind === 'act' && !command.yes) {
    console.say('nothing was done: --yes is missing');
    return exitCode.refused;
  }
  const target = await targetOf(command, request);
  if (command.kind === 'test') return await tryConnection(target, command.json, request);
  const server = openOmsServer(target);
  try {
    return await doOne(command, server, request);
  } finally {
    server.close();
  }
}

async function doOne(
  command: Exclude<OmsCommand, { readonly kind: 'test' }>,
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

/** By the rules of kept connections, so that what works here works there. */
async function targetOf(access: OmsAccess, request: OmsCommandRequest): Promise<OmsTarget> {
  const { user, tlsCa, tlsFingerprint, anyName } = access;
  if (tlsCa !== null && tlsFingerprint !== null) {
    throw new ShadowSyncError('usage', '--tls-ca and --tls-fingerprint exclude each other', {
      remedy: 'Give one of them.',
    });
  }
  const found = omsConnectionFromUrl(access.url, {
    id: 'cli',
    name: 'OMS',
    group: null,
    environment: 'development',
    createdAt: 0,
    ...(user === null ? {} : { user }),
  });
  const { connection, dropped } = found;
  if (dropped.length > 0)
    request.console.say(`not taken from the address: ${dropped.map(english).join(', ')}`);
  const isPlain = connection.tls.mode === 'off';
  const asksTls = tlsCa !== null || tlsFingerprint !== null || anyName;
  if (isPlain && asksTls) {
    throw new ShadowSyncError('usage', 'options of TLS do not go with http', { remedy: 'Write https://…' });
  }
  // The fingerprint's form is checked as a kept one's would be.
  const { tls } = readOmsConnection({
    ...connection,
    tls:
      tlsFingerprint === null
        ? connection.tls
        : { mode: 'fingerprint', caFile: null, fingerprint: tlsFingerprint.toUpperCase() },
  });
  const ca = tlsCa === null ? {} : { ca: await pem(tlsCa, request) };
  const { host, port, basePath } = connection;
  const password = await passwordOf(access, found.password, request);
  return {
    host,
    port,
    basePath,
    user: connection.user,
    password,
    tls: isPlain
      ? { mode: 'off' }
      : tls.mode === 'fingerprint'
        ? { mode: 'fingerprint', fingerprint: tls.fingerprint ?? '' }
        : { mode: anyName ? 'verify-ca' : 'verify-identity', ...ca },
  };
}

async function passwordOf(
  { passwordFromStdin }: OmsAccess,
  inUrl: string,
  { environment, readStandardInput }: OmsCommandRequest,
): Promise<string> {
  if (passwordFromStdin) return (await readStandardInput()).split(/\r?\n/, 1)[0] ?? '';
  return inUrl === '' ? (environment['SHADOW_SYNC_PASSWORD'] ?? '') : inUrl;
}

async function pem(path: string, { readFile }: OmsCommandRequest): Promise<string> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ShadowSyncError('usage', `--tls-ca: the file ${JSON.stringify(path)} can't be read`, {
      remedy: 'Name a readable PEM file.',
      cause,
    });
  }
}
