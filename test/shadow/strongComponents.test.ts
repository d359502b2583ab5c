import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strongComponents } from '../../src/shadow/strongComponents.ts';

const graph = fc
  .integer({ min: 0, max: 12 })
  .chain((size) =>
    size === 0
      ? fc.constant<number[][]>([])
      : fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

/** reach[i][j]: j can be reached from i, each node from itself. */
function reachability(needs: readonly (readonly number[])[]): boolean[][] {
  const reach = needs.map((targets, i) => needs.map((_, j) => i === j || targets.includes(j)));
  for (const k of needs.keys()) {
    for (const i of needs.keys())
      for (const j of needs.keys()) reach[i]![j] ||= reach[i]![k]! && reach[k]![j]!;
  }
  return reach;
}

describe('strong components', () => {
  it('keeps the order of independent nodes', () => {
    assert.deepEqual(strongComponents([[], [], []]), [[0], [1], [2]]);
  });

  it('puts what is needed first and circles together', () => {
    assert.deepEqual(strongComponents([[2], [], [0, 1], [2]]), [[1], [0, 2], [3]]);
  });

  it('has every node exactly once, together exactly with those it needs both ways, needed ones first', () => {
    fc.assert(
      fc.property(graph, (needs) => {
        const components = strongComponents(needs);
        assert.deepEqual(
          components.flat().sort((a, b) => a - b),
          [...needs.keys()],
        );
        const reach = reachability(needs);
        const placeOf = new Map(
          components.flatMap((nodes, place) => nodes.map((node) => [node, place] as const)),
        );
        for (const i of needs.keys()) {
          for (const j of needs.keys()) {
            assert.equal(placeOf.get(i) === placeOf.get(j), reach[i]![j]! && reach[j]![i]!);
            if (reach[i]![j]!) assert.ok(placeOf.get(j)! <= placeOf.get(i)!);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes a chain of 20,000 without running out of stack', () => {
    const needs = Array.from({ length: 20_000 }, (_, i) => (i < 19_999 ? [i + 1] : []));
    assert.equal(strongComponents(needs).length, 20_000);
  });
});
