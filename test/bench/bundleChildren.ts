import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** The measured programs, bundled as the product ships, so that nobody pays for stripping types. */
export interface Children {
  readonly folder: string;
  readonly floor: string;
  readonly analysis: string;
  readonly comparison: string;
  readonly cli: string;
  /** Goes before each of them. */
  readonly report: string;
  remove(): Promise<void>;
}

/** Bundles into a temporary folder of its own; `dist/` stays as it is. */
export async function bundleChildren(): Promise<Children> {
  const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-bench-'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      floor: 'test/bench/floorChild.ts',
      analysis: 'test/bench/analysisChild.ts',
      comparison: 'test/bench/comparisonChild.ts',
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
    logLevel: 'warning',
  });
  return {
    folder,
    floor: join(folder, 'floor.js'),
    analysis: join(folder, 'analysis.js'),
    comparison: join(folder, 'comparison.js'),
    cli: join(folder, 'cli.js'),
    report: join(folder, 'report.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
