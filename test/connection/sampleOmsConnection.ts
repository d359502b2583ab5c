import type { OmsConnection } from '../../src/connection/omsConnection.ts';

/** A valid connection, but for what is said otherwise. */
export function sampleOmsConnection(more: Partial<OmsConnection> = {}): OmsConnection {
  return {
    id: 'o1',
    name: 'OMS',
    group: null,
    environment: 'production',
    host: 'oms.example',
    port: 8089,
    basePath: '/oms',
    user: 'ops',
    tls: { mode: 'verify-identity', caFile: null, fingerprint: null },
    createdAt: 1,
    ...more,
  };
}
