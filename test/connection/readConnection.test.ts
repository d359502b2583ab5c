import assert from 'node:assert/strict';
import { connectionProblems, readConnection } from '../../src/connection/readConnection.ts';
import { english } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { sampleConnection } from './sampleConnection.ts';

const sample = sampleConnection();

/** The sample with one field, named by its path, put to another value; `undefined` takes it away. */
function withField(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(sample);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at = copy as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function fieldsOf(value: unknown): readonly string[] {
  return connectionProblems(value).map(({ field }) => field);
}

describe('readConnection', () => {
  it('takes a connection as it is, in the order of the model', () => {
    assert.deepEqual(readConnection(structuredClone(sample)), sample);
    const shuffled = Object.fromEntries(Object.entries(sample).reverse());
    assert.equal(JSON.stringify(readConnection(shuffled)), JSON.stringify(readConnection(sample)));
  });

  it('takes null where there may be none', () => {
    for (const path of ['group', 'database', 'ssh', 'tls.caFile', 'ssh.jump', 'ssh.knownHostsFile']) {
      assert.deepEqual(fieldsOf(withField(path, null)), [], path);
    }
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['id', '../x'],
    ['id', '__proto__'],
    ['name', ''],
    ['name', ' shop'],
    ['name', 'sh\u202eop'],
    ['name', 'a\nb'],
    ['name', 'x'.repeat(101)],
    ['group', ''],
    ['dialect', 'postgres'],
    ['dialect', 'MYSQL'],
    ['host', ''],
    ['host', 'mysql://h'],
    ['host', 'a b'],
    ['host', 'u@h'],
    ['port', 0],
    ['port', 65_536],
    ['port', 3306.5],
    ['port', '3306'],
    ['user', ''],
    ['user', 'a\0b'],
    ['database', ''],
    ['environment', 'prod'],
    ['tls', null],
    ['tls', []],
    ['tls.mode', 'on'],
    ['tls.caFile', 'ca.pem'],
    ['tls.caFile', '/a\0b'],
    ['ssh', 'gate'],
    ['ssh.port', -1],
    ['ssh.auth', 'none'],
    ['ssh.keyFile', null],
    ['ssh.jump.keyFile', '/key'],
    ['ssh.jump.host', 7],
    ['ssh.knownHostsFile', ''],
    ['createdAt', -1],
    ['createdAt', 'yesterday'],
  ];
  for (const [path, value] of wrong) {
    it(`names ${path} when it is ${JSON.stringify(value)}`, () => {
      assert.deepEqual(fieldsOf(withField(path, value)), [path]);
    });
  }

  for (const path of ['id', 'host', 'database', 'tls', 'tls.mode', 'ssh.jump', 'ssh.keyFile', 'createdAt']) {
    it(`names ${path} when it is missing`, () => {
      const [problem, ...more] = connectionProblems(withField(path, undefined));
      assert.deepEqual([problem?.field, english(problem?.cause ?? ''), more], [path, 'is missing', []]);
    });
  }

  it('wants certificate and key together', () => {
    assert.deepEqual(fieldsOf(withField('tls.certFile', '/c.pem')), ['tls.keyFile']);
    assert.deepEqual(fieldsOf(withField('tls.keyFile', '/k.pem')), ['tls.certFile']);
    const tls = { ...sample.tls, certFile: '/c.pem', keyFile: '/k.pem' };
    assert.deepEqual(fieldsOf({ ...sample, tls }), []);
  });

  for (const path of ['color', 'tls.ca', 'ssh.jump.jump', '__proto__', 'ssh.constructor']) {
    it(`refuses the unknown field ${path} by name`, () => {
      assert.deepEqual(fieldsOf(withField(path, 'canary')), [path]);
    });
  }

  for (const path of ['password', 'ssh.passphrase', 'sshPassword', 'ssh.jump.password', 'token']) {
    it(`PR9 refuses ${path}: a secret is never kept here, and its value is never repeated`, () => {
      const value = withField(path, 'canary-secret');
      assert.match(english(connectionProblems(value)[0]?.remedy ?? ''), /secret storage/);
      assert.throws(
        () => readConnection(value),
        (error) =>
          ShadowSyncError.is(error, 'usage') &&
          error.message.includes(path) &&
          !`${error.message}${error.remedy ?? ''}`.includes('canary'),
      );
    });
  }

  it('names every wrong field at once, cause and remedy each', () => {
    assert.throws(
      () => readConnection({ ...sample, port: 0, host: '' }, 'Connection 3'),
      (error) =>
        ShadowSyncError.is(error, 'usage') &&
        /^Connection 3 can't be used: host is no .*; port is not .*\.$/.test(error.message) &&
        error.remedy ===
          'Give the bare name or address, without port, user, brackets and mysql://. ' + //
            'Give a whole number from 1 to 65535.',
    );
  });

  it('stays short on a record that is something else', () => {
    const strange = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`x${'y'.repeat(100)}${index}`, 1]),
    );
    assert.throws(
      () => readConnection(strange),
      (error) => error instanceof Error && error.message.length < 2000 && /and \d+ more/.test(error.message),
    );
  });

  for (const value of [null, undefined, 7, 'text', [], () => undefined]) {
    it(`refuses ${String(value)} without a crash`, () => {
      assert.throws(
        () => readConnection(value),
        (error) => ShadowSyncError.is(error, 'usage'),
      );
    });
  }
});
