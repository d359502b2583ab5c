import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './removeFolder.ts';

/** Writes into folders of a folder as fast as it can, for as long as it is told. */
const writer = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const [folder, ms] = process.argv.slice(1);
  process.stdout.write('writing');
  for (let n = 0, end = Date.now() + Number(ms); Date.now() < end; n += 1) {
    try {
      mkdirSync(folder + '/deep/' + (n % 7), { recursive: true });
      writeFileSync(folder + '/deep/' + (n % 7) + '/' + n, '');
    } catch {}
  }
`;

describe('removing a folder', () => {
  it('comes to an end while another process writes its last files there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-removed-'));
    const child = spawn(process.execPath, ['-e', writer, folder, '600']);
    await once(child.stdout, 'data');
    removeFolder(folder);
    await once(child, 'exit');
    removeFolder(folder);
    assert.ok(!existsSync(folder));
  });

  it('is content with a folder that is not there', () => {
    removeFolder(join(tmpdir(), 'shadow-sync-never-made'));
  });

  it('throws anything else at once', () => {
    assert.throws(() => removeFolder('not\0a name'), { code: 'ERR_INVALID_ARG_VALUE' });
  });
});
