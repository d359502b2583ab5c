import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { removeFolder } from '../support/removeFolder.ts';

const root = join(import.meta.dirname, '../..');

/** The measured programs, bundled as the product ships, so that nobody pays for stripping types. */
export interface Children {
  readonly folder: string;
  readonly floor: string;
  readonly reading: string;
  readonly analysis: string;
  readonly comparison: string;
  readonly statements: string;
  readonly taskRun: string;
  readonly taskList: string;
  readonly cli: string;
  /** Goes before each of them. */
  readonly report: string;
  remove(): void;
}

/** What rows of a tree are made of, where there is no editor. */
const bareEditor: Plugin = {
  name: 'vscode',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'bare' }));
    bundle.onLoad({ filter: /.*/, namespace: 'bare' }, () => ({
      contents: `
        export const TreeItemCollapsibleState = { None: 0 };
        export class TreeItem { constructor(label, state) { this.label = label; this.collapsibleState = state; } }
        export class ThemeIcon { constructor(id, color) { this.id = id; this.color = color; } }
        export class ThemeColor { constructor(id) { this.id = id; } }
        export class MarkdownString {}
        export const l10n = { t: (text, ...values) => text.replace(/\\{(\\d)\\}/g, (_, i) => values[i]) };
        export const env = { language: 'en' };`,
    }));
  },
};

/** Bundles into a temporary folder of its own; `dist/` stays as it is. */
export async function bundleChildren(): Promise<Children> {
  const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-bench-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      floor: 'test/bench/floorChild.ts',
      reading: 'test/bench/readingChild.ts',
      analysis: 'test/bench/analysisChild.ts',
      comparison: 'test/bench/comparisonChild.ts',
      statements: 'test/bench/statementsChild.ts',
      taskRun: 'test/bench/taskRunChild.ts',
      taskList: 'test/bench/taskListChild.ts',
      report: 'test/bench/childReport.ts',
      cli: 'src/cli.ts',
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    // As esbuild.js does it with --production.
    format: 'cjs',
    target: 'node20',
    minify: true,
    keepNames: true,
    // ssh2 does without its native parts.
    external: ['cpu-features'],
    loader: { '.node': 'empty' },
    plugins: [bareEditor],
    logLevel: 'warning',
  });
  return {
    folder,
    floor: join(folder, 'floor.js'),
    reading: join(folder, 'reading.js'),
    analysis: join(folder, 'analysis.js'),
    comparison: join(folder, 'comparison.js'),
    statements: join(folder, 'statements.js'),
    taskRun: join(folder, 'taskRun.js'),
    taskList: join(folder, 'taskList.js'),
    cli: join(folder, 'cli.js'),
    report: join(folder, 'report.js'),
    remove: () => removeFolder(folder),
  };
}
