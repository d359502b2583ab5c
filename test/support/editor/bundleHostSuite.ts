import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { removeFolder } from '../removeFolder.ts';
import { repository } from './artefacts.ts';

const source = join(repository, 'test/host');

/**
 * Bundles the suite of the extension host with mocha inside into the one CommonJS file that VS Code loads
 * (its extension hosts before Node 22 can't require ES modules). `wanted` are names of files from the repository, all when it is
 * not given. Gives the path of what it made.
 */
export async function bundleHostSuite(wanted?: readonly string[]): Promise<string> {
  const files = (await readdir(source, { recursive: true }))
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.test.ts') && (wanted?.includes(`test/host/${name}`) ?? true))
    .sort();
  const loaders = files.map((name) => {
    const path = JSON.stringify(`./${name}`);
    return `[${JSON.stringify(`test/host/${name}`)}, () => require(${path})]`;
  });
  const entry = `import { runMocha } from './runMocha.ts';\nexport const run = () => runMocha([${loaders.join(', ')}]);\n`;
  const outfile = join(repository, 'dist/test/host/index.js');
  removeFolder(join(repository, 'dist/test'));
  await build({
    stdin: { contents: entry, resolveDir: source, sourcefile: 'index.ts', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outfile;
}
