/** Whatever is chosen in whatever order, what is shown is what a fresh comparison with the same choices shows. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Comparison } from '../../src/comparison/comparison.ts';
import type { Compared } from '../../src/comparison/comparisonState.ts';
import { pairDetails } from '../../src/comparison/pairDetails.ts';
import { pairRows } from '../../src/comparison/pairRows.ts';
import type { CompareOptions } from '../../src/diff/compareOptions.ts';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

const names = ['a', 'b', 'c', 'd'];

interface Definition {
  readonly columns: readonly string[];
  readonly parents: readonly string[];
  readonly engine: string;
}

const definition = fc.record({
  columns: fc.subarray(['m int', 'n int loud', 'o text']),
  parents: fc.subarray(names, { maxLength: 2 }),
  engine: fc.constantFrom('SOLID', 'SOLID', 'SOLID', 'LIQUID', 'FEDERATED', 'MYSTERY', 'FROZEN'),
});

/** Sources and their shadows; a foreign key only to what is there. */
const database = fc
  .record({
    idType: fc.constantFrom('int', 'bigint'),
    shadowType: fc.constantFrom('int', 'bigint'),
    sources: fc.dictionary(fc.constantFrom(...names), definition, { minKeys: 1, noNullPrototype: true }),
    shadows: fc.dictionary(fc.constantFrom(...names), definition, { noNullPrototype: true }),
  })
  .map(({ idType, shadowType, sources, shadows }) => () => {
    const server = new ToyServer().database('shop');
    const add = (affix: string, type: string, side: Readonly<Record<string, Definition>>): void => {
      for (const [name, { columns, parents, engine }] of Object.entries(side)) {
        const standing = parents.filter((parent) => parent in side);
        const links = standing.map((parent) => `to_${parent} ${type}`);
        const keys = standing.map((parent) => `to_${parent} -> ${affix}${parent}`);
        server.table('shop', affix + name, [`id ${type}`, ...columns, ...links], keys, engine);
      }
    };
    add('', idType, sources);
    add('_', shadowType, shadows);
    return server;
  });

const options: fc.Arbitrary<CompareOptions> = fc.record({
  columnOrder: fc.constantFrom('strict', 'lax'),
  comments: fc.constantFrom('strict', 'ignored'),
  foreignKeys: fc.constantFrom('map', 'keep', 'omit'),
  storage: fc.constantFrom('strict', 'ignored'),
  partitions: fc.constant('strict'),
});

type Choice = (comparison: Comparison) => Promise<void>;

const shadows = fc.subarray(names.map((name) => `_${name}`));

const choice: fc.Arbitrary<Choice> = fc.oneof(
  options.map(
    (chosen): Choice =>
      (comparison) =>
        comparison.setOptions(chosen),
  ),
  fc.tuple(shadows, fc.boolean()).map(
    ([chosen, isIn]): Choice =>
      (comparison) =>
        comparison.setSkip(chosen, isIn),
  ),
  fc.tuple(shadows, fc.boolean()).map(
    ([chosen, isIn]): Choice =>
      (comparison) =>
        comparison.setAdopted(chosen, isIn),
  ),
);

/** All that a panel shows and a run needs. */
function shown(compared: Compared): unknown {
  const rows = pairRows(compared, null, 0, 1000);
  return {
    hash: compared.plan.hash,
    statements: compared.plan.groups.flatMap((group) => group.statements),
    omitted: compared.plan.omitted,
    rows,
    details: rows.map(({ id }) => pairDetails(compared, null, id)),
  };
}

describe('laws of a comparison', () => {
  it('choices in any order, waited for or not, give what a fresh comparison gives', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(
        database,
        fc.array(fc.tuple(choice, fc.boolean()), { minLength: 1, maxLength: 6 }),
        async (makeServer, chosen) => {
          const world = toyWorld(makeServer());
          const { comparison } = await readComparison(world);
          const pending: Promise<void>[] = [];
          for (const [choose, isAwaited] of chosen) {
            const done = choose(comparison);
            pending.push(done);
            if (isAwaited) await done;
          }
          await Promise.all(pending);
          const fresh = await readComparison(world, comparison.request);
          assert.deepEqual(shown(shownBy(comparison)), shown(shownBy(fresh.comparison)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('what is run and read again in part is what a fresh comparison reads', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(database, shadows, async (makeServer, skipped) => {
        const world = toyWorld(makeServer());
        const { comparison } = await readComparison(world, toyRequest({ skip: skipped }));
        const { plan } = shownBy(comparison);
        fc.pre(plan.groups.length > 0);
        const allowed = plan.groups
          .flatMap((group) => group.statements)
          .map(({ id, findings }) => ({ statement: id, codes: findings.map(({ code }) => code) }));
        const confirmedDatabase = null;
        await comparison.run({
          planHash: plan.hash,
          allowed,
          onError: 'continue',
          parallel: 1,
          confirmedDatabase,
        });
        const again = shownBy(comparison);
        const fresh = shownBy((await readComparison(world, comparison.request)).comparison);
        assert.equal(again.plan.hash, fresh.plan.hash);
        assert.deepEqual(
          again.found.results.map(({ pair, result, reason, differences }) => ({
            pair,
            result,
            reason,
            differences,
          })),
          fresh.found.results.map(({ pair, result, reason, differences }) => ({
            pair,
            result,
            reason,
            differences,
          })),
        );
      }),
      { numRuns: 150 },
    );
  });
});
