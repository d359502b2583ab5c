/**
 * How to reach one OMS server as one account (oms.md §5.1), without its password: that lives in the secret storage under
 * the connection's id, as the secret `password`. A record of its own beside the connections to databases: nothing that
 * compares or changes tables can be handed one.
 */
import type { Environment } from './connection.ts';

/** How a server proves who it is, weakest first. There is no mode that encrypts and asks nobody: the password is sent. */
export const omsTlsModes = ['off', 'fingerprint', 'verify-ca', 'verify-identity'] as const;

export type OmsTlsMode = (typeof omsTlsModes)[number];

/** Certificates of OMS are usually its own (oms.md §5.2, 8): an authority's file or the certificate itself is named. */
export interface OmsTlsSettings {
  readonly mode: OmsTlsMode;
  /** Trusted instead of the authorities that come with Node. */
  readonly caFile: string | null;
  /** SHA-256 of the server's certificate, 32 pairs of hexadecimal digits with colons; with `fingerprint` and only then. */
  readonly fingerprint: string | null;
}

export interface OmsConnection {
  /** Given once and never changed: alerts and secrets refer to it. */
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
  readonly environment: Environment;
  readonly host: string;
  readonly port: number;
  /** What stands before `/api/v2`: empty, or `/oms` and the like. */
  readonly basePath: string;
  readonly user: string;
  readonly tls: OmsTlsSettings;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

/** What the client is handed, secrets included: made for one use, never kept. */
export interface OmsTarget {
  readonly host: string;
  readonly port: number;
  readonly basePath: string;
  readonly user: string;
  readonly password: string;
  readonly tls:
    | { readonly mode: 'off' }
    | { readonly mode: 'fingerprint'; readonly fingerprint: string }
    /** `ca` is PEM. */
    | { readonly mode: 'verify-ca' | 'verify-identity'; readonly ca?: string };
}

/** The port that OMS's console was seen on (oms.md §5.1). */
export const defaultOmsPort = 8089;

/** Server and account as messages name them: `ops@oms.example:8089/base`. Never the password. */
export function displayOmsTarget({
  host,
  port,
  basePath,
  user,
}: Pick<OmsTarget, 'host' | 'port' | 'basePath' | 'user'>): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${String(port)}${basePath}`;
}
