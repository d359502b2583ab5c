/**
 * The laws for the Oracle family, on a model server: no Oracle runs here. Whatever tables there are, the plan's statements
 * are read by a grammar that others wrote, run on a dictionary that this project's reader and printer know nothing of, make
 * the shadow its source (PR1), change nothing else (PR3) whatever the names and texts are (PR8), and are taken back by their
 * undo.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';
import { oracleCases } from '../../golden/oracle/cases.ts';
import { goldenOceanBase, goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import { parseOceanBaseOracle } from '../../support/oracle/oceanBaseGrammar.ts';
import { notGenerated } from './notGenerated.ts';
import { newTally, violations, worldSpec } from './oracleWorld.ts';

/** Pairs of tables for each law and kind of server: `npm run test:laws` asks for more (test/property/laws.ts). */
const lawRuns = process.env['SHADOW_SYNC_LAW_RUNS'];
const runs = lawRuns === undefined ? 60 : Number(lawRuns) / 2;
const seed = process.env['SHADOW_SYNC_LAW_SEED'] ?? (lawRuns === undefined ? '20261121' : undefined);

/** Gives all statements that were planned. */
async function hold(facts: OracleServerFacts): Promise<readonly string[]> {
  const tally = newTally();
  const property = fc.asyncProperty(worldSpec(facts.dialect), async (spec) => {
    const found = await violations(spec, facts, tally);
    assert.equal(found.join('\n'), '');
  });
  await fc.assert(property, {
    numRuns: runs,
    interruptAfterTimeLimit: 600_000,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  const { pairs, unsupported, irreversible, reasons, statements, undone } = tally;
  const said = JSON.stringify([...reasons]);
  assert.ok(
    unsupported <= pairs * 0.2,
    `${String(unsupported)} of ${String(pairs)} pairs were refused: ${said}`,
  );
  const worlds = pairs / 2;
  assert.ok(statements.length > worlds * 4, `only ${String(statements.length)} statements`);
  // OceanBase can't put a dropped column back into its place, and says so instead of an undo.
  const least = facts.dialect === 'oracle' ? 0.7 : 0.4;
  assert.ok(
    undone >= worlds * least,
    `${String(undone)} of ${String(worlds)} plans were undone, ${String(irreversible)} can’t be`,
  );
  return statements;
}

describe('laws of the Oracle family on a model server', function () {
  this.timeout(0);

  it('PR1, PR3, PR8 and the undo law hold for Oracle', async () => {
    await hold(goldenOracle);
  });

  it('what their tables don’t hold is in a golden pair, and has its reason', () => {
    const names = new Set(oracleCases.map(({ name }) => name));
    assert.deepEqual(
      notGenerated.filter(({ golden }) => !names.has(golden)),
      [],
    );
  });

  it('PR1, PR3, PR8 and the undo law hold for OceanBase, in statements that its own grammar reads', async () => {
    const statements = [...new Set(await hold(goldenOceanBase))];
    const verdicts = await parseOceanBaseOracle([...statements, 'ALTER TABLE "S"."T" DROP PARTITION']);
    assert.equal(verdicts.at(-1), 'rejected');
    assert.deepEqual(
      statements.filter((_, i) => verdicts[i] === 'rejected'),
      [],
    );
  });
});
