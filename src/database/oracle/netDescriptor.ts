/** From a connection's target to the addresses that are tried and the descriptor that the driver is given for each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { OracleAccess } from '../../connection/oracleAccess.ts';
import {
  descriptorOf,
  findAlias,
  parseDescriptor,
  refuseDescriptorName,
} from '../../connection/oracleDescriptor.ts';
import type { OracleAddress, OracleDescriptor } from '../../connection/oracleDescriptor.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/**
 * What a target names, read from tnsnames.ora where it is an alias. Throws ShadowSyncError 'usage' for what can't be
 * found, and 'tls' where descriptor and connection disagree on encryption.
 */
export async function resolveDescriptor(target: ConnectionTarget): Promise<OracleDescriptor> {
  const { oracle } = target;
  if (oracle === undefined) {
    throw new ShadowSyncError('usage', phrase`The connection names no service of the Oracle server.`, {
      remedy: phrase`Give a service name, a SID, a descriptor or a name in tnsnames.ora.`,
    });
  }
  const descriptor = await described(oracle, { host: target.host, port: target.port });
  const wantsTls = target.tls.mode !== 'off';
  if (descriptor.isEncrypted === null || descriptor.isEncrypted === wantsTls) return descriptor;
  throw wantsTls
    ? new ShadowSyncError('tls', phrase`The descriptor says PROTOCOL=TCP, and the connection wants TLS.`, {
        remedy: phrase`Name a TCPS address, or choose the TLS mode "off" if the network is trusted.`,
      })
    : new ShadowSyncError(
        'tls',
        phrase`The descriptor says PROTOCOL=TCPS, and the connection's TLS mode is "off".`,
        {
          remedy: phrase`Choose a TLS mode other than "off" for this connection.`,
        },
      );
}

async function described(access: OracleAccess, address: OracleAddress): Promise<OracleDescriptor> {
  switch (access.kind) {
    case 'service':
      return descriptorOf({ ...access, kind: 'service' }, address);
    case 'sid':
      return descriptorOf({ ...access, kind: 'sid' }, address);
    case 'descriptor':
      return parseDescriptor(access.name);
    case 'alias':
      return findAlias(await readNames(access.folder), access.name);
  }
}

async function readNames(chosen: string | null): Promise<string> {
  const folder = chosen ?? process.env['TNS_ADMIN'] ?? null;
  if (folder === null) {
    throw new ShadowSyncError('usage', phrase`It is not known where tnsnames.ora is.`, {
      remedy: phrase`Name its folder in the connection, or in the variable TNS_ADMIN.`,
    });
  }
  const path = join(folder, 'tnsnames.ora');
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new ShadowSyncError('usage', phrase`${path} can't be read.`, {
      remedy: phrase`Choose the folder of tnsnames.ora anew, and see to it that this account may read the file.`,
    });
  }
}

/**
 * The driver's connect string for one address that is reached through `port` of this computer. An encrypted one keeps the
 * server's name, for its certificate is checked against it, and has the port as a proxy.
 */
export function connectString(
  descriptor: OracleDescriptor,
  address: OracleAddress,
  way: { readonly isEncrypted: boolean; readonly port: number },
): string {
  const { database, instance, server } = descriptor;
  const kind = database.kind === 'service' ? 'SERVICE_NAME' : 'SID';
  const data = [
    pair(kind, database.name),
    ...(server === null ? [] : [pair('SERVER', server)]),
    ...(instance === null ? [] : [pair('INSTANCE_NAME', instance)]),
  ];
  const place = way.isEncrypted
    ? `(ADDRESS=(PROTOCOL=tcps)${pair('HOST', address.host)}(PORT=${address.port})(HTTPS_PROXY=127.0.0.1)(HTTPS_PROXY_PORT=${way.port}))`
    : `(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${way.port}))`;
  return `(DESCRIPTION=${place}(CONNECT_DATA=${data.join('')}))`;
}

/** Throws ShadowSyncError 'usage' for what would be more than a name there. */
function pair(name: string, value: string): string {
  const problem = refuseDescriptorName(value);
  if (problem === null) return `(${name}=${value})`;
  throw new ShadowSyncError('usage', phrase`The ${name} of the connection ${problem}.`, {
    remedy: phrase`Give the name of a service, a SID, or an entry of tnsnames.ora.`,
  });
}
