import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { removeFolder } from './removeFolder.ts';

const root = join(import.meta.dirname, '../..');

describe('steps that build on each other', () => {
  it('are skipped with the reason after one that failed, in their own suite alone', function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-steps-'));
    try {
      const file = join(folder, 'steps.test.ts');
      const results = join(folder, 'results.json');
      const helper = JSON.stringify(join(import.meta.dirname, 'stepByStep.ts'));
      writeFileSync(
        file,
        `import { stepByStep } from ${helper};
        for (const name of ['one', 'two']) describe(name, () => {
          stepByStep();
          it('goes', () => {});
          it('fails', () => { if (name === 'one') throw new Error('no'); });
          it('follows', () => {});
          it('is last', () => {});
        });`,
      );
      const reporter = join(import.meta.dirname, 'reporter.ts');
      const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
      const run = spawnSync(process.execPath, [mocha, '--no-config', '--reporter', reporter, file], {
        cwd: root,
        env: { ...process.env, SHADOW_SYNC_RESULTS: results },
        encoding: 'utf8',
      });
      assert.equal(run.status, 1, run.stderr);
      const reason = 'it goes on from "fails", which failed';
      assert.deepEqual(JSON.parse(readFileSync(results, 'utf8')), [
        {
          file: relative(root, file).split(sep).join('/'),
          passed: 5,
          failed: 1,
          skipped: [
            { title: 'one follows', reason },
            { title: 'one is last', reason },
          ],
        },
      ]);
    } finally {
      removeFolder(folder);
    }
  });
});
