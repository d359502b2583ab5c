/** What the extension costs before anybody uses it: its start in a real VS Code, its sizes; and a tree of 5,000 tables. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { installBrowser } from '../../scripts/editor/browser.ts';
import { EditorUnavailable } from '../../scripts/editor/editorUnavailable.ts';
import { installEditor } from '../../scripts/editor/installEditor.ts';
import { packExtension } from '../../scripts/editor/packExtension.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { runProcess } from '../support/servers/runProcess.ts';
import type { ActivationTime, HostReport } from './activationProbe.ts';
import { activationRounds } from './activationRounds.ts';
import { ratio, tenths, whole, type BenchPage } from './benchPage.ts';
import { median } from './measureChild.ts';
import { treeTimes } from './treeTimes.ts';

const root = join(import.meta.dirname, '../..');

export async function benchEditor(page: BenchPage, rounds: number): Promise<void> {
  await buildAll();
  const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-bench-vsix-'));
  try {
    const vsix = join(folder, 'extension.vsix');
    await packExtension(vsix);
    await saySizes(page, vsix);
    await sayActivation(page, vsix, rounds);
    sayTree(page, rounds);
  } finally {
    removeFolder(folder);
  }
}

/** As it ships; what lies in dist may be of yesterday, or made for debugging. */
async function buildAll(): Promise<void> {
  const built = await runProcess(process.execPath, ['esbuild.js', '--production'], { cwd: root });
  if (built.code !== 0) throw new Error(`The build failed: ${built.stderr}${built.stdout}`);
}

async function saySizes(page: BenchPage, vsix: string): Promise<void> {
  const dist = join(root, 'dist');
  const names = await readdir(dist, { recursive: true });
  const bundles = names.filter((name) => name.endsWith('.js') && !name.startsWith('test')).sort();
  page.say('#### Sizes');
  page.sayTable(
    ['', 'kB', 'gzip kB'],
    [
      ...bundles.map((name): readonly string[] => {
        const content = readFileSync(join(dist, name));
        return [`dist/${name}`, whole(content.length / 1000), whole(gzipSync(content).length / 1000)];
      }),
      ['the VSIX', whole((await stat(vsix)).size / 1000), ''],
    ],
  );
}

async function sayActivation(page: BenchPage, vsix: string, rounds: number): Promise<void> {
  page.say('#### Start of the extension, each round in a new extension host of VS Code');
  let reports: readonly HostReport[];
  try {
    await Promise.all([installBrowser(), installEditor()]);
    reports = await activationRounds(vsix, rounds);
  } catch (error) {
    if (!(error instanceof EditorUnavailable)) throw error;
    page.say(`\nNot measured: ${error.message}\n`);
    return;
  }
  const of = (who: keyof HostReport, what: keyof ActivationTime): number =>
    median(reports.map((report) => report[who][what]));
  const worst = (who: keyof HostReport): number =>
    Math.max(...reports.map((report) => report[who].loadMs + report[who].activateMs));
  const row = (title: string, who: keyof HostReport): readonly string[] => [
    title,
    tenths(of(who, 'loadMs')),
    tenths(of(who, 'activateMs')),
    tenths(worst(who)),
    tenths(of(who, 'waitMs')),
    ratio(of(who, 'waitMs') / of('empty', 'waitMs')),
  ];
  page.sayTable(
    ['', 'load ms', 'activate ms', 'both, worst ms', 'waited ms', 'waited × floor'],
    [row('an empty extension', 'empty'), row('Shadow Sync', 'ours')],
  );
}

function sayTree(page: BenchPage, rounds: number): void {
  page.say('#### The rows of a database of 5,000 source tables in the connections tree');
  const times = treeTimes(rounds);
  const floor = times[0]?.ms ?? NaN;
  page.sayTable(
    ['', 'ms', '× floor'],
    times.map(({ title, ms }) => [title, tenths(ms), ratio(ms / floor)]),
  );
}
