/** From a target to everything the floors need of its server. The one function that src/compose.ts calls. */
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import { atLeast } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import type { CancelSignal, SchemaReader } from '../../shadow/schemaReader.ts';
import type { DdlServer } from '../../task/ports.ts';
import { connect, routesTo } from './connect.ts';
import type { ConnectOptions, OracleRoutes } from './connect.ts';
import { makeDdlServer } from './ddlServer.ts';
import { readCatalog } from './dictionary/catalog.ts';
import { listSchemas } from './listObjects.ts';
import { oracleCarrier } from './oracleCarrier.ts';
import type { OracleConnection } from './oracleConnection.ts';
import { oracleOversight } from './oracleOversight.ts';
import { makeReader } from './reader.ts';
import { ReadingSessions } from './readingSessions.ts';
import { checkIdentity, readAccount, readIdentity, readServerFacts } from './serverFacts.ts';
import { ddlPins, pinSession, readingPins, scriptSession } from './sessionPins.ts';

export interface OpenDatabase {
  readonly facts: OracleServerFacts;
  readonly reader: SchemaReader;
  /** Statements that set up the session of a script that is run by hand. */
  readonly scriptSession: readonly string[];
  /** Opens nothing until it is used. */
  readonly ddlServer: DdlServer;
  /** The schemas, without the server's own. */
  listDatabases(signal: CancelSignal): Promise<readonly string[]>;
  /** Closes every connection; never throws. */
  close(): Promise<void>;
}

/** Connects, pins the reading session and reads the facts. Throws ShadowSyncError. */
export async function openDatabase(
  target: ConnectionTarget,
  options: ConnectOptions = {},
): Promise<OpenDatabase> {
  const routes = await routesTo(target);
  try {
    return await openOver(routes, options);
  } catch (error) {
    await routes.close();
    throw error;
  }
}

type Kind = 'reading' | 'ddl';

async function openPinned(
  routes: OracleRoutes,
  kind: Kind,
  options: ConnectOptions,
): Promise<OracleConnection> {
  const connection = await connect(routes, options);
  try {
    // A schema that is not there is said where it is read: the account may want to look at others first.
    const schema = kind === 'ddl' ? routes.target.database : null;
    await pinSession(connection, kind === 'ddl' ? ddlPins : readingPins, schema);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openOver(routes: OracleRoutes, options: ConnectOptions): Promise<OpenDatabase> {
  const connection = await openPinned(routes, 'reading', options);
  try {
    const facts = await readServerFacts(connection);
    const account = await readAccount(connection);
    const openSame = async (kind: Kind, more: ConnectOptions = {}): Promise<OracleConnection> => {
      const another = await openPinned(routes, kind, more);
      try {
        await checkIdentity(another, facts, readIdentity);
        return another;
      } catch (error) {
        await another.close();
        throw error;
      }
    };
    const sessions = new ReadingSessions((signal) => openSame('reading', { signal }));
    sessions.adopt(connection);
    const ddlServer = makeDdlServer({
      openCarrier: async () => oracleCarrier(await openSame('ddl'), account),
      oversight: oracleOversight({ open: () => openSame('reading'), account, canCancel: atLeast(facts, 18) }),
      identity: facts.identity,
      account,
    });
    return {
      facts,
      reader: makeReader(sessions),
      scriptSession,
      ddlServer,
      listDatabases: (signal) =>
        sessions.with(signal, async (source) => {
          const catalog = await readCatalog(source, { signal });
          return await listSchemas({ source, catalog, limits: { signal } });
        }),
      async close() {
        await Promise.all([sessions.close(), ddlServer.close()]);
        await routes.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
