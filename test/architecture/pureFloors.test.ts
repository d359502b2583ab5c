import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '../support/removeFolder.ts';

const root = join(import.meta.dirname, '../..');

describe('the type check of the pure floors', () => {
  it('knows neither Node nor the browser', function () {
    this.timeout(900_000);
    const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-pure-'));
    const outside = ['process', 'Buffer', 'setTimeout', 'console', 'document', 'AbortSignal'];
    try {
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ extends: join(root, 'tsconfig.pure.json'), include: ['canary.ts'] }),
      );
      writeFileSync(
        join(folder, 'canary.ts'),
        outside.map((name) => `export const _${name} = ${name};\n`).join(''),
      );
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      const refused = [...stdout.matchAll(/Cannot find name '(\w+)'/g)].map(([, name]) => name);
      assert.deepEqual(refused, outside);
    } finally {
      removeFolder(folder);
    }
  });
});
