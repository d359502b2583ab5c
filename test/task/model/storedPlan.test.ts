import assert from 'node:assert/strict';
import type { Plan } from '../../../src/shadow/analysis.ts';
import { atOnce } from '../../../src/shadow/inSlices.ts';
import { planHash } from '../../../src/shadow/planHash.ts';
import { readStoredPlan, storedPlan } from '../../../src/task/model/storedPlan.ts';
import { planOf } from '../textPlans.ts';

/** Whose statements may name these indexes without their table, as Oracle's DROP INDEX does. */
function permitting(indexes: readonly string[]): Plan {
  const plan = planOf([{ tables: [{ name: 'a', texts: [null, '1'] }] }]);
  const groups = plan.groups.map((group) => ({
    ...group,
    statements: group.statements.map((one) => ({ ...one, permit: { ...one.permit, indexes } })),
  }));
  const changed = { ...plan, groups };
  return { ...changed, hash: atOnce(planHash(changed)) };
}

describe('a plan in a file', () => {
  it('keeps what the gate may let through, and an older file without indexes allows none', () => {
    const kept: unknown = JSON.parse(JSON.stringify(storedPlan(permitting(['IX_A', 'ix"b']))));
    const read = readStoredPlan(kept);
    assert.deepEqual(read?.groups[0]?.statements[0]?.permit.indexes, ['IX_A', 'ix"b']);
    const older: unknown = JSON.parse(JSON.stringify(kept).replace(/,"indexes":\[[^\]]*\]/g, ''));
    assert.deepEqual(readStoredPlan(older)?.groups[0]?.statements[0]?.permit.indexes, undefined);
  });
});
