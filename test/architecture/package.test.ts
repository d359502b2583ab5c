import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackagedFiles, packExtension } from '../../scripts/editor/packExtension.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { skip } from '../support/skip.ts';

const root = join(import.meta.dirname, '../..');
const list = 'test/architecture/packagedFiles.txt';

const megabyte = 1_000_000;

/** What a licence must be for its code to be inside the bundles; the tests' GPL programs are in none. */
const licencesThatShip = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC-BY-4.0',
  'MIT-0',
  'Unlicense',
];

/** One bundle that ships, with what esbuild wrote about it. */
interface Bundle {
  readonly file: string;
  readonly inputs: readonly string[];
}

/** What esbuild writes about a bundle, as far as it is read here. */
interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly entryPoint?: string }>>;
}

/** What a bundled package says of itself, as far as it is read here. */
interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

function shippedBundles(): readonly Bundle[] {
  const folder = join(root, 'dist/meta');
  return readdirSync(folder).flatMap((name) => {
    const { inputs, outputs } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Metafile;
    const files = Object.keys(outputs).filter((file) =>
      /^dist\/(extension|(drivers|webview)\/.*)\.js$/.test(file),
    );
    return files.map((file) => ({ file, inputs: Object.keys(inputs) }));
  });
}

/** The folders of the packages inside a bundle, such as `node_modules/mysql2`. */
function packagesIn({ inputs }: Bundle): readonly string[] {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageManifest;
}

describe('what ships to the editor', () => {
  let bundles: readonly Bundle[];

  before(function () {
    if (!existsSync(join(root, 'dist/extension.js'))) skip(this, 'nothing is built; npm run build builds it');
    if (existsSync(join(root, 'dist/extension.js.map')))
      skip(this, 'the build in dist/ is one for debugging');
    bundles = shippedBundles();
  });

  it(`is exactly the files of ${list}`, async () => {
    const expected = readFileSync(join(root, list), 'utf8').trim().split('\n');
    assert.deepEqual(await listPackagedFiles(), expected);
  });

  it('stays small', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-size-'));
    try {
      const vsix = join(folder, 'extension.vsix');
      await packExtension(vsix);
      assert.ok(statSync(vsix).size <= 3 * megabyte, 'the VSIX');
    } finally {
      removeFolder(folder);
    }
    const sizeOf = ({ file }: Bundle): number => statSync(join(root, file)).size;
    for (const bundle of bundles.filter(({ file }) => file.startsWith('dist/webview/'))) {
      assert.ok(sizeOf(bundle) <= 0.45 * megabyte, bundle.file);
    }
    const inNode = bundles.filter(({ file }) => !file.startsWith('dist/webview/'));
    assert.ok(
      inNode.reduce((sum, bundle) => sum + sizeOf(bundle), 0) <= 2.8 * megabyte,
      'extension and drivers',
    );
  });

  it('is read at start-up without the drivers', () => {
    const extension = bundles.find(({ file }) => file === 'dist/extension.js');
    assert.ok(extension !== undefined);
    assert.deepEqual(
      packagesIn(extension).filter((folder) => /\/(mysql2|ssh2|oracledb)$/.test(folder)),
      [],
    );
    // Whoever does not use the extension reads this file and no more.
    assert.ok(statSync(join(root, extension.file)).size <= 0.02 * megabyte);
  });

  it('has only the part of the Oracle driver that needs no client library', () => {
    const driver = bundles.find(({ file }) => file === 'dist/drivers/oracledb.js');
    assert.ok(driver !== undefined);
    assert.deepEqual(
      driver.inputs.filter((input) => /\.node$|\/(build|plugins|examples|configProviders)\//.test(input)),
      [],
    );
  });

  it('holds nothing of the tests, and no tool of this repository', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const tools = Object.keys(devDependencies).map((name) => `node_modules/${name}`);
    for (const bundle of bundles) {
      const own = bundle.inputs.filter((input) => /^(test|scripts)\//.test(input));
      assert.deepEqual([...own, ...packagesIn(bundle).filter((folder) => tools.includes(folder))], []);
    }
  });

  it('holds only packages whose licence lets us ship them, each with its notice', () => {
    for (const bundle of bundles) {
      const notices = readFileSync(join(root, `${bundle.file}.LICENSES.txt`), 'utf8');
      for (const folder of packagesIn(bundle)) {
        const { name, version, license, licenses } = readManifest(folder);
        // An old package says `licenses: [{ type }]`.
        const said = license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'no licence';
        // `(Apache-2.0 OR UPL-1.0)`: we take the one that we know.
        const choices = said.replaceAll(/[()]/g, '').split(' OR ');
        assert.ok(
          choices.some((choice) => licencesThatShip.includes(choice)),
          `${name}: ${said}`,
        );
        assert.ok(notices.includes(`${name} ${version} (`), `${name} in the notices of ${bundle.file}`);
      }
    }
  });
});

describe('the lock files of the editor that tests run in', () => {
  for (const file of ['package-lock.json', 'vscode/package-lock.json']) {
    it(`name no address: ${file}`, () => {
      const text = readFileSync(join(root, 'scripts/editor/host', file), 'utf8');
      assert.doesNotMatch(text, /https?:\/\/|"resolved"/);
    });
  }
});
