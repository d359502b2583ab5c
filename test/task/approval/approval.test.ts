import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { readProcesses } from '../../../src/task/approval/approvalProcess.ts';
import type { ApprovalProcess } from '../../../src/task/approval/approvalProcess.ts';
import { matchProcess } from '../../../src/task/approval/matchProcess.ts';
import { checkDecision } from '../../../src/task/approval/mayDecide.ts';
import { sampleIntent, samplePlan, sampleProcess, sampleTask } from '../sampleTasks.ts';

const anything = {
  connection: null,
  environment: null,
  database: null,
  tablesFrom: null,
  level: null,
  creator: null,
};

function process(id: string, conditions: Partial<ApprovalProcess['conditions']>): ApprovalProcess {
  const expiryHours = { approval: 24, waiting: null, execution: 2 };
  const nodes = [{ name: 'DBA', approvers: ['bo'], isAutomatic: false }];
  return { id, name: id, isEnabled: true, conditions: { ...anything, ...conditions }, nodes, expiryHours };
}

const submission = {
  intent: sampleIntent({ connection: { id: 'c1', name: 'Shop', environment: 'production' } }),
  plan: { ...samplePlan, tables: 12, highest: 'caution' } as const,
  creator: 'al',
};

describe('approval', () => {
  const matching: readonly (readonly [Partial<ApprovalProcess['conditions']>, RegExp | null])[] = [
    [{}, /no conditions/],
    [{ environment: 'production' }, /environment is production/],
    [{ environment: 'test' }, null],
    [{ connection: 'c1' }, /connection is Shop/],
    [{ connection: 'c2' }, null],
    [{ database: 'sh*' }, /shop matches sh\*/],
    [{ database: 'x*' }, null],
    [{ tablesFrom: 12 }, /12 tables are changed, and 12 are enough/],
    [{ tablesFrom: 13 }, null],
    [{ level: 'caution' }, /highest finding is caution/],
    [{ level: 'info' }, /highest finding is caution/],
    [{ level: 'unsafe' }, null],
    [{ creator: 'al' }, /creator is al/],
    [{ creator: 'bo' }, null],
    [{ environment: 'production', creator: 'bo' }, null],
  ];
  for (const [conditions, why] of matching) {
    it(`${JSON.stringify(conditions)} ${why === null ? 'does not match' : 'matches, and says why'}`, () => {
      const found = matchProcess(submission, [process('one', conditions)]);
      assert.equal(found.id, why === null ? 'none' : 'one');
      assert.match(found.why, why ?? /No approval process matches/);
    });
  }

  it('takes the first that matches and is enabled', () => {
    const off = { ...process('off', {}), isEnabled: false };
    assert.equal(matchProcess(submission, [off, process('a', {}), process('b', {})]).id, 'a');
    assert.match(matchProcess(submission, []).why, /There is no approval process/);
  });

  const waiting = sampleTask({
    state: { kind: 'pending-approval', node: 0, since: 0 },
    process: { ...sampleProcess(1), nodes: [{ name: 'DBA', approvers: ['bo'], isAutomatic: false }] },
  });

  it('lets nobody decide on his own task where others share the store, and only the approvers of the node', () => {
    const refused = (by: string, comment = ''): boolean => {
      try {
        checkDecision(waiting, by, comment, { isAdvisory: false });
        return false;
      } catch (error) {
        assert.ok(ShadowSyncError.is(error) && error.remedy !== null);
        return true;
      }
    };
    assert.deepEqual(
      ['al', 'bo', 'cy'].map((by) => refused(by)),
      [true, false, true],
    );
    assert.equal(refused('bo', 'x'.repeat(201)), true);
    assert.equal(refused('bo', 'x'.repeat(200)), false);
  });

  it('is a checklist for the one person of a local store', () => {
    assert.doesNotThrow(() => checkDecision(waiting, 'al', '', { isAdvisory: true }));
  });

  it('reads processes back, and names what is wrong in others', () => {
    const written = [process('one', { level: 'unsafe' })];
    assert.deepEqual(readProcesses(JSON.parse(JSON.stringify(written))), written);
    assert.throws(
      () => readProcesses([{ ...written[0], nodes: [{ name: '' }] }]),
      /processes\[0\]\.nodes\[0\]/,
    );
    assert.throws(() => readProcesses([{ ...written[0], script: 'x' }]), /script is no field/);
  });
});
