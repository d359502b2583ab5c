/** Starts extension hosts in a real VS Code, one after the other, and collects what activationProbe.ts writes in them. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { makeProfile, type EditorProfile } from '../support/editor/editorProfile.ts';
import { installExtension, startEditorServer } from '../support/editor/editorServer.ts';
import { openBrowser } from '../support/editor/openBrowser.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { runProcess } from '../support/servers/runProcess.ts';
import type { HostReport } from './activationProbe.ts';

const root = join(import.meta.dirname, '../..');
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
const hostLimitMs = 60_000;
const betweenLooksMs = 100;

/** One report per extension host; the VSIX is ours. */
export async function activationRounds(vsix: string, rounds: number): Promise<readonly HostReport[]> {
  const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-bench-editor-'));
  const profile = makeProfile();
  try {
    await installExtension(profile, await packEmpty(folder));
    await installExtension(profile, await packProbe(folder));
    await installExtension(profile, vsix);
    return await watchHosts(profile, join(folder, 'report.jsonl'), rounds);
  } finally {
    profile.remove();
    removeFolder(folder);
  }
}

async function watchHosts(
  profile: EditorProfile,
  report: string,
  rounds: number,
): Promise<readonly HostReport[]> {
  const server = await startEditorServer(profile, { environment: { SHADOW_SYNC_BENCH_REPORT: report } });
  try {
    const browser = await openBrowser(profile);
    try {
      const page = browser.context.pages()[0] ?? (await browser.context.newPage());
      const address = `${server.address}/?${new URLSearchParams({ folder: profile.workspace }).toString()}`;
      // The first one also waits for files that were never read before: it is run, and not counted.
      for (let round = 0; round <= rounds; round++) {
        await page.goto(address);
        await untilLines(report, round + 1);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
  return (await linesOf(report)).slice(1).map((line) => JSON.parse(line) as HostReport);
}

async function untilLines(file: string, count: number): Promise<void> {
  const giveUpAt = Date.now() + hostLimitMs;
  while ((await linesOf(file)).length < count) {
    if (Date.now() > giveUpAt) throw new Error('An extension host started without a word of the probe.');
    await pause(betweenLooksMs);
  }
}

async function linesOf(file: string): Promise<readonly string[]> {
  if (!existsSync(file)) return [];
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
}

/** The floor: an extension that does nothing. It is activated by nobody but the probe. */
async function packEmpty(folder: string): Promise<string> {
  const stage = join(folder, 'empty');
  await mkdir(stage);
  await writeFile(join(stage, 'main.js'), 'exports.activate = () => undefined;\n');
  return await pack(stage, []);
}

async function packProbe(folder: string): Promise<string> {
  const stage = join(folder, 'probe');
  await mkdir(stage);
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/activationProbe.ts'],
    outfile: join(stage, 'main.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  // Before all that wait for the end of the start, which ours does.
  return await pack(stage, ['*']);
}

async function pack(stage: string, activationEvents: readonly string[]): Promise<string> {
  const name = stage.slice(stage.lastIndexOf('/') + 1);
  const manifest = {
    name,
    publisher: 'shadow-sync-bench',
    version: '1.0.0',
    engines: { vscode: '^1.90.0' },
    main: './main.js',
    activationEvents,
  };
  await writeFile(join(stage, 'package.json'), JSON.stringify(manifest));
  const vsix = `${stage}.vsix`;
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--allow-star-activation',
  ];
  const packed = await runProcess(process.execPath, [vsce, 'package', ...options, '--out', vsix], {
    cwd: stage,
  });
  if (packed.code !== 0) throw new Error(`vsce package failed: ${packed.stderr}${packed.stdout}`);
  return vsix;
}
