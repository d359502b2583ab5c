/**
 * Sets up the editor and the browser before the suites run, so that no suite waits for the network, and says
 * what is here. What can't be had is named; the suites that need it are then skipped with the same reason.
 */
import { installBrowser } from './browser.ts';
import { EditorUnavailable } from './editorUnavailable.ts';
import { installEditor } from './installEditor.ts';

async function prepare(name: string, work: () => Promise<string>): Promise<void> {
  const startedAt = performance.now();
  try {
    const what = await work();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${name.padEnd(9)}${what} ready (${seconds} s)\n`);
  } catch (error) {
    if (!(error instanceof EditorUnavailable)) throw error;
    process.stdout.write(`${name.padEnd(9)}not here: ${error.message}\n`);
  }
}

await Promise.all([
  prepare('browser', () => installBrowser({ isRetried: true })),
  prepare('editor', async () => `VS Code ${(await installEditor({ isRetried: true })).version}`),
]);
