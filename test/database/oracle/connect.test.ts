import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, it } from 'mocha';
import type { ConnectionTarget } from '../../../src/connection/connectionTarget.ts';
import { connect, routesTo } from '../../../src/database/oracle/connect.ts';
import type { LogInOptions } from '../../../src/database/logInBounds.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { freePort } from '../../support/freePort.ts';
import { makeAuthority, makeCertificate } from '../../support/rogue/certificates.ts';
import { until } from '../../support/rogue/rogueBench.ts';
import { refusing, refusingOverTls, standIn } from '../../support/rogue/tnsListener.ts';
import type { StandIn } from '../../support/rogue/tnsListener.ts';

const canary = 'canary-secret';

/** Only a port that says nothing is waited for so long; the others answer. */
const patience = 30_000;
const shortPatience = 2500;

describe('connecting to what may be an Oracle listener', () => {
  const opened: StandIn[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function listener(serve: (socket: Socket) => void): Promise<StandIn> {
    const made = await standIn(serve);
    opened.push(made);
    return made;
  }

  async function refused(
    port: number,
    change: Partial<ConnectionTarget> = {},
    options: LogInOptions = {},
  ): Promise<ShadowSyncError> {
    const target: ConnectionTarget = {
      dialect: 'oracle',
      host: '127.0.0.1',
      port,
      user: 'app',
      password: canary,
      database: 'APP',
      oracle: { kind: 'service', name: 'XEPDB1', folder: null },
      tls: { mode: 'off' },
      ssh: null,
      ...change,
    };
    try {
      const routes = await routesTo(target);
      try {
        await connect(routes, { timeoutMs: patience, ...options });
      } finally {
        await routes.close();
      }
    } catch (error) {
      assert.ok(ShadowSyncError.is(error), String(error));
      assert.notEqual(error.remedy, null, error.message);
      assert.ok(!`${error.message}${error.remedy ?? ''}${error.stack ?? ''}`.includes(canary));
      return error;
    }
    throw new Error('It was connected to.');
  }

  it('nobody listens', async () => {
    const error = await refused(await freePort());
    assert.equal(error.code, 'connection');
    assert.match(error.message, /refuses connections/);
  });

  it('the host has no address', async () => {
    const error = await refused(1521, { host: 'no-such-host.invalid' });
    assert.equal(error.code, 'connection');
    assert.match(error.message, /no-such-host/);
  });

  for (const mode of ['off', 'required'] as const) {
    it(`C-09 a silent port is left after the time that was given, TLS ${mode}`, async () => {
      const silent = await listener(() => undefined);
      const error = await refused(silent.port, { tls: { mode } }, { timeoutMs: shortPatience });
      assert.equal(error.code, 'connection');
      assert.match(error.message, /said nothing within 2500 ms/);
      await until(() => silent.open() === 0);
    });
  }

  it('a cancelled log-in ends at once', async () => {
    const silent = await listener(() => undefined);
    const signal = { aborted: false };
    setTimeout(() => (signal.aborted = true), 50);
    const asked = refused(silent.port, {}, { signal, timeoutMs: 60_000 }).catch((error: unknown) => error);
    const error = await asked;
    assert.match(String(error), /cancelled/);
    await until(() => silent.open() === 0);
  });

  it('the port closes every connection', async () => {
    const closing = await listener((socket) => socket.end());
    assert.equal((await refused(closing.port)).code, 'connection');
  });

  it('the port closes after the connect request', async () => {
    const closing = await listener((socket) => socket.once('data', () => socket.end()));
    assert.equal((await refused(closing.port)).code, 'connection');
  });

  it('C-09 a server of the MySQL family is told by its greeting, with and without TLS', async () => {
    const greeting = Buffer.from('4a0000000a352e372e323500080000000000', 'hex');
    for (const mode of ['off', 'verify-identity'] as const) {
      const other = await listener((socket) => socket.write(greeting));
      const error = await refused(other.port, { tls: { mode } });
      assert.equal(error.code, 'protocol');
      assert.match(error.message, /of the MySQL family/);
    }
  });

  for (const [title, bytes] of [
    ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'.repeat(20))],
    ['noise', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 151 + 7) % 256))],
  ] as const) {
    it(`C-09 ${title} is told from a listener`, async () => {
      const other = await listener((socket) => socket.write(bytes));
      const error = await refused(other.port);
      assert.equal(error.code, 'protocol');
      assert.match(error.message, /is no Oracle listener/);
    });
  }

  it('C-09 a flood is cut off', async () => {
    const flood = await listener((socket) => {
      // A packet that never ends: small ones are thrown away by the driver without an end, too.
      const packet = Buffer.alloc(2048);
      packet.writeUInt16BE(packet.length, 0);
      packet[4] = 14;
      const pour = (): void => {
        while (socket.writable && socket.write(packet));
      };
      socket.on('drain', pour);
      pour();
    });
    const error = await refused(flood.port);
    assert.ok(['limit', 'protocol'].includes(error.code), `${error.code} ${error.message}`);
    await until(() => flood.open() === 0);
  });

  it('a wrong service is named, and asked for once', async () => {
    const wrong = await listener(refusing(12514));
    const error = await refused(wrong.port);
    assert.equal(error.code, 'connection');
    assert.match(error.message, /Service "XEPDB1"/);
    assert.match(error.remedy ?? '', /lsnrctl services/);
    assert.equal(wrong.accepted(), 1);
    assert.match(wrong.received(), /SERVICE_NAME=XEPDB1/);
  });

  it('a wrong SID is named', async () => {
    const wrong = await listener(refusing(12505));
    const error = await refused(wrong.port, { oracle: { kind: 'sid', name: 'ORCL', folder: null } });
    assert.match(error.message, /SID "ORCL"/);
    assert.match(wrong.received(), /\(SID=ORCL\)/);
  });

  it('a listener that is full says its own number', async () => {
    const full = await listener(refusing(12516));
    const error = await refused(full.port);
    assert.match(error.message, /ORA-12516/);
    assert.equal(error.errno, 12_516);
    assert.match(error.remedy ?? '', /sessions are free/);
  });

  it('C-03 a port without TLS is refused before anything is said', async () => {
    const plain = await listener(refusing(12514));
    const error = await refused(plain.port, { tls: { mode: 'verify-identity' } });
    assert.ok(['tls', 'connection'].includes(error.code), error.code);
    assert.ok(!plain.received().includes('XEPDB1'));
  });

  it('C-04 a certificate that nobody signed is refused, in every mode', async () => {
    const certificate = makeCertificate(makeAuthority('unknown'), { name: 'x', hosts: ['127.0.0.1'] });
    for (const mode of ['required', 'verify-ca', 'verify-identity'] as const) {
      const wrong = await listener(refusingOverTls(12514, certificate));
      const error = await refused(wrong.port, { tls: { mode } });
      assert.equal(error.code, 'tls', error.message);
      assert.ok(!wrong.received().includes('XEPDB1'));
    }
  });

  it('C-04 the host in the certificate is checked, unless the mode is verify-ca', async () => {
    const authority = makeAuthority('tests');
    const other = makeCertificate(authority, { name: 'x', hosts: ['10.9.8.7'] });
    const ca = authority.cert;
    const strict = await listener(refusingOverTls(12514, other));
    assert.equal((await refused(strict.port, { tls: { mode: 'verify-identity', ca } })).code, 'tls');
    const lax = await listener(refusingOverTls(12514, other));
    assert.match((await refused(lax.port, { tls: { mode: 'verify-ca', ca } })).message, /XEPDB1/);
  });

  it('C-04 the right certificate is spoken to, with an authority alone and with a client’s own pair', async () => {
    const authority = makeAuthority('tests');
    const certificate = makeCertificate(authority, { name: 'x', hosts: ['127.0.0.1'] });
    const own = makeCertificate(authority, { name: 'client', hosts: ['client'] });
    for (const files of [{}, { cert: own.cert, key: own.key }]) {
      const right = await listener(refusingOverTls(12514, certificate));
      const tls = { mode: 'verify-identity', ca: authority.cert, ...files } as const;
      assert.match((await refused(right.port, { tls })).message, /Service "XEPDB1"/);
    }
  });

  it('C4 files that can’t be used are refused before anything is opened', async () => {
    const authority = makeAuthority('tests');
    const own = makeCertificate(authority, { name: 'client', hosts: ['client'] });
    const other = makeCertificate(authority, { name: 'client', hosts: ['client'] });
    const port = await freePort();
    for (const tls of [
      { mode: 'required', ca: 'no certificate' },
      { mode: 'required', cert: own.cert, key: own.key },
      { mode: 'required', ca: authority.cert, cert: own.cert, key: other.key },
    ] as const) {
      assert.equal((await refused(port, { tls })).code, 'tls');
    }
  });

  it('the next address is tried where nobody listens, and not after a refusal', async () => {
    const gone = await freePort();
    const there = await listener(refusing(12514));
    const addresses = (ports: readonly number[]): ConnectionTarget['oracle'] => ({
      kind: 'descriptor',
      folder: null,
      name: `(DESCRIPTION=(ADDRESS_LIST=${ports.map((port) => `(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${String(port)}))`).join('')})(CONNECT_DATA=(SERVICE_NAME=two)))`,
    });
    const oracle = addresses([gone, there.port]);
    assert.ok(oracle !== undefined);
    assert.match((await refused(1, { oracle })).message, /Service "two"/);
    assert.equal(there.accepted(), 1);
  });

  it('a descriptor for TCPS is not spoken to without TLS, nor one for TCP with it', async () => {
    const text = (protocol: string): string =>
      `(DESCRIPTION=(ADDRESS=(PROTOCOL=${protocol})(HOST=127.0.0.1)(PORT=1))(CONNECT_DATA=(SID=x)))`;
    const oracle = (protocol: string): Partial<ConnectionTarget> => ({
      oracle: { kind: 'descriptor', name: text(protocol), folder: null },
    });
    assert.equal((await refused(1, oracle('tcps'))).code, 'tls');
    assert.equal((await refused(1, { ...oracle('tcp'), tls: { mode: 'required' } })).code, 'tls');
  });
});
