import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { removeFolder } from '../support/removeFolder.ts';
import { parseDeb822Sources, parseOneLineSources } from '../support/servers/aptSources.ts';
import { firstError } from '../support/servers/debianSuite.ts';
import { withFolderLock } from '../support/servers/folderLock.ts';

describe('folder lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-lock-'));
  after(() => {
    removeFolder(folder);
  });

  it('lets one holder in at a time', async () => {
    let inside = 0;
    const visits = Array.from({ length: 5 }, () =>
      withFolderLock(join(folder, 'one'), async () => {
        inside += 1;
        assert.equal(inside, 1);
        await new Promise(setImmediate);
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    assert.ok(!existsSync(join(folder, 'one')));
  });

  it('is released when the work throws', async () => {
    const failing = withFolderLock(join(folder, 'two'), () => Promise.reject(new Error('on purpose')));
    await assert.rejects(failing, /on purpose/);
    assert.equal(await withFolderLock(join(folder, 'two'), () => Promise.resolve(2)), 2);
  });

  it('is taken over from a process that died holding it', async function () {
    this.timeout(300_000);
    const path = join(folder, 'three');
    const module = new URL('../support/servers/folderLock.ts', import.meta.url).href;
    const code = `
      import { withFolderLock } from '${module}';
      await withFolderLock(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
    await once(child, 'exit');
    assert.ok(existsSync(path), 'the dead process left its lock');
    assert.equal(await withFolderLock(path, () => Promise.resolve(3)), 3);
  });
});

describe('apt sources', () => {
  const described = { suites: ['bookworm'], components: ['main', 'contrib'] };

  it('are read from one-line lists', () => {
    const list = [
      '# deb http://commented.invalid/debian bookworm main',
      'deb-src http://source.invalid/debian bookworm main',
      'deb http://plain.invalid/debian bookworm main contrib # the near one',
      'deb [arch=amd64 signed-by=/keys/debian-archive-keyring.gpg] http://signed.invalid/d bookworm main contrib',
    ].join('\n');
    assert.deepEqual(parseOneLineSources(list), [
      { ...described, uri: 'http://plain.invalid/debian', signedBy: undefined },
      { ...described, uri: 'http://signed.invalid/d', signedBy: '/keys/debian-archive-keyring.gpg' },
    ]);
  });

  it('are read from deb822 stanzas', () => {
    const stanzas = [
      'Types: deb deb-src\n# URIs: http://commented.invalid\nURIs: http://one.invalid/d\n http://two.invalid/d',
      'Suites: bookworm\nComponents: main contrib\nSigned-By: /keys/debian-archive-keyring.gpg\n',
      '\nTypes: deb\nEnabled: no\nURIs: http://off.invalid\nSuites: bookworm\nComponents: main contrib\n',
      '\nTypes: deb\nURIs: http://three.invalid\nSuites: bookworm\nComponents: main contrib',
      'Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mDMEY',
    ].join('\n');
    const signedBy = '/keys/debian-archive-keyring.gpg';
    assert.deepEqual(parseDeb822Sources(stanzas), [
      { ...described, uri: 'http://one.invalid/d', signedBy },
      { ...described, uri: 'http://two.invalid/d', signedBy },
      { ...described, uri: 'http://three.invalid', signedBy: undefined },
    ]);
  });

  it('are not named in the reason for a failure', () => {
    const stderr = "W: careful\nE: Failed to fetch http://one.invalid/d/x  Can't resolve 'one.invalid'\n";
    const reason = firstError(stderr, 'http://one.invalid/d');
    assert.equal(reason, "Failed to fetch the mirror  Can't resolve 'the mirror'");
  });
});
