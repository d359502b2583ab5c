/** Opens connections: always with a timer of our own, and through the way that was opened for them. */
import oracledb from 'oracledb';
import type { Connection } from 'oracledb';
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { StageListener } from '../../connection/connectionTest.ts';
import type { OracleAddress, OracleDescriptor } from '../../connection/oracleDescriptor.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { floodProblem, logInPatience } from '../logInBounds.ts';
import type { LogInOptions } from '../logInBounds.ts';
import { waitPatiently } from '../patience.ts';
import type { Patience } from '../patience.ts';
import { routeTo } from '../serverRoute.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { mapError } from './errors.ts';
import { connectString, resolveDescriptor } from './netDescriptor.ts';
import { OracleConnection } from './oracleConnection.ts';
import { openRelay } from './relay.ts';
import type { Relay } from './relay.ts';
import { foreignServer } from './foreignServer.ts';
import { driverTls } from './wallet.ts';
import type { DriverTls } from './wallet.ts';

/** The ways to the addresses of one database, in the order in which they are tried. */
export interface OracleRoutes {
  readonly target: ConnectionTarget;
  readonly descriptor: OracleDescriptor;
  readonly tls: DriverTls;
  readonly ways: readonly { readonly address: OracleAddress; readonly route: ServerRoute }[];
  close(): Promise<void>;
}

/** Finds out where the target's database is; opens nothing. Throws ShadowSyncError 'usage' or 'tls'. */
export async function routesTo(target: ConnectionTarget): Promise<OracleRoutes> {
  const descriptor = await resolveDescriptor(target);
  const tls = driverTls(target.tls);
  const ways = descriptor.addresses.map((address) => ({
    address,
    route: routeTo({ ...target, host: address.host, port: address.port }),
  }));
  return {
    target,
    descriptor,
    tls,
    ways,
    close: async () => {
      await Promise.all(ways.map(({ route }) => route.close()));
    },
  };
}

/**
 * Connects once: a refused password is never tried again (C-10), the next address only where no listener answered.
 * Resolves with an authenticated connection; throws ShadowSyncError with no secret in it.
 */
export async function connect(routes: OracleRoutes, options: LogInOptions = {}): Promise<OracleConnection> {
  const patience = logInPatience(options);
  let failure: ShadowSyncError | null = null;
  for (const way of routes.ways) {
    try {
      return await connectTo(routes, way, patience, options.onStage ?? ((): void => undefined));
    } catch (error) {
      if (!ShadowSyncError.is(error, 'connection')) throw error;
      failure = error;
    }
  }
  throw failure ?? new ShadowSyncError('usage', phrase`The connection has no address.`);
}

async function connectTo(
  routes: OracleRoutes,
  { address, route }: OracleRoutes['ways'][number],
  patience: Patience,
  onStage: StageListener,
): Promise<OracleConnection> {
  const { descriptor, target, tls } = routes;
  const isEncrypted = target.tls.mode !== 'off';
  const place = displayTarget({ ...address, user: target.user });
  const stream = await route.open(patience, onStage);
  onStage(isEncrypted ? 'tls' : 'authentication', null);
  const relay = await openRelay(stream, isEncrypted ? 'connect' : 'plain');
  try {
    const driver = await authenticated(
      {
        user: target.user,
        password: target.password,
        connectString: connectString(descriptor, address, { isEncrypted, port: relay.port }),
        // The driver's own limit is for what ours can't end; it takes whole seconds.
        connectTimeout: Math.max(1, Math.ceil((patience.deadline - performance.now()) / 1000) + 1),
        ...(isEncrypted ? tls : {}),
      },
      { relay, address, isEncrypted, patience },
    );
    if (isEncrypted) passTls(target, onStage);
    return new OracleConnection(driver, relay, { place, secret: target.password });
  } catch (error) {
    relay.destroy();
    const mapped = mapError(error, phrase`Connecting to ${place}`, target.password);
    // Whatever was said over TLS was said after TLS.
    if (isEncrypted && mapped.errno !== null) passTls(target, onStage);
    throw mapped;
  }
}

function passTls({ tls }: ConnectionTarget, onStage: StageListener): void {
  onStage(
    'tls',
    tls.mode === 'verify-identity'
      ? phrase`Encrypted; the certificate is this host's, signed by a trusted authority.`
      : phrase`Encrypted; a trusted authority signed the certificate. It was not checked whose it is.`,
  );
  onStage('authentication', null);
}

interface LogIn {
  readonly relay: Relay;
  readonly address: OracleAddress;
  readonly isEncrypted: boolean;
  readonly patience: Patience;
}

/** Resolves when the server has accepted the account; rejects on refusal, silence, flood or cancellation. */
async function authenticated(
  attributes: Parameters<typeof oracledb.getConnection>[0],
  { address, isEncrypted, patience, relay }: LogIn,
): Promise<Connection> {
  let isGivenUp = false;
  try {
    return await waitPatiently<Connection>(patience, {
      begin: (resolve, reject) => {
        oracledb.getConnection(attributes).then((connection) => {
          resolve(connection);
          // It came too late for anybody to have it.
          if (isGivenUp) connection.close({ drop: true }).catch(() => undefined);
        }, reject);
      },
      watch: () => foreignServer(relay, address, isEncrypted) ?? floodProblem(relay.received()),
      late: () => silence(address, relay, patience),
    });
  } catch (error) {
    isGivenUp = true;
    // What it choked on says more than how.
    throw foreignServer(relay, address, isEncrypted) ?? error;
  }
}

function silence({ host, port }: OracleAddress, relay: Relay, { timeoutMs }: Patience): ShadowSyncError {
  const cause =
    relay.received() === 0
      ? phrase`${host}:${port} took the connection and said nothing within ${timeoutMs} ms.`
      : phrase`The server did not finish the log-in within ${timeoutMs} ms.`;
  return new ShadowSyncError('connection', cause, {
    remedy: phrase`Check host and port, and that it is an Oracle listener that answers there. A port for TCPS says nothing to a connection without TLS.`,
  });
}
