import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connectTo } from '../../support/rogue/connectTo.ts';
import { openDatabase } from '../../../src/database/mysql/openDatabase.ts';
import { makeAuthority, makeCertificate } from '../../support/rogue/certificates.ts';
import { canary, refused, rogueBench, until } from '../../support/rogue/rogueBench.ts';

describe('a hostile or broken server at the log-in', () => {
  const { refusedConnecting, rogue, targetOf } = rogueBench();

  it('C-02 that switches to the clear password gets none', async () => {
    const server = await rogue({
      onLogin: (session) => session.switchAuth('mysql_clear_password', Buffer.alloc(0)),
    });
    await refusedConnecting(server, 'authentication');
    assert.ok(!server.received().includes(canary));
  });

  it('C-02 that greets with the clear password plugin gets none', async () => {
    const server = await rogue({
      authPlugin: 'mysql_clear_password',
      onLogin: (session) => session.error(1045, '28000', 'Access denied'),
    });
    await refusedConnecting(server, 'authentication');
    assert.ok(!server.received().includes(canary));
  });

  for (const mode of ['required', 'verify-ca', 'verify-identity'] as const) {
    it(`C-03 without TLS is refused before the account is shown, mode ${mode}`, async () => {
      const server = await rogue();
      const error = await refusedConnecting(server, 'tls', { mode });
      assert.equal(error.symbol, 'HANDSHAKE_NO_SSL_SUPPORT');
      assert.notEqual(error.remedy, null);
      assert.equal(server.logins, 0);
      assert.ok(!server.received().includes('app'));
    });
  }

  it('C-04 with a certificate for another address never sees the account', async () => {
    const authority = makeAuthority('rogue tests');
    const tls = makeCertificate(authority, { name: 'other', hosts: ['localhost', '10.9.8.7'] });
    const server = await rogue({ tls });
    const error = await refusedConnecting(server, 'tls', { mode: 'verify-identity', ca: authority.cert });
    assert.match(error.message, /for another host/);
    assert.equal(server.logins, 0);
  });

  it('C-04 with the right certificate is spoken to', async () => {
    const authority = makeAuthority('rogue tests');
    const tls = makeCertificate(authority, { name: 'this', hosts: ['127.0.0.1'] });
    const server = await rogue({ tls });
    const connection = await connectTo(targetOf(server, { mode: 'verify-identity', ca: authority.cert }));
    await connection.close();
    assert.equal(server.logins, 1);
  });

  it('C-09 that says nothing at all is left after the time that was given', async () => {
    const server = await rogue({ onConnect: () => undefined });
    const error = await refusedConnecting(server, 'connection', { mode: 'off' }, { timeoutMs: 2000 });
    assert.match(error.message, /took the connection and said nothing within 2000 ms/);
    await until(() => server.open === 0);
  });

  it('C-09 that stalls in the middle of the log-in is left after the time that was given', async () => {
    const server = await rogue({ onLogin: () => undefined });
    const error = await refusedConnecting(server, 'connection', { mode: 'off' }, { timeoutMs: 3000 });
    assert.match(error.message, /did not finish the log-in within 3000 ms/);
    await until(() => server.open === 0);
  });

  it('C-09 that stalls in the TLS handshake is left after the time that was given', async () => {
    const certificate = makeCertificate(makeAuthority('rogue tests'), { name: 'x', hosts: ['127.0.0.1'] });
    const server = await rogue({
      tls: certificate,
      onConnect: (session) => {
        session.greet();
        session.socket.removeAllListeners('data');
        session.socket.resume();
      },
    });
    await refusedConnecting(server, 'connection', { mode: 'required' }, { timeoutMs: 300 });
  });

  it('C-09 that greets with garbage is refused', async () => {
    const garbage = Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'.repeat(20));
    const server = await rogue({ onConnect: (session) => session.raw(garbage) });
    const error = await refused(connectTo(targetOf(server), { timeoutMs: 500 }), null);
    assert.ok(['protocol', 'connection'].includes(error.code), error.code);
  });

  it('C-09 that floods the log-in is cut off', async () => {
    const server = await rogue({
      onConnect: (session) => {
        const flood = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0]), Buffer.alloc(8 * 1024 * 1024)]);
        session.raw(flood);
      },
    });
    await refusedConnecting(server, 'limit');
    await until(() => server.open === 0);
  });

  it('C-10 that refuses the password is asked once, and repeats no password to us', async () => {
    const server = await rogue({
      onLogin: (session) => session.error(1045, '28000', `Access denied, you said ${canary}`),
    });
    const error = await refused(openDatabase(targetOf(server)), 'authentication');
    assert.ok(!JSON.stringify([error.message, error.remedy, error.stack]).includes(canary));
    assert.equal(server.accepted, 1);
    assert.equal(server.logins, 1);
  });

  it('X-23 with an unknown authentication plugin is refused once, by name', async () => {
    const server = await rogue({ onLogin: (session) => session.switchAuth('dialog', Buffer.from('x')) });
    const error = await refused(openDatabase(targetOf(server)), 'authentication');
    assert.match(error.message, /dialog/);
    assert.equal(server.accepted, 1);
  });

  it('X-23 that is full or shut down is told from one that refuses the account', async () => {
    for (const [errno, code] of [
      [1040, 'connection'],
      [1203, 'connection'],
      [1226, 'connection'],
      [1053, 'connection'],
      [1129, 'connection'],
      [1130, 'authentication'],
      [1524, 'authentication'],
      [3118, 'authentication'],
      [3159, 'tls'],
      [1049, 'unknown-database'],
      [1044, 'privilege'],
    ] as const) {
      const server = await rogue({ onConnect: (session) => session.error(errno, '08004', 'No.') });
      const error = await refusedConnecting(server, code);
      assert.equal(error.errno, errno);
      assert.notEqual(error.remedy, null, `${String(errno)} says what to do`);
      assert.equal(server.accepted, 1);
    }
  });
});
