import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Connection } from '../../../src/connection/connection.ts';
import { connectionDialects } from '../../../src/connection/connectionDialect.ts';
import { parseConnectionUrl } from '../../../src/connection/connectionUrl.ts';
import { describeDialect } from '../../../src/connection/describeDialect.ts';
import { startedValues } from '../../../src/connection/ownValues.ts';
import {
  draftOf,
  newDraft,
  ownDraft,
  readDraft,
} from '../../../src/editor/panels/connectionForm/connectionDraft.ts';
import { formStage } from '../../../src/editor/panels/connectionForm/formStage.ts';
import { readPurpose } from '../../../src/editor/panels/connectionForm/formSession.ts';
import { connectionWith } from '../connections/sampleConnection.ts';

const given = { id: 'sample', createdAt: 0 };

const tunnelled = connectionWith({
  group: 'Load tests',
  tls: { mode: 'verify-ca', caFile: '/etc/ca.pem', certFile: null, keyFile: null },
  ssh: {
    host: 'bastion.example',
    port: 22,
    user: 'me',
    auth: 'key',
    keyFile: '~/.ssh/id',
    jump: { host: 'jump.example', port: 2222, user: 'you', auth: 'agent', keyFile: null },
    knownHostsFile: null,
  },
});

describe('the draft of a connection', () => {
  for (const connection of [connectionWith(), tunnelled]) {
    it(`gives the connection back that it shows (${connection.ssh === null ? 'plain' : 'with tunnel'})`, () => {
      assert.deepEqual(readDraft(draftOf(connection), given), { kind: 'valid', connection });
    });
  }

  it('says at each field what is wrong with it', () => {
    const read = readDraft({ ...newDraft(), name: 'x', port: '99999', host: 'a b' }, given);
    assert.ok(read.kind === 'invalid');
    assert.deepEqual(read.errors.map(({ field }) => field).sort(), ['host', 'port', 'user']);
    for (const { message } of read.errors) assert.match(message, /^[A-Z].*\.$/);
  });

  it('takes no port that is not wholly one', () => {
    for (const port of ['', '3306x', '-1', '1e3', '0x10', '3306.0']) {
      const read = readDraft({ ...draftOf(connectionWith()), port }, given);
      assert.equal(read.kind, 'invalid', port);
    }
  });

  it('leaves out a key file that was chosen before the agent was', () => {
    const draft = draftOf(tunnelled);
    assert.ok(draft.ssh !== null);
    const read = readDraft({ ...draft, ssh: { ...draft.ssh, auth: 'agent' } }, given);
    assert.ok(read.kind === 'valid');
    assert.equal(read.connection.ssh?.keyFile, null);
  });

  it('takes nothing typed for none', () => {
    const read = readDraft({ ...draftOf(connectionWith()), database: ' ', group: '' }, given);
    assert.ok(read.kind === 'valid');
    assert.deepEqual([read.connection.database, read.connection.group], [null, null]);
  });
});

describe('the draft of a connection whose dialect has fields of its own', () => {
  const access = { kind: 'alias', name: 'PROD', folder: '~/network/admin' } as const;
  const connection: Connection = { ...connectionWith(), dialect: 'oracle', oracle: access };

  it('gives the connection back that it shows', () => {
    assert.deepEqual(draftOf(connection).own, { oracle: access });
    assert.deepEqual(readDraft(draftOf(connection), given), { kind: 'valid', connection });
  });

  it('says at each of them what is wrong with it', () => {
    const own = { oracle: { kind: 'magic', name: ' ', folder: 'relative' } };
    const read = readDraft({ ...draftOf(connection), own }, given);
    assert.ok(read.kind === 'invalid');
    assert.deepEqual(read.errors.map(({ field }) => field).sort(), ['oracle.kind', 'oracle.name']);
  });

  it('keeps nothing of them for a dialect that has none', () => {
    const read = readDraft({ ...draftOf(connection), dialect: 'mariadb' }, given);
    assert.deepEqual(read, { kind: 'valid', connection: connectionWith() });
  });

  it('takes those of a pasted URL, and a URL without leaves what was typed', () => {
    const { target } = parseConnectionUrl('oracle://app@db.example/sales');
    assert.deepEqual(ownDraft(target), { own: { oracle: { kind: 'service', name: 'sales', folder: null } } });
    assert.deepEqual(ownDraft(parseConnectionUrl('mysql://app@db.example').target), {});
  });
});

for (const dialect of connectionDialects) {
  describe(`a new form for ${dialect}`, () => {
    it('lacks only what is needed', () => {
      const { own, port } = describeDialect(dialect);
      const started = own === null ? {} : { own: { [own.name]: { ...startedValues(own, undefined) } } };
      const draft = { ...newDraft(), ...started, dialect, port: String(port), name: 'x', user: 'u' };
      const read = readDraft(draft, given);
      const needed = (own?.fields ?? []).flatMap((field) =>
        field.kind !== 'choice' && field.isNeeded ? [`${own?.name ?? ''}.${field.name}`] : [],
      );
      assert.deepEqual(read.kind === 'valid' ? [] : read.errors.map(({ field }) => field), needed);
    });
  });
}

describe('the stages of a test in the form', () => {
  const report = { state: 'ok', detail: 'x', remedy: null, copyText: null } as const;

  it('are called as the form calls them', () => {
    assert.equal(formStage({ ...report, stage: 'jump' })?.stage, 'ssh-jump');
    assert.equal(formStage({ ...report, stage: 'tls' })?.stage, 'tls');
  });

  it('show a forwarding only where it fails, as the SSH server’s', () => {
    assert.equal(formStage({ ...report, stage: 'forward' }), null);
    assert.deepEqual(formStage({ ...report, stage: 'forward', state: 'failed' }), {
      ...report,
      stage: 'ssh',
      state: 'failed',
    });
  });
});

describe('what a form was for, after a reload', () => {
  it('is understood', () => {
    assert.deepEqual(readPurpose({ mode: 'add' }), { mode: 'add' });
    assert.deepEqual(readPurpose({ mode: 'edit', id: 'a' }), { mode: 'edit', id: 'a' });
  });

  it('is nothing for what is no purpose', () => {
    for (const value of [
      null,
      undefined,
      'add',
      {},
      { mode: 'edit' },
      { mode: 'copy', id: 7 },
      { mode: 'x' },
    ]) {
      assert.equal(readPurpose(value), null);
    }
  });
});
