/**
 * Everything the floors need of a server that speaks Oracle's SQL, whatever carries it: Oracle's own driver, or MySQL's
 * protocol to an Oracle tenant of OceanBase.
 */
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { LentSessions } from '../lentSessions.ts';
import type { Lendable } from '../lentSessions.ts';
import type { LogInOptions } from '../logInBounds.ts';
import type { OpenedDatabase } from '../openedDatabase.ts';
import type { DdlCarrier, Oversight } from './ddlCarrier.ts';
import { makeDdlServer } from './ddlServer.ts';
import { readCatalog } from './dictionary/catalog.ts';
import { listSchemas } from './listObjects.ts';
import { makeReader } from './reader.ts';
import type { ReadingSessions } from './readingSessions.ts';
import type { RowSource } from './rowSource.ts';
import { checkIdentity, readAccount } from './serverFacts.ts';
import { ddlPins, pinSession, readingPins, scriptSession } from './sessionPins.ts';
import type { PinnableSession } from './sessionPins.ts';

/** The way to one server, and what is particular to its kind. */
export interface OracleWay<Connection extends PinnableSession & Lendable> {
  /** The schema of the sessions that carry DDL. */
  readonly schema: string | null;
  /** One more connection, logged in, to a server of the right kind. Throws ShadowSyncError. */
  connect(options: LogInOptions): Promise<Connection>;
  readFacts(source: RowSource): Promise<OracleServerFacts>;
  readIdentity(source: RowSource): Promise<string>;
  oversight(parts: OversightParts<Connection>): Oversight;
  carrier(connection: Connection, parts: CarrierParts): Promise<DdlCarrier>;
  /** Ends the way, after its connections; never throws. */
  close(): Promise<void>;
}

interface OversightParts<Connection> {
  /** A pinned connection to the very server that the facts are of. Throws ShadowSyncError. */
  readonly open: () => Promise<Connection>;
  readonly account: string;
  readonly facts: OracleServerFacts;
}

interface CarrierParts {
  readonly account: string;
  readonly oversight: Oversight;
}

/** Connects, pins the reading session and reads the facts; closes the way when that fails. Throws ShadowSyncError. */
export async function openWay<Connection extends PinnableSession & Lendable>(
  way: OracleWay<Connection>,
  options: LogInOptions,
): Promise<OpenedDatabase<OracleServerFacts>> {
  try {
    const connection = await openPinned(way, 'reading', options);
    return await closedOnFailure(connection, () => openedOver(way, connection));
  } catch (error) {
    await way.close();
    throw error;
  }
}

async function openedOver<Connection extends PinnableSession & Lendable>(
  way: OracleWay<Connection>,
  connection: Connection,
): Promise<OpenedDatabase<OracleServerFacts>> {
  const facts = await way.readFacts(connection);
  const account = await readAccount(connection);
  const openSame = async (kind: Kind, more: LogInOptions = {}): Promise<Connection> => {
    const another = await openPinned(way, kind, more);
    return await closedOnFailure(another, async () => {
      await checkIdentity(another, facts, (source) => way.readIdentity(source));
      return another;
    });
  };
  const sessions: ReadingSessions = new LentSessions((signal) => openSame('reading', { signal }));
  sessions.adopt(connection);
  const oversight = way.oversight({ open: () => openSame('reading'), account, facts });
  const ddlServer = makeDdlServer({
    openCarrier: async () => way.carrier(await openSame('ddl'), { account, oversight }),
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
      await way.close();
    },
  };
}

type Kind = 'reading' | 'ddl';

async function openPinned<Connection extends PinnableSession & Lendable>(
  way: OracleWay<Connection>,
  kind: Kind,
  options: LogInOptions,
): Promise<Connection> {
  const connection = await way.connect(options);
  return await closedOnFailure(connection, async () => {
    // A schema that is not there is said where it is read: the account may want to look at others first.
    await pinSession(connection, kind === 'ddl' ? ddlPins : readingPins, kind === 'ddl' ? way.schema : null);
    return connection;
  });
}

/** What comes of `work`; a connection that is of no use then is closed. */
export async function closedOnFailure<T>(
  connection: Pick<Lendable, 'close'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await connection.close();
    throw error;
  }
}
