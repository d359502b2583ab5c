import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanGroup } from '../../src/shadow/analysis.ts';
import { GroupQueue } from '../../src/task/groupQueue.ts';

/** Groups whose needs point backwards only, as the planner orders them. */
const groupLists = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 }).map((lists) =>
  lists.map((needs, index): PlanGroup => ({
    tables: [],
    statements: [],
    needs: index === 0 ? [] : [...new Set(needs.map((need) => need % index))],
  })),
);

describe('GroupQueue', () => {
  it('law: every group is taken once, after all it needs; what needs a failed one is skipped', async () => {
    await fc.assert(
      fc.asyncProperty(
        groupLists,
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        async (groups, lanes, succeeds) => {
          const queue = new GroupQueue(groups);
          const ended = new Map<number, boolean>();
          const work = async (): Promise<void> => {
            for (let taken = await queue.take(); taken !== null; taken = await queue.take()) {
              const { index, group, kind } = taken;
              assert.ok(!ended.has(index));
              if (kind === 'run') assert.ok(group.needs.every((need) => ended.get(need) === true));
              else assert.ok(group.needs.some((need) => ended.get(need) === false));
              await new Promise((resolve) => setImmediate(resolve));
              ended.set(index, kind === 'run' && succeeds[index] === true);
              queue.settle(index, ended.get(index) === true);
            }
          };
          await Promise.all(Array.from({ length: lanes }, work));
          assert.equal(ended.size, groups.length);
        },
      ),
    );
  });

  it('gives up what was not taken', async () => {
    const groups = [0, 1, 2].map((): PlanGroup => ({ tables: [], statements: [], needs: [] }));
    const queue = new GroupQueue(groups);
    await queue.take();
    assert.equal(queue.takeRest().length, 2);
    assert.equal(await queue.take(), null);
  });
});
