import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { KnownHostsFile } from '../../../src/connection/connectionTarget.ts';
import { fingerprint, hostKeyAlgorithms, hostKeyProblem } from '../../../src/database/ssh/hostKey.ts';
import { patienceFor } from '../../../src/database/patience.ts';
import { openSshTunnel } from '../../../src/database/ssh/sshTunnel.ts';
import type { SshError } from '../../../src/database/ssh/sshError.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { runProcess } from '../../support/servers/runProcess.ts';
import { skip } from '../../support/skip.ts';
import { makeKey, startSshServer } from '../../support/ssh/sshServer.ts';
import { password, through } from '../../support/ssh/sshTarget.ts';

const mine = makeKey();
const other = makeKey();
const rsa = makeKey('rsa');

function blob(key: { readonly public: string }): Buffer {
  return Buffer.from(key.public.split(' ')[1]!, 'base64');
}

function files(...texts: readonly string[]): [KnownHostsFile, ...KnownHostsFile[]] {
  const [first = '', ...more] = texts;
  return [{ path: 'own', text: first }, ...more.map((text) => ({ path: 'global', text }))];
}

function problem(text: string, host = 'db.example', port = 22, key = mine): SshError | null {
  return hostKeyProblem(blob(key), { host, port }, files(text));
}

