/** Opens a TCP connection in two stages, name and connection, so that each failure is one of the two. */
import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { connect, isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { StageListener } from '../connection/connectionTest.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { networkError, placeOf } from './networkError.ts';
import { waitPatiently } from './patience.ts';
import type { Patience } from './patience.ts';

/** Throws ShadowSyncError 'connection' or 'cancelled'. The socket is connected and belongs to the caller. */
export async function openTcp(
  host: string,
  port: number,
  patience: Patience,
  onStage: StageListener,
): Promise<Socket> {
  onStage('dns', null);
  const addresses = await addressesOf(host, port, patience);
  const listed = addresses.map(({ address }) => address).join(', ');
  onStage('dns', isIP(host) === 0 ? phrase`${host} is ${listed}.` : phrase`${host} is an address.`);
  onStage('tcp', null);
  const socket = await connected(host, port, addresses, patience);
  onStage('tcp', phrase`Connected to ${placeOf(socket.remoteAddress ?? host, port)}.`);
  return socket;
}

async function addressesOf(
  host: string,
  port: number,
  patience: Patience,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return await waitPatiently<readonly LookupAddress[]>(patience, {
    begin: (resolve, reject) => {
      lookup(host, { all: true }).then(resolve, (error: unknown) => reject(networkError(error, host, port)));
    },
    late: () =>
      new ShadowSyncError(
        'connection',
        phrase`The name ${host} was not found within ${patience.timeoutMs} ms.`,
        {
          remedy: phrase`Check the name of the host and this computer's name resolution.`,
        },
      ),
  });
}

async function connected(
  host: string,
  port: number,
  addresses: readonly LookupAddress[],
  patience: Patience,
): Promise<Socket> {
  const socket = connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    // The addresses are known; asking for them again may give others.
    lookup: (_, options, callback) => {
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else callback(null, first?.address ?? '', first?.family ?? 0);
    },
  });
  // Also for what happens before the socket has found its user: an event without a listener ends the process.
  socket.on('error', () => undefined);
  try {
    await waitPatiently<undefined>(patience, {
      begin: (resolve, reject) => {
        socket.once('connect', () => resolve(undefined));
        socket.once('error', (error) => reject(networkError(error, host, port)));
      },
      late: () =>
        new ShadowSyncError(
          'connection',
          phrase`${placeOf(host, port)} did not answer within ${patience.timeoutMs} ms.`,
          {
            remedy: phrase`Check host and port, and that no firewall or missing VPN is in the way.`,
            symbol: 'ETIMEDOUT',
          },
        ),
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
