import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../src/store/makeFolder.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { skip } from '../support/skip.ts';

describe('making a folder', () => {
  let own: string;

  beforeEach(() => {
    own = mkdtempSync(join(tmpdir(), 'shadow-sync-folder-'));
  });
  afterEach(() => {
    removeFolder(own);
  });

  it('makes what is missing above it too, for this user alone', async function () {
    const deep = join(own, 'a', 'b', 'c');
    await makeFolder(deep);
    for (const each of [join(own, 'a'), deep]) assert.ok(statSync(each).isDirectory());
    if (process.platform === 'win32') skip(this, 'Windows has no such modes');
    assert.equal(statSync(deep).mode & 0o777, 0o700);
  });

  it('leaves one that is there as it is, and lets many make the same', async () => {
    mkdirSync(join(own, 'a'));
    chmodSync(join(own, 'a'), 0o750);
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(join(own, 'a', 'b', 'c'))));
    assert.ok(statSync(join(own, 'a', 'b', 'c')).isDirectory());
    if (process.platform !== 'win32') assert.equal(statSync(join(own, 'a')).mode & 0o777, 0o750);
  });

  it('says that a file is in the way', async () => {
    writeFileSync(join(own, 'file'), '');
    await assert.rejects(makeFolder(join(own, 'file')), { code: 'EEXIST' });
    // Windows says of the part that is a file what others say of the whole.
    await assert.rejects(makeFolder(join(own, 'file', 'a', 'b')), ({ code }: NodeJS.ErrnoException) =>
      ['ENOTDIR', 'EEXIST'].includes(code ?? ''),
    );
  });

  it('comes back from where nothing can be made', async function () {
    if (process.platform !== 'linux') skip(this, 'only Linux has /proc');
    await assert.rejects(makeFolder('/proc/shadow-sync/runs'), { code: 'ENOENT' });
  });
});
