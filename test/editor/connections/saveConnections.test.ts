import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { saveConnections } from '../../../src/editor/connections/saveConnections.ts';
import { SecretAnswers } from '../../../src/editor/connections/secretAnswers.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { MemorySecrets } from './memorySecrets.ts';
import { connectionWith } from './sampleConnection.ts';

function bench(add: () => Promise<readonly never[]>): {
  readonly secrets: MemorySecrets;
  readonly save: () => Promise<void>;
} {
  const secrets = new MemorySecrets();
  const answers = new SecretAnswers(secrets);
  answers.add('password', { secret: 'canary', isRemembered: true });
  const connection = connectionWith({ id: 'a' });
  return {
    secrets,
    save: () => saveConnections({ book: { add }, secrets }, [{ connection, answers }]),
  };
}

describe('saving connections', () => {
  it('keeps the secrets beside them', async () => {
    const { secrets, save } = bench(() => Promise.resolve([]));
    await save();
    assert.deepEqual([...secrets.kept], [['a.password', 'canary']]);
  });

  it('leaves no secret behind when they could not be saved', async () => {
    const { secrets, save } = bench(() => Promise.reject(new ShadowSyncError('store', 'disk full')));
    await assert.rejects(save(), { code: 'store' });
    assert.equal(secrets.kept.size, 0);
  });
});
