/** The parts of a table against what the comparison of the golden pairs says of them. */
import assert from 'node:assert/strict';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import type { Difference } from '../../../src/diff/difference.ts';
import type { TablePart } from '../../../src/diff/dialect.ts';
import { goldenDialects, goldenFacts, goldenNames } from '../../golden/pairs/goldenFiles.ts';
import { goldenPair } from '../../golden/pairs/goldenPair.ts';

/** The part that a side of a difference is about. */
function partFor(parts: readonly TablePart[], { object, name }: Difference, text: string): TablePart | null {
  const named = parts.filter(
    (part) => part.object === object && part.name.toLowerCase() === name.toLowerCase(),
  );
  return named.find((part) => part.text === text) ?? named[0] ?? null;
}

const golden = await Promise.all(
  goldenDialects.map(async (dialect) => ({ dialect, names: await goldenNames(dialect) })),
);

describe('the outline of a table', () => {
  for (const { dialect, names } of golden) {
    const core = mysqlDialect(goldenFacts[dialect]);
    for (const name of names) {
      it(`${dialect} ${name}: every difference is a part of the tables, with its text`, async () => {
        const pair = await goldenPair(dialect, name);
        if (pair === null) return;
        const [expected, actual] = [core.outline(pair.expected), core.outline(pair.actual)];
        const differences = core.compare(pair.expected, pair.actual);
        for (const difference of differences.filter(({ kind }) => kind !== 'moved')) {
          const { object, source, shadow } = difference;
          const [wanted, there] = [
            source === null ? null : partFor(expected, difference, source),
            shadow === null ? null : partFor(actual, difference, shadow),
          ];
          assert.equal(wanted === null, source === null, `${object} ${difference.name} of the source`);
          assert.equal(there === null, shadow === null, `${object} ${difference.name} of the shadow`);
          // Texts that hide what differs are said in full by the comparison, as is a partitioning as a whole.
          const isHidden = wanted?.text === there?.text;
          for (const [part, text] of [
            [wanted, source],
            [there, shadow],
          ] as const) {
            if (part === null || text === null || isHidden) continue;
            if (object === 'partitioning') assert.ok(text.startsWith(part.text));
            else assert.ok(text === part.text || text.endsWith(` ${part.text}`), `${text} ↔ ${part.text}`);
          }
        }
      });
    }
  }
});
