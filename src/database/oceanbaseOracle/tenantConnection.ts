/**
 * One connection to an Oracle tenant of OceanBase: the MySQL protocol around Oracle's SQL. It answers as Oracle's own
 * driver does (RowSource), so that the dictionary is read by the same questions.
 */
import { phrase } from '../../schema/phrase.ts';
import { quoteString } from '../../schema/oracle/quote.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { connect as connectMysql } from '../mysql/connect.ts';
import type { ConnectOptions } from '../mysql/connect.ts';
import type { ServerConnection } from '../mysql/serverConnection.ts';
import { mapError } from '../oracle/errors.ts';
import type { Query, Row } from '../oracle/rowSource.ts';
import type { PinnableSession } from '../oracle/sessionPins.ts';
import type { ServerRoute } from '../serverRoute.ts';

/** ER_NOT_SUPPORTED_YET: what the server says to a client that does not show the capability it asks for. */
const notSupported = 1235;

export class TenantConnection implements PinnableSession {
  readonly #connection: ServerConnection;

  constructor(connection: ServerConnection) {
    this.#connection = connection;
  }

  get place(): string {
    return this.#connection.place;
  }

  get lost(): ShadowSyncError | null {
    return this.#connection.lost;
  }

  async rows(query: Query, limits: QueryLimits): Promise<readonly Row[]> {
    // The driver would escape with backslashes, which are letters like any other here.
    const sql = query(quoteString);
    try {
      return await this.#connection.rows(sql, [], limits);
    } catch (error) {
      throw asOracle(error, this.place);
    }
  }

  async statement(sql: string, limits: QueryLimits): Promise<string | null> {
    try {
      await this.#connection.send(sql, [], limits, () => undefined);
      return null;
    } catch (error) {
      throw asOracle(error, this.place);
    }
  }

  async ping(timeoutMs: number): Promise<void> {
    await this.rows(() => 'SELECT 1 FROM DUAL', { timeoutMs });
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  destroy(reason: ShadowSyncError): void {
    this.#connection.destroy(reason);
  }
}

/** Connects and logs in; `route.target` names no database (a tenant has none). Throws ShadowSyncError. */
export async function connectTenant(route: ServerRoute, options: ConnectOptions): Promise<TenantConnection> {
  try {
    return new TenantConnection(await connectMysql(route, options));
  } catch (error) {
    if (!ShadowSyncError.is(error) || error.errno !== notSupported) throw error;
    throw new ShadowSyncError('protocol', error.said, {
      remedy: phrase`Connect to the OceanBase server itself, or to a newer proxy: the one in between hides what this client can do.`,
      errno: notSupported,
    });
  }
}

/** The numbers are Oracle's behind MySQL's protocol, where some of them mean something else; the text tells which. */
function asOracle(error: unknown, place: string): unknown {
  if (!ShadowSyncError.is(error) || error.errno === null) return error;
  const said = /ORA-\d{5}: .*/s.exec(error.message)?.[0];
  return said === undefined ? error : mapError(new Error(said), place);
}
