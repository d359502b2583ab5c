import { basename } from 'node:path';
import { build } from 'esbuild';
import { webviewBundles } from '../bundles.mjs';

const root = new URL('../../', import.meta.url).pathname;

/** Files by name, as a browser asks for them. */
export type BuiltFiles = ReadonlyMap<string, Uint8Array>;

/** Bundles the panels as they ship, and the fake host that plays the editor for them. Nothing is written to disk. */
export async function buildFiles(isMinified: boolean): Promise<BuiltFiles> {
  const host = {
    entry: 'webview-ui/fakeHost/main.ts',
    outfile: 'dist/webview/fakeHost.js',
    options: { platform: 'browser', format: 'iife' },
  } as const;
  const results = await Promise.all(
    [...webviewBundles, host].map(({ entry, outfile, options }) =>
      build({
        ...options,
        absWorkingDir: root,
        entryPoints: [entry],
        outfile,
        bundle: true,
        minify: isMinified,
        legalComments: 'none',
        logLevel: 'warning',
        write: false,
      }),
    ),
  );
  return new Map(
    results.flatMap(({ outputFiles }) => outputFiles.map((file) => [basename(file.path), file.contents])),
  );
}
