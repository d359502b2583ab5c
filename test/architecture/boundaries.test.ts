import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';
import { removeFolder } from '../support/removeFolder.ts';
import { boundaryCanaries } from './boundaryCanaries.ts';
import type { BoundaryCanary } from './boundaryCanaries.ts';

const root = join(import.meta.dirname, '../..');
const rooms = ['src', 'test', 'scripts', 'webview-ui'];

/** The names of the rules that the tree under `baseDir` breaks, each with where. */
async function violations(baseDir: string): Promise<readonly { rule: string; where: string }[]> {
  const { enhancedResolveOptions, ...options } = config.options ?? {};
  const { output } = await cruise(
    rooms.filter((room) => existsSync(join(baseDir, room))),
    { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } },
    { ...enhancedResolveOptions },
  );
  assert.ok(typeof output !== 'string', 'without an output type, the result is data');
  return summary(output);
}

function summary(result: ICruiseResult): readonly { rule: string; where: string }[] {
  assert.ok(result.summary.totalCruised > 0, 'the tree has files');
  return result.summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    where: `${from} → ${to}`,
  }));
}

function plant(canary: BoundaryCanary): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shadow-sync-canary-')));
  for (const [path, text] of Object.entries(canary.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('import rules', () => {
  it('have one canary each', () => {
    const rules = (config.forbidden ?? []).map(({ name }) => name);
    assert.deepEqual(boundaryCanaries.map(({ rule }) => rule).sort(), rules.sort());
  });

  for (const canary of boundaryCanaries) {
    it(`fire: ${canary.rule}`, async () => {
      const folder = plant(canary);
      try {
        const fired = await violations(folder);
        assert.deepEqual([...new Set(fired.map(({ rule }) => rule))], [canary.rule]);
      } finally {
        removeFolder(folder);
      }
    });
  }

  it('hold in this repository', async function () {
    this.timeout(900_000);
    assert.deepEqual(await violations(root), []);
  });
});
