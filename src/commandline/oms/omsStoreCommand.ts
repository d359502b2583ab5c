/** The commands about the OMS servers that a store keeps. They connect to nothing, and keep no password. */
import { randomUUID } from 'node:crypto';
import { clock } from '../../compose.ts';
import type { OmsConnectionStore, StoredOmsConnection } from '../../connection/oms/omsConnectionStore.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
import { displayOmsTarget } from '../../connection/omsConnection.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { exitCode } from '../exitCode.ts';
import type { ExitCode } from '../exitCode.ts';
import { passwordVariable } from '../tasks/taskServices.ts';
import type { TaskEnvironment } from '../tasks/taskServices.ts';
import { addressedServer, noSuchServer, withServers } from './omsAccess.ts';
import type { OmsSurroundings } from './omsAccess.ts';
import type { OmsStoreCommand } from './omsArguments.ts';
import { omsServerTable } from './omsText.ts';

/** Does the command. Throws ShadowSyncError. */
export async function doOmsStoreCommand(
  command: OmsStoreCommand,
  around: OmsSurroundings,
): Promise<ExitCode> {
  const { console, environment } = around;
  const show = (value: unknown, text: string): ExitCode => {
    console.out(command.json ? `${JSON.stringify(value, null, 2)}\n` : text);
    return exitCode.consistent;
  };
  return await withServers(command.store, around, async (servers) => {
    switch (command.kind) {
      case 'add': {
        const server = await add(command, servers, around);
        const variable = passwordVariable(server.id);
        return show(
          { server, variable },
          `OMS server ${server.id}: ${visibleText(displayOmsTarget(server))}\n` +
            `its password is not kept; set it for whatever watches it:\n  ${variable}\n`,
        );
      }
      case 'list': {
        const rows = (await servers.list()).map(({ connection }) => rowOf(connection, environment));
        return show(rows, omsServerTable(rows));
      }
      case 'remove': {
        await remove(command.ids, servers);
        return show({ ids: command.ids, outcome: 'removed' }, 'done\n');
      }
    }
  });
}

/** Throws ShadowSyncError 'conflict' for a server that is kept already: two would raise each alert twice. */
async function add(
  { address, name, environment }: Extract<OmsStoreCommand, { readonly kind: 'add' }>,
  servers: OmsConnectionStore,
  around: OmsSurroundings,
): Promise<OmsConnection> {
  const more = { id: randomUUID(), name, group: null, environment, createdAt: clock.now() };
  const { connection, password } = await addressedServer(address, more, around);
  if (password !== '') {
    throw new ShadowSyncError('usage', 'the address holds a password, and passwords are not kept', {
      remedy:
        'Leave it out. Once the server is added you are told the variable that the password is read from.',
    });
  }
  const same = (await servers.list()).find((one) => isSame(one, connection));
  if (same !== undefined) {
    const { id, name: known } = same.connection;
    throw new ShadowSyncError('conflict', `that server is kept already: ${known} (${id})`, {
      remedy: 'Use that one, or remove it first.',
    });
  }
  return (await servers.add(connection)).connection;
}

function isSame({ connection }: StoredOmsConnection, other: OmsConnection): boolean {
  return displayOmsTarget(connection) === displayOmsTarget(other);
}

/** All or none: a mistyped id is no reason to lose the others. */
async function remove(ids: readonly string[], servers: OmsConnectionStore): Promise<void> {
  const all = await servers.list();
  const seen = [...new Set(ids)].map((id) => {
    const found = all.find(({ connection }) => connection.id === id);
    if (found === undefined) throw noSuchServer(id);
    return { id, version: found.version };
  });
  await servers.remove(seen);
}

function rowOf(
  server: OmsConnection,
  environment: TaskEnvironment['environment'],
): { readonly server: OmsConnection; readonly variable: string; readonly hasPassword: boolean } {
  const variable = passwordVariable(server.id);
  return { server, variable, hasPassword: (environment[variable] ?? '') !== '' };
}
