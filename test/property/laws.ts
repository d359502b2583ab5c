/** How a law is tried: how often, on what, and what is said when it fails. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LawServer } from './world.ts';

/** Pairs of tables in one database: enough for foreign keys, few enough to shrink quickly. */
export const pairsPerWorld = 10;

/** Pairs of tables for each law and engine. */
const lawPairs = Number(process.env['SHADOW_SYNC_LAW_RUNS'] ?? '200');

/**
 * `npm test` tries the same worlds every time, so that its verdict is about the change at hand; `npm run test:laws`, which
 * asks for more runs, looks for new ones.
 */
const usualSeed = process.env['SHADOW_SYNC_LAW_RUNS'] === undefined ? '20261120' : undefined;

/** A failure is made smaller for so long, not longer: every try is a database. */
const shrinkLimitMs = 60_000;

/**
 * Tries the law on worlds until it was tried on enough pairs of tables, and gives their number. Throws with the seed and
 * the smallest counterexample found; SHADOW_SYNC_LAW_SEED tries the same worlds again.
 */
export async function checkLaw<T>(
  { tally }: Pick<LawServer, 'tally'>,
  arbitrary: fc.Arbitrary<T>,
  law: (value: T) => Promise<void>,
): Promise<number> {
  const seed = process.env['SHADOW_SYNC_LAW_SEED'] ?? usualSeed;
  const [pairs, tables, refused] = [tally.pairs, tally.tables, tally.refused];
  let failedAt: number | null = null;
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const isEnough = failedAt === null && tally.pairs - pairs >= lawPairs;
    // Late in shrinking everything passes, so that the last failing value is the one that is shown.
    const isTooLate = failedAt !== null && Date.now() - failedAt > shrinkLimitMs;
    if (isEnough || isTooLate) return;
    try {
      await law(value);
    } catch (error) {
      failedAt ??= Date.now();
      throw error;
    }
  });
  await fc.assert(property, {
    // Half the worlds are small ones on purpose, so more of them are needed.
    numRuns: Math.ceil((lawPairs / pairsPerWorld) * 3),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  const [tried, thrown] = [tally.tables - tables, tally.refused - refused];
  const often = [...tally.reasons].sort(([, a], [, b]) => b - a).slice(0, 8);
  assert.ok(
    thrown <= tried * 0.2,
    `${String(thrown)} of ${String(tried)} tables were refused: ${JSON.stringify(often)}`,
  );
  const { unsupported } = tally;
  assert.ok(
    unsupported <= Math.max(10, tally.pairs * 0.05),
    `${String(unsupported)} of ${String(tally.pairs)} sources are called unsupported`,
  );
  return tally.pairs - pairs;
}
