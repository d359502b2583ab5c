import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tableKey } from '../../src/schema/tableName.ts';
import type { Plan } from '../../src/shadow/analysis.ts';
import { fingerprintOfNothing } from '../../src/shadow/fingerprint.ts';
import { sha256 } from '../../src/shadow/sha256.ts';
import { resumePoints } from '../../src/task/resumePoint.ts';
import { TableProgress } from '../../src/task/tableProgress.ts';
import { planOf, shadowNamed } from './textPlans.ts';

function tablesOf(plan: Plan): ReadonlyMap<string, TableProgress> {
  return new Map(
    plan.groups[0]!.tables.map((name) => {
      const statements = plan.groups[0]!.statements.filter(
        ({ pair }) => tableKey(pair.shadow) === tableKey(name),
      );
      return [tableKey(name), new TableProgress(statements[0]!.pair, statements[0]!.before, statements)];
    }),
  );
}

const printOf = (text: string | null): string => (text === null ? fingerprintOfNothing : sha256(text));

describe('resumePoints', () => {
  it('law: however far a group came, with states that repeat or not, it stands where it stopped or at an equal state', () => {
    const group = fc
      .array(fc.array(fc.constantFrom('p', 'q', 'r'), { minLength: 2, maxLength: 4 }), {
        minLength: 1,
        maxLength: 3,
      })
      .chain((texts) => {
        const owners = texts.flatMap((list, table) => list.slice(1).map(() => `t${table}`));
        return fc.record({
          drafts: fc.constant(texts.map((list, table) => ({ name: `t${table}`, texts: list }))),
          order: fc.shuffledSubarray(owners, { minLength: owners.length }),
          done: fc.integer({ min: 0, max: owners.length }),
        });
      });
    fc.assert(
      fc.property(group, ({ drafts, order, done }) => {
        const plan = planOf([{ tables: drafts, order }]);
        const tables = tablesOf(plan);
        const passed = order.slice(0, done);
        const live = new Map(
          drafts.map(({ name, texts }) => {
            const count = passed.filter((other) => other === name).length;
            return [tableKey(shadowNamed(name)), printOf(texts[count] ?? null)];
          }),
        );
        const points = resumePoints(plan.groups[0]!.statements, tables, live);
        let total = 0;
        for (const [key, table] of tables) {
          const point = points.get(key);
          assert.ok(point !== null && point !== undefined);
          assert.equal(table.chain[point], live.get(key));
          total += point;
        }
        // What is in force is never sent again.
        assert.ok(total >= done);
      }),
    );
  });

  it('a table that stands nowhere on its chain has no point', () => {
    const plan = planOf([{ tables: [{ name: 'a', texts: ['x', 'y'] }] }]);
    const key = tableKey(shadowNamed('a'));
    assert.equal(
      resumePoints(plan.groups[0]!.statements, tablesOf(plan), new Map([[key, printOf('z')]])).get(key),
      null,
    );
  });
});
