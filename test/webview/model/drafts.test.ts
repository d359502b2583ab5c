import assert from 'node:assert/strict';
import type { ConnectionDraft } from '../../../src/protocol/connectionForm.ts';
import {
  draftProblems,
  emptyJump,
  emptyTunnel,
  hasOwnAddress,
  tidied,
  withDialect,
} from '../../../webview-ui/src/connectionForm/model/draftFields.ts';
import { stagesOf, withStage } from '../../../webview-ui/src/connectionForm/model/testRun.ts';

const draft: ConnectionDraft = {
  name: ' Shop ',
  group: ' ',
  dialect: 'mysql',
  host: ' db.example ',
  port: ' 3306 ',
  user: 'ada',
  database: '',
  environment: 'test',
  tls: { mode: 'verify-ca', caFile: '', certFile: null, keyFile: null },
  ssh: null,
};

describe('the draft of a connection', () => {
  it('is sent without spaces, and with null for what is empty', () => {
    const { name, group, host, database, tls } = tidied(draft);
    assert.deepEqual([name, group, host, database, tls.caFile], ['Shop', null, 'db.example', null, null]);
  });

  it('is judged as it is sent', () => {
    assert.deepEqual([...draftProblems(draft).keys()], []);
    const tunnel = { ...emptyTunnel, host: ' bastion ', user: 'ada', keyFile: 'left over' };
    assert.deepEqual([...draftProblems({ ...draft, ssh: tunnel }).keys()], []);
  });

  it('names each field that is wrong, down to the jump host', () => {
    const wrong = {
      ...draft,
      port: '70000',
      ssh: { ...emptyTunnel, auth: 'key' as const, jump: { ...emptyJump, port: '1e3' } },
    };
    assert.deepEqual([...draftProblems(wrong).keys()].sort(), [
      'port',
      'ssh.host',
      'ssh.jump.host',
      'ssh.jump.port',
      'ssh.jump.user',
      'ssh.keyFile',
      'ssh.user',
    ]);
  });

  it('lets go of files whose way is gone', () => {
    const off = {
      ...draft,
      tls: { mode: 'off' as const, caFile: '/ca', certFile: '/cert', keyFile: '/key' },
    };
    assert.deepEqual(tidied(off).tls, { mode: 'off', caFile: null, certFile: null, keyFile: null });
  });

  it('takes the port of another kind of server only in place of a default', () => {
    assert.equal(withDialect({ ...draft, port: '3306' }, 'oceanbase').port, '2881');
    assert.equal(withDialect({ ...draft, port: '3307' }, 'oceanbase').port, '3307');
  });
});

describe('the stages of a connection test', () => {
  it('are those that the connection goes through', () => {
    assert.deepEqual(stagesOf({ ...draft, tls: { ...draft.tls, mode: 'off' } }), [
      'dns',
      'tcp',
      'authentication',
      'privileges',
    ]);
    assert.deepEqual(stagesOf({ ...draft, ssh: { ...emptyTunnel, jump: emptyJump } }), [
      'dns',
      'tcp',
      'ssh-jump',
      'ssh',
      'tls',
      'authentication',
      'privileges',
    ]);
  });

  it('that come when no test runs are dropped', () => {
    const stage = { stage: 'dns', state: 'ok', detail: null, remedy: null, copyText: null } as const;
    assert.deepEqual(withStage({ kind: 'none' }, stage), { kind: 'none' });
    const over = { kind: 'failed', stages: new Map() } as const;
    assert.equal(withStage(over, stage), over);
  });

  it('an Oracle connection says how its database is named, and any other does not', () => {
    const oracle = {
      ...withDialect({ ...draft, port: '3306' }, 'oracle'),
      name: 'O',
      user: 'app',
      host: 'db',
    };
    assert.equal(oracle.port, '1521');
    assert.ok(draftProblems(oracle).has('oracle.name'));
    const access = { kind: 'service', name: ' sales ', folder: '/etc' };
    const named = { ...oracle, own: { oracle: access } };
    assert.deepEqual(tidied(named).own?.['oracle'], { kind: 'service', name: 'sales', folder: null });
    assert.ok(hasOwnAddress(named));
    assert.equal('own' in tidied({ ...named, dialect: 'mysql' }), false);
  });

  it('a descriptor and an alias bring host and port with them', () => {
    const text = '(DESCRIPTION=(ADDRESS=(HOST=db1)(PORT=1530))(CONNECT_DATA=(SID=x)))';
    const described = {
      ...draft,
      dialect: 'oracle',
      host: '',
      own: { oracle: { kind: 'descriptor', name: text, folder: null } },
    } as const;
    assert.ok(!hasOwnAddress(described));
    assert.deepEqual([tidied(described).host, tidied(described).port], ['db1', '1530']);
    const own = { oracle: { kind: 'alias', name: 'PROD', folder: '/etc/oracle' } };
    const alias = { ...described, own };
    assert.deepEqual(
      [tidied(alias).host, tidied(alias).own?.['oracle']?.['folder']],
      ['prod', '/etc/oracle'],
    );
  });
});
