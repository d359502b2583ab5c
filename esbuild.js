// Bundles what ships: one file per entry, its dependencies inside, no node_modules beside it.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { context } from 'esbuild';
import { licenseNotices } from './scripts/licenseNotices.mjs';
import { webviewBundles } from './webview-ui/bundles.mjs';

/**
 * One bundle. A later entry (the extension, a panel) is one more line.
 * @typedef {{ readonly name: string, readonly entry: string, readonly outfile: string,
 *   readonly executable: boolean, readonly options: import('esbuild').BuildOptions }} Bundle
 */

/**
 * ssh2 takes native helpers where they are installed and does without them where they are not: nothing native ships.
 * @type {import('esbuild').BuildOptions}
 */
const nothingNative = { external: ['cpu-features'], loader: { '.node': 'empty' } };

/** Drivers, each a file of its own beside the extension: loading it costs nothing until the first connection is made. */
const drivers = ['mysql2', 'oracledb', 'ssh2'];

/** @type {import('esbuild').Plugin} */
const driversApart = {
  name: 'drivers-apart',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${drivers.join('|')})$`) }, ({ path }) => ({
      path: `./drivers/${path}.js`,
      external: true,
    }));
  },
};

/**
 * All that the extension does, a file of its own beside what VS Code loads when it starts.
 * @type {import('esbuild').Plugin}
 */
const mainApart = {
  name: 'main-apart',
  setup(build) {
    build.onResolve({ filter: /[/]extensionMain[.]ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './main.js', external: true } : null,
    );
  },
};

/**
 * The command line takes its version from package.json, not all that VS Code reads there.
 * @type {import('esbuild').Plugin}
 */
const versionOnly = {
  name: 'version-only',
  setup(build) {
    build.onLoad({ filter: /[/\\]package[.]json$/ }, async ({ path }) => {
      if (dirname(path) !== import.meta.dirname) return null;
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** @type {readonly Bundle[]} */
const bundles = [
  {
    name: 'cli',
    entry: 'src/cli.ts',
    outfile: 'dist/cli.js',
    executable: true,
    options: { platform: 'node', format: 'cjs', target: 'node20', ...nothingNative, plugins: [versionOnly] },
  },
  {
    name: 'extension',
    entry: 'src/extension.ts',
    outfile: 'dist/extension.js',
    executable: false,
    options: {
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      external: ['vscode'],
      // VS Code loads CommonJS: `require` for the file beside it as well.
      supported: { 'dynamic-import': false },
      plugins: [mainApart],
    },
  },
  {
    name: 'main',
    entry: 'src/extensionMain.ts',
    outfile: 'dist/main.js',
    executable: false,
    options: {
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      external: ['vscode'],
      plugins: [driversApart],
    },
  },
  ...drivers.map((driver) => ({
    name: `driver-${driver}`,
    entry: driver,
    outfile: `dist/drivers/${driver}.js`,
    executable: false,
    options: /** @type {const} */ ({ platform: 'node', format: 'cjs', target: 'node22', ...nothingNative }),
  })),
  ...webviewBundles,
];

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * The line that lets a terminal run the file, unless the source brings its own (esbuild keeps it then).
 * @type {(bundle: Bundle) => Promise<{ readonly js?: string }>}
 */
async function banner(bundle) {
  if (!bundle.executable) return {};
  const source = await readFile(bundle.entry, 'utf8');
  return source.startsWith('#!') ? {} : { js: '#!/usr/bin/env node' };
}

/**
 * Keeps the metafile (a test reads the sizes) and marks programs as such. The two "[watch]" lines are what
 * the problem matcher in .vscode/tasks.json waits for.
 * @type {(bundle: Bundle) => import('esbuild').Plugin}
 */
function finish(bundle) {
  return {
    name: 'finish',
    setup(build) {
      build.onStart(() => {
        if (watch) console.log(`[watch] build started: ${bundle.name}`);
      });
      build.onEnd(async (result) => {
        if (result.metafile !== undefined) {
          await mkdir('dist/meta', { recursive: true });
          await writeFile(`dist/meta/${bundle.name}.json`, JSON.stringify(result.metafile));
          await writeFile(
            `${bundle.outfile}.LICENSES.txt`,
            licenseNotices(Object.keys(result.metafile.inputs)),
          );
        }
        if (bundle.executable && result.errors.length === 0) await chmod(bundle.outfile, 0o755);
        if (watch) console.log(`[watch] build finished: ${bundle.name}`);
      });
    },
  };
}

/**
 * @type {(bundle: Bundle) => Promise<import('esbuild').BuildContext>}
 */
async function prepare(bundle) {
  return context({
    entryPoints: [bundle.entry],
    outfile: bundle.outfile,
    bundle: true,
    banner: await banner(bundle),
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    minify: production,
    // Class and function names are part of what an error says about itself.
    keepNames: production,
    ...bundle.options,
    plugins: [...(bundle.options.plugins ?? []), finish(bundle)],
    sourcemap: !production,
  });
}

for (const { outfile } of bundles) {
  await mkdir(dirname(outfile), { recursive: true });
  await rm(`${outfile}.map`, { force: true }); // of an earlier build for debugging
}
await mkdir('dist', { recursive: true });
// The package is ESM, the bundles are CommonJS: this marker keeps Node from reading them as ESM.
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');

const builds = await Promise.all(bundles.map(prepare));
if (watch) {
  await Promise.all(builds.map((build) => build.watch()));
} else {
  try {
    await Promise.all(builds.map((build) => build.rebuild()));
  } catch {
    process.exitCode = 1; // esbuild has printed what and where
  } finally {
    await Promise.all(builds.map((build) => build.dispose()));
  }
}
