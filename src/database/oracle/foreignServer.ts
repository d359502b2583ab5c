/** Tells by a server's first bytes that it is no Oracle listener, at once and by name, instead of waiting for it. */
import type { OracleAddress } from '../../connection/oracleDescriptor.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Relay } from './relay.ts';

/** Packets that a listener may answer a connect request with: accept, refuse, redirect, data, resend, marker, control. */
const answers: ReadonlySet<number> = new Set([2, 4, 5, 6, 11, 12, 14]);

/** Records of TLS (RFC 8446, 5.1) that a server may begin with: alert and handshake. */
const tlsRecords: ReadonlySet<number> = new Set([21, 22]);

/** The protocol version of the greeting that MySQL's servers send before they are asked. */
const mysqlGreeting = 10;

/** Null for a listener, and while too little has come. */
export function foreignServer(
  relay: Relay,
  { host, port }: OracleAddress,
  isEncrypted: boolean,
): ShadowSyncError | null {
  const bytes = relay.firstBytes();
  const [first, , , , kind] = bytes;
  if (first === undefined || kind === undefined) return null;
  if (isEncrypted ? tlsRecords.has(first) : answers.has(kind) && bytes.readUInt16BE(0) >= 8) return null;
  if (kind === mysqlGreeting) {
    return new ShadowSyncError(
      'protocol',
      phrase`${host}:${port} is a server of the MySQL family, and no Oracle listener.`,
      {
        remedy: phrase`Check host and port, or choose the connection type MySQL, MariaDB or OceanBase.`,
      },
    );
  }
  if (isEncrypted) {
    return new ShadowSyncError('tls', phrase`${host}:${port} does not speak TLS.`, {
      remedy: phrase`Connect to the listener's port for TCPS, or choose the TLS mode "off" if the network is trusted.`,
    });
  }
  return new ShadowSyncError('protocol', phrase`${host}:${port} is no Oracle listener.`, {
    remedy: phrase`Check host and port. A listener's port for TCPS needs a TLS mode other than "off".`,
  });
}
