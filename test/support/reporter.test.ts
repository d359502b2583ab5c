import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { removeFolder } from './removeFolder.ts';

const root = join(import.meta.dirname, '../..');

const spec = `
import { skip } from ${JSON.stringify(join(import.meta.dirname, 'skip.ts'))};
describe('outer', () => {
  it('passes', () => undefined);
  it('is skipped', function () { skip(this, 'no server of that kind'); });
  it('is skipped without a word');
  it('fails', () => { throw new Error('on purpose', { cause: new Error('the cause') }); });
  describe('skipped as a whole', () => {
    before(function () { skip(this, 'nothing to run it on'); });
    it('first', () => undefined);
    describe('deeper', () => { it('second', () => undefined); });
  });
  describe('with a failing hook', () => {
    before(() => { throw new Error('hook failed'); });
    it('never runs', () => undefined);
  });
});
`;

describe('the reporter', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'shadow-sync-reporter-'))));
  after(() => removeFolder(folder));

  it('counts hooks as failures, gives skips their reasons and prints failures in full', () => {
    const results = join(folder, 'results.json');
    writeFileSync(join(folder, 'sample.test.mjs'), spec);
    const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'test/support/reporter.ts'];
    const { status, stdout } = spawnSync(process.execPath, [...args, join(folder, 'sample.test.mjs')], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, SHADOW_SYNC_RESULTS: results },
    });
    assert.equal(status, 2, 'as many as failed');
    assert.deepEqual(JSON.parse(readFileSync(results, 'utf8')), [
      {
        file: relative(root, join(folder, 'sample.test.mjs')).split(sep).join('/'),
        passed: 1,
        failed: 2,
        skipped: [
          { title: 'outer is skipped', reason: 'no server of that kind' },
          { title: 'outer is skipped without a word', reason: 'no reason given' },
          { title: 'outer skipped as a whole first', reason: 'nothing to run it on' },
          { title: 'outer skipped as a whole deeper second', reason: 'nothing to run it on' },
        ],
      },
    ]);
    assert.match(stdout, /^not ok .*sample\.test\.mjs \.--!--!$/m);
    assert.match(stdout, /✗ outer fails/);
    assert.match(stdout, /the cause/);
    assert.match(stdout, /✗ outer with a failing hook "before all" hook/);
  });
});
