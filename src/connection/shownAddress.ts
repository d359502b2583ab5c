/** What stands in the place of host and port where a connection has others: the address in its descriptor, or its alias. */
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { OracleAccess } from './oracleAccess.ts';
import { oraclePort, parseDescriptor } from './oracleDescriptor.ts';
import type { OracleAddress } from './oracleDescriptor.ts';

/** Null where the connection's own host and port count, and for a descriptor that can't be read (yet). */
export function shownAddress({ kind, name }: Pick<OracleAccess, 'kind' | 'name'>): OracleAddress | null {
  switch (kind) {
    case 'service':
    case 'sid':
      return null;
    case 'alias':
      return { host: aliasHost(name), port: oraclePort };
    case 'descriptor':
      return firstAddress(name);
  }
}

function firstAddress(descriptor: string): OracleAddress | null {
  try {
    return parseDescriptor(descriptor).addresses[0];
  } catch (error) {
    if (ShadowSyncError.is(error, 'usage')) return null;
    throw error;
  }
}

/** An alias shown as a host: its own letters where they can be one. */
function aliasHost(alias: string): string {
  const letters = alias.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-');
  const host = letters.replaceAll(/^[.-]+|[.-]+$/g, '');
  return host === '' ? 'tnsnames' : host;
}
