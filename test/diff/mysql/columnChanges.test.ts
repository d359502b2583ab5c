import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnChanges } from '../../../src/diff/mysql/columnChanges.ts';
import type { PlacedColumn } from '../../../src/diff/mysql/columnChanges.ts';
import { longestIncreasing } from '../../../src/diff/longestIncreasing.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const order = fc.shuffledSubarray(names, { minLength: 1 });

/** What the server does: dropped columns go, then each clause in turn puts its column where it says. */
function run(
  columns: readonly string[],
  dropped: readonly string[],
  placed: readonly PlacedColumn[],
): readonly string[] {
  const list = columns.filter(
    (name) =>
      !dropped.includes(name) && !placed.some(({ to, position }) => to.name === name && position !== null),
  );
  for (const { from, to, position } of placed) {
    if (position === null) {
      if (from === null) list.push(to.name);
      continue;
    }
    const at = position.kind === 'first' ? -1 : list.indexOf(position.column);
    assert.ok(position.kind === 'first' || at >= 0, 'AFTER names a column that is in place');
    list.splice(at + 1, 0, to.name);
  }
  return list;
}

describe('columnChanges', () => {
  it('O-01 O-02 P-03 reaches every order', () => {
    fc.assert(
      fc.property(order, order, (before, after) => {
        const [from, to] = [before, after].map((list) =>
          tableOf(list.map((name) => `\`${name}\` int DEFAULT NULL`)),
        );
        assert.ok(from !== undefined && to !== undefined);
        const { dropped, placed } = columnChanges(from, to, goldenFacts.mysql);
        assert.deepEqual(
          run(
            before,
            dropped.map(({ name }) => name),
            placed,
          ),
          after,
        );
      }),
    );
  });

  it('moves as few columns as any way could', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 0 }), (values) => {
        const chosen = longestIncreasing(values);
        const kept = values.filter((_, i) => chosen.has(i));
        assert.deepEqual(
          kept,
          kept.toSorted((a, b) => a - b),
        );
        assert.equal(kept.length, longestByTrying(values));
      }),
    );
  });
});

function longestByTrying(values: readonly number[]): number {
  let best = 0;
  for (let bits = 0; bits < 1 << values.length; bits++) {
    const chosen = values.filter((_, i) => (bits & (1 << i)) !== 0);
    if (chosen.every((value, i) => i === 0 || value > (chosen[i - 1] ?? value)))
      best = Math.max(best, chosen.length);
  }
  return best;
}
