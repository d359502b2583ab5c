import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listedRuns } from '../../../src/diff/mysql/partitionRuns.ts';
import type { Partition } from '../../../src/schema/mysql/model.ts';

function range(name: string, bound: number): Partition {
  const values = { kind: 'less-than', items: [String(bound)], bare: false } as const;
  return { name, values, options: [], subpartitions: null };
}

/** Partitions with rising bounds; names repeat between lists, so that some are the same and some are not. */
const ranges = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
  .map((bounds) => bounds.toSorted((a, b) => a - b))
  .chain((bounds) =>
    fc
      .array(fc.boolean(), { minLength: bounds.length, maxLength: bounds.length })
      .map((own) => bounds.map((bound, i) => range(own[i] === true ? `p${bound}` : `q${i}`, bound))),
  );

function upper(partitions: readonly Partition[]): number {
  const values = partitions.at(-1)?.values;
  return values?.kind === 'less-than' ? Number(values.items[0]) : 0;
}

describe('listedRuns', () => {
  it('O-07 O-30 O-31 turns one list of ranges into the other, each statement legal', () => {
    fc.assert(
      fc.property(ranges, ranges, (before, after) => {
        const runs = listedRuns(before, after, true);
        if (runs === null) return;
        let now = before;
        for (const run of runs) {
          if (run.kind === 'add') {
            now = [...now, ...run.added];
          } else {
            const at = now.findIndex((partition) => partition === run.gone[0]);
            assert.deepEqual(now.slice(at, at + run.gone.length), run.gone, 'what goes stands side by side');
            const added = run.kind === 'drop' ? [] : run.added;
            const isLast = at + run.gone.length === now.length;
            if (run.kind === 'reorganize') {
              const [old, wanted] = [upper(run.gone), upper(added)];
              assert.ok(
                isLast ? wanted >= old : wanted === old,
                'the total range stays, or grows at the end',
              );
            } else assert.ok(isLast, 'rows are dropped at the end only');
            now = [...now.slice(0, at), ...added, ...now.slice(at + run.gone.length)];
          }
          assert.equal(new Set(now.map(({ name }) => name)).size, now.length, 'names are unique');
          const bounds = now.map((partition) => upper([partition]));
          assert.deepEqual(
            bounds,
            bounds.toSorted((a, b) => a - b),
            'bounds rise',
          );
        }
        assert.deepEqual(now, after);
      }),
      { numRuns: 500 },
    );
  });

  it('touches nothing when nothing differs', () => {
    fc.assert(
      fc.property(ranges, (list) => assert.deepEqual(listedRuns(list, structuredClone(list), true), [])),
    );
  });
});
