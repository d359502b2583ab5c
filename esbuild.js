// Bundles what ships: one file per entry, its dependencies inside, no node_modules beside it.
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { context } from 'esbuild';
import { licenseNotices } from './scripts/licenseNotices.mjs';

/**
 * One bundle. A later entry (the extension, a panel) is one more line.
 * @typedef {{ readonly name: string, readonly entry: string, readonly outfile: string,
 *   readonly executable: boolean, readonly options: import('esbuild').BuildOptions }} Bundle
 */

/** @type {readonly Bundle[]} */
const bundles = [
  {
    name: 'cli',
    entry: 'src/cli.ts',
    outfile: 'dist/cli.js',
    executable: true,
    options: { platform: 'node', format: 'cjs', target: 'node20' },
  },
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
    ...bundle.options,
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
    plugins: [finish(bundle)],
    sourcemap: !production,
  });
}

const present = bundles.filter(({ entry }) => existsSync(entry));
for (const { outfile } of present) {
  await mkdir(dirname(outfile), { recursive: true });
  await rm(`${outfile}.map`, { force: true }); // of an earlier build for debugging
}
await mkdir('dist', { recursive: true });
// The package is ESM, the bundles are CommonJS: this marker keeps Node from reading them as ESM.
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');

const builds = await Promise.all(present.map(prepare));
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
