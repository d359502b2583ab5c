import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { skip } from '../support/skip.ts';

/**
 * mysql2 colours its own debugging output, and ssh2 ciphers faster, when these happen to be there; both do without
 * otherwise.
 */
const optional = ['cardinal', 'cpu-features', './crypto/build/Release/sshcrypto.node'];

const dist = join(import.meta.dirname, '../../dist');

/** What esbuild writes about a bundle, as far as it is read here. */
interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

describe('the bundle of the command line', () => {
  it('needs nothing beside it but Node', function () {
    const metafile = join(dist, 'meta/cli.json');
    if (!existsSync(metafile)) skip(this, 'nothing is built; npm run build builds it');
    const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;
    const imports = (outputs['dist/cli.js']?.imports ?? []).map(({ path }) => path);
    assert.deepEqual(
      imports.filter((path) => !isBuiltin(path) && !optional.includes(path)),
      [],
    );
  });

  it('stays below 3 MB', function () {
    if (!existsSync(join(dist, 'cli.js'))) skip(this, 'nothing is built; npm run build builds it');
    if (existsSync(join(dist, 'cli.js.map'))) skip(this, 'the build in dist/ is one for debugging');
    assert.ok(statSync(join(dist, 'cli.js')).size < 3_000_000);
  });
});
