import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../../test/support/servers/runProcess.ts';

const root = join(import.meta.dirname, '../..');
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

/** What only this repository needs of the manifest. VS Code reads none of it, and what ships carries no modules. */
const repositoryOnly = [
  'bin',
  'dependencies',
  'devDependencies',
  'files',
  'optionalDependencies',
  'private',
  'scripts',
  'type',
];

/** The files that ship: what `.vscodeignore` leaves, as vsce lists it. */
export async function listPackagedFiles(): Promise<readonly string[]> {
  const listed = await runProcess(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root });
  if (listed.code !== 0) throw new Error(`vsce ls failed: ${listed.stderr}${listed.stdout}`);
  return listed.stdout.trim().split('\n').sort();
}

/**
 * Makes the VSIX of what was built, at this path. It is packed from a copy of exactly the files that ship,
 * with a manifest that says no more than VS Code reads. Throws when nothing is built, or a build for debugging.
 */
export async function packExtension(vsix: string): Promise<void> {
  const bundle = join(root, 'dist/extension.js');
  if (!existsSync(bundle) || existsSync(`${bundle}.map`)) {
    throw new Error('dist/ holds no production build of the extension; run "npm run build" first.');
  }
  const stage = await mkdtemp(join(tmpdir(), 'shadow-sync-package-'));
  try {
    for (const file of await listPackagedFiles()) {
      await cp(join(root, file), join(stage, file), { recursive: true });
    }
    await writeFile(join(stage, 'package.json'), await leanManifest());
    await writeFile(join(stage, 'README.md'), await leanReadme());
    const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
    const packed = await runProcess(process.execPath, [vsce, 'package', ...options, '--out', vsix], {
      cwd: stage,
    });
    if (packed.code !== 0) throw new Error(`vsce package failed: ${packed.stderr}${packed.stdout}`);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function leanManifest(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(Object(manifest) as Record<string, unknown>);
  const kept = entries.filter(([name]) => !repositoryOnly.includes(name));
  return `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`;
}

/** The details page shows no file of the repository: pictures are left out, and links into docs/ become their words. */
async function leanReadme(): Promise<string> {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  return text.replace(/^!\[.*\n\n?/gm, '').replace(/\[([^\]]+)\]\((?:docs\/|CONTRIBUTING)[^)]*\)/g, '$1');
}
