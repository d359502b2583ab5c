import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { importText } from '../../../src/connection/import/findImports.ts';
import { importCandidates } from '../../../src/editor/connections/importCandidates.ts';
import { english } from '../../../src/schema/phrase.ts';
import { connectionWith } from './sampleConnection.ts';

const given = { newId: () => 'new', createdAt: 7 };

function ofMyCnf(text: string): Parameters<typeof importCandidates>[0] {
  const path = '/home/me/.my.cnf';
  return [{ program: 'my.cnf', path, connections: importText('my.cnf', text, path), problem: null }];
}

describe('what can be imported', () => {
  it('is a connection with its secrets apart', () => {
    const { candidates, problems } = importCandidates(
      ofMyCnf('[client]\nhost=127.0.0.1\nport=3310\nuser=app\npassword=canary\n'),
      [],
      given,
    );
    assert.deepEqual(problems, []);
    const [candidate] = candidates;
    assert.deepEqual(candidate?.secrets, { password: 'canary' });
    assert.equal(candidate.connection.port, 3310);
    assert.equal(candidate.connection.id, 'new');
    assert.ok(!JSON.stringify(candidate.connection).includes('canary'));
  });

  it('is marked when the same server is there already', () => {
    const present = connectionWith({ dialect: 'mysql', port: 3310, database: null });
    const { candidates } = importCandidates(
      ofMyCnf('[client]\nhost=127.0.0.1\nport=3310\nuser=app\n'),
      [present],
      given,
    );
    assert.deepEqual(
      candidates.map(({ isThere }) => isThere),
      [true],
    );
  });

  it('says why something can’t, without a value', () => {
    const broken = [
      { program: 'DBeaver', path: '/x', connections: [], problem: 'It is no JSON.' },
      ...ofMyCnf('[client]\nhost=127.0.0.1\npassword=canary\n'),
    ] as const;
    const { candidates, problems } = importCandidates(broken, [], given);
    assert.deepEqual(candidates, []);
    assert.equal(problems.length, 2);
    assert.match(problems.map(english).join(' '), /DBeaver: It is no JSON\. .*my\.cnf.*user/);
    assert.ok(!problems.map(english).join(' ').includes('canary'));
  });
});