describe('known_hosts', () => {
  const accepted: readonly (readonly [string, string, string, number])[] = [
    ['the bare name', `db.example ${mine.public}`, 'db.example', 22],
    ['another case', `DB.Example ${mine.public}`, 'db.EXAMPLE', 22],
    ['a comment behind the key', `db.example ${mine.public} me@here`, 'db.example', 22],
    ['one of several names', `a,db.example,10.0.0.1 ${mine.public}`, 'db.example', 22],
    ['a port', `[db.example]:2222 ${mine.public}`, 'db.example', 2222],
    ['the bare name for another port', `db.example ${mine.public}`, 'db.example', 2222],
    ['a star', `*.example ${mine.public}`, 'db.example', 22],
    ['question marks', `d?.example ${mine.public}`, 'db.example', 22],
    ['a star for hosts with ports', `[*]:2222 ${mine.public}`, 'db.example', 2222],
    ['an IPv6 address', `fe80::1 ${mine.public}`, 'fe80::1', 22],
    ['an IPv6 address with a port', `[fe80::1]:2222 ${mine.public}`, 'fe80::1', 2222],
    ['tabs and spaces before', ` \tdb.example\t${mine.public}`, 'db.example', 22],
    ['Windows line ends', `# x\r\ndb.example ${mine.public}\r\n`, 'db.example', 22],
    ['a second key of the host', `db.example ${rsa.public}\ndb.example ${mine.public}`, 'db.example', 22],
  ];
  for (const [kind, text, host, port] of accepted) {
    it(`accepts ${kind}`, () => assert.equal(problem(text, host, port), null));
  }

  const unknown: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['another host', `db2.example ${mine.public}`],
    ['a dot that is no wildcard', `dbxexample ${mine.public}`],
    ['a part of the name', `b.example ${mine.public}`],
    ['an exception', `*.example,!db.example ${mine.public}`],
    ['a comment', `# db.example ${mine.public}`],
    ['a key that is cut off', `db.example ${mine.public.slice(0, 20)}`],
    ['a type that is not the key’s', `db.example ssh-rsa ${mine.public.split(' ')[1]!}`],
    ['a marker that is not known', `@new db.example ${mine.public}`],
    ['an authority', `@cert-authority *.example ${other.public}`],
  ];
  for (const [kind, text] of unknown) {
    it(`takes the host for unknown with ${kind}, and says what to compare and to add`, () => {
      const error = problem(text);
      assert.ok(error !== null);
      assert.match(error.message, /The SSH server db\.example is not known/);
      assert.ok(error.message.includes(fingerprint(blob(mine))));
      assert.equal(error.copyText, `db.example ${mine.public}`);
      assert.match(error.remedy ?? '', /Compare the fingerprint/);
      // What it says to add makes it known.
      assert.equal(problem(`${text}\n${error.copyText}`), null);
    });
  }

  it('names the port in the line to add', () => {
    assert.equal(problem('', 'DB.example', 2222)?.copyText, `[db.example]:2222 ${mine.public}`);
  });

  for (const known of [other, rsa]) {
    it(`refuses loudly when another key is known, ${known.public.split(' ')[0]!}`, () => {
      const error = problem(`# x\ndb.example ${known.public}`);
      assert.ok(error !== null);
      assert.match(error.message, /THE KEY OF THE SSH SERVER db\.example HAS CHANGED/);
      assert.match(error.message, /own line 2/);
      assert.ok(error.message.includes(fingerprint(blob(known))));
      assert.equal(error.copyText, null);
    });
  }

  it('refuses a revoked key, whatever else is said of it', () => {
    const text = `db.example ${mine.public}\n@revoked * ${mine.public}`;
    assert.match(problem(text)?.message ?? '', /own line 2 has revoked/);
    const asked = hostKeyProblem(blob(mine), { host: 'db.example', port: 2222 }, files(text));
    assert.notEqual(asked, null);
  });

  it('reads every file that it is given', () => {
    const both = files('', `db.example ${mine.public}`);
    assert.equal(hostKeyProblem(blob(mine), { host: 'db.example', port: 22 }, both), null);
  });

  it('asks for the kind of key that is known', () => {
    const server = { host: 'db.example', port: 2222 };
    assert.equal(hostKeyAlgorithms(server, files(''))[0], 'ssh-ed25519');
    const known = hostKeyAlgorithms(server, files(`[db.example]:2222 ${rsa.public}`));
    assert.deepEqual(known.slice(0, 3), ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']);
    assert.equal(new Set(known).size, 7);
  });

  it('reads what ssh-keygen hashes, and prints fingerprints as it does', async function () {
    const folder = mkdtempSync(join(tmpdir(), 'shsync-hosts-'));
    try {
      const file = join(folder, 'known_hosts');
      writeFileSync(file, `db.example ${mine.public}\n[db.example]:2222 ${other.public}\n`);
      const hashed = await runProcess('ssh-keygen', ['-H', '-f', file]);
      if (hashed.code === null) skip(this, 'ssh-keygen is not installed');
      const text = readFileSync(file, 'utf8');
      assert.ok(!text.includes('db.example'));
      assert.equal(problem(text), null);
      assert.equal(problem(text, 'db.example', 2222, other), null);
      assert.match(problem(text, 'db.example', 22, other)?.message ?? '', /HAS CHANGED/);
      assert.match(problem(text, 'db2.example')?.message ?? '', /not known/);
      const listed = await runProcess('ssh-keygen', ['-l', '-f', file]);
      assert.ok(listed.stdout.includes(fingerprint(blob(mine))), listed.stdout);
    } finally {
      removeFolder(folder);
    }
  });

  it('is looked at before anything secret is sent', async () => {
    const server = await startSshServer({ password: 'pw' });
    try {
      const changed = server.knownHosts.replace(/ssh-ed25519 .*/, other.public);
      for (const [text, pattern] of [
        ['', /is not known/],
        [changed, /HAS CHANGED/],
        [`${server.knownHosts}@revoked ${server.knownHosts}`, /revoked/],
      ] as const) {
        const target = through(server, password('pw'), text);
        const opening = openSshTunnel(target, patienceFor(60_000), () => undefined);
        await assert.rejects(
          opening,
          (error: SshError) => error.code === 'tls' && pattern.test(error.message),
        );
      }
      assert.deepEqual(server.attempts, []);
      assert.equal(server.logins, 0);
    } finally {
      await server.close();
    }
  });

  it('finds the known key of a server that has better ones', async () => {
    const server = await startSshServer({ password: 'pw', hostKeys: [mine, rsa] });
    try {
      const onlyRsa = `[127.0.0.1]:${String(server.port)} ${rsa.public}`;
      const tunnel = await openSshTunnel(
        through(server, password('pw'), onlyRsa),
        patienceFor(60_000),
        () => undefined,
      );
      await tunnel.close();
    } finally {
      await server.close();
    }
  });
});
