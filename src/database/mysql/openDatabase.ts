/** From a target to everything the floors need of its server. The one function that src/compose.ts calls. */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { OpenedDatabase } from '../openedDatabase.ts';
import { routeTo } from '../serverRoute.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { makeDdlServer } from './ddlServer.ts';
import { listDatabases } from './listDatabases.ts';
import { MetadataSessions, openMetadataSession } from './metadataSession.ts';
import { makeReader } from './reader.ts';
import { factVariables, readServerFacts } from './serverFacts.ts';
import { scriptSession } from './sessionSettings.ts';

export type OpenDatabase = OpenedDatabase<MysqlServerFacts>;

export interface OpenOptions {
  /** For each connection: name resolution, TCP, SSH, TLS and log-in together. */
  readonly connectTimeoutMs?: number;
  readonly signal?: CancelSignal;
}

/** The smallest packet that a server of the family can be set to accept, where it doesn't say. */
const smallestPacket = 1024;

/** Connects, pins the reading session and reads the facts. Throws ShadowSyncError. */
export async function openDatabase(
  target: ConnectionTarget,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  const route = routeTo(target);
  try {
    return await openOver(route, options);
  } catch (error) {
    await route.close();
    throw error;
  }
}

async function openOver(route: ServerRoute, options: OpenOptions): Promise<OpenDatabase> {
  const { connection, variables } = await openMetadataSession(
    route,
    {
      ...(options.connectTimeoutMs === undefined ? {} : { timeoutMs: options.connectTimeoutMs }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    factVariables,
  );
  try {
    const { facts, ...asked } = await readServerFacts(connection, variables);
    const account = asked.account ?? route.target.user;
    const plain = new MetadataSessions(route, 'plain', facts);
    const packed = new MetadataSessions(route, 'packed', facts);
    plain.adopt(connection);
    const maxPacketBytes = Number(variables.get('max_allowed_packet') ?? smallestPacket);
    const ddlServer = makeDdlServer({ route, facts, account });
    return {
      facts,
      reader: makeReader({ facts, plain, packed, account, maxPacketBytes }),
      scriptSession,
      ddlServer,
      listDatabases: (signal) => listDatabases(plain, signal),
      async close() {
        await Promise.all([plain.close(), packed.close(), ddlServer.close()]);
        await route.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
