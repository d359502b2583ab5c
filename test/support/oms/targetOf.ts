import type { OmsTarget } from '../../../src/connection/omsConnection.ts';
import type { FakeOms } from './fakeOmsServer.ts';

/** How to reach the fake as its account; with TLS by the fake's own authority. */
export function targetOf(fake: FakeOms, more: Partial<OmsTarget> = {}): OmsTarget {
  const { authority, password, port, url, user } = fake;
  return {
    host: '127.0.0.1',
    port,
    basePath: new URL(url).pathname.replace(/\/$/, ''),
    user,
    password,
    tls: authority === null ? { mode: 'off' } : { mode: 'verify-identity', ca: authority },
    ...more,
  };
}
