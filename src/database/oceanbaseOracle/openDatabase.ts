/** From a target to everything the floors need of an Oracle tenant of OceanBase. */
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import type { ConnectOptions } from '../mysql/connect.ts';
import { makeDdlServer } from '../oracle/ddlServer.ts';
import { readCatalog } from '../oracle/dictionary/catalog.ts';
import { listSchemas } from '../oracle/listObjects.ts';
import type { OpenDatabase } from '../oracle/openDatabase.ts';
import { makeReader } from '../oracle/reader.ts';
import { ReadingSessions } from '../oracle/readingSessions.ts';
import { checkIdentity, readAccount } from '../oracle/serverFacts.ts';
import { ddlPins, pinSession, readingPins, scriptSession } from '../oracle/sessionPins.ts';
import { routeTo } from '../serverRoute.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { tenantCarrier, tenantOversight } from './tenantCarrier.ts';
import { connectTenant } from './tenantConnection.ts';
import type { TenantConnection } from './tenantConnection.ts';
import { checkMode, readTenantFacts, readTenantIdentity } from './tenantFacts.ts';

export interface OpenOptions {
  readonly signal?: CancelSignal;
  readonly timeoutMs?: number;
}

/** Connects, makes sure of the mode, pins the reading session and reads the facts. Throws ShadowSyncError. */
export async function openDatabase(
  target: ConnectionTarget,
  options: OpenOptions = {},
): Promise<OpenDatabase> {
  // A schema is no database that the handshake could name.
  const route = routeTo({ ...target, database: null });
  try {
    return await openOver(route, target.database, options);
  } catch (error) {
    await route.close();
    throw error;
  }
}

async function openOver(
  route: ServerRoute,
  schema: string | null,
  options: OpenOptions,
): Promise<OpenDatabase> {
  const connection = await openPinned(route, 'reading', null, options);
  try {
    const facts = await readTenantFacts(connection);
    const account = await readAccount(connection);
    const openSame = async (kind: Kind, more: ConnectOptions = {}): Promise<TenantConnection> => {
      const another = await openPinned(route, kind, schema, more);
      try {
        await checkIdentity(another, facts, readTenantIdentity);
        return another;
      } catch (error) {
        await another.close();
        throw error;
      }
    };
    const sessions = new ReadingSessions((signal) => openSame('reading', { signal }));
    sessions.adopt(connection);
    const oversight = tenantOversight(() => openSame('reading'));
    const ddlServer = makeDdlServer({
      openCarrier: async () => tenantCarrier(await openSame('ddl'), oversight),
      oversight,
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
        await route.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

type Kind = 'reading' | 'ddl';

async function openPinned(
  route: ServerRoute,
  kind: Kind,
  schema: string | null,
  options: ConnectOptions,
): Promise<TenantConnection> {
  const connection = await connectTenant(route, options);
  try {
    await checkMode(connection);
    await pinSession(connection, kind === 'ddl' ? ddlPins : readingPins, kind === 'ddl' ? schema : null);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}
