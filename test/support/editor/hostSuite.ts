/**
 * Runs test/host in a real extension host through @vscode/test-electron: in code-server, or in the desktop VS
 * Code that SHADOW_SYNC_VSCODE names. Takes `--grep PATTERN` and `--file NAME …`; results go where SHADOW_SYNC_RESULTS says.
 */
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { installBrowser } from '../../../scripts/editor/browser.ts';
import { EditorUnavailable } from '../../../scripts/editor/editorUnavailable.ts';
import { installEditor } from '../../../scripts/editor/installEditor.ts';
import { removeFolder } from '../removeFolder.ts';
import { EngineUnavailable } from '../servers/engineRecipe.ts';
import { startServer } from '../servers/startServer.ts';
import { repository } from './artefacts.ts';
import { bundleHostSuite } from './bundleHostSuite.ts';

const { grep, file: files } = parseArgs({
  options: { grep: { type: 'string' }, file: { type: 'string', multiple: true } },
}).values;

try {
  await runHostSuite();
} catch (error) {
  if (!(error instanceof EditorUnavailable || error instanceof EngineUnavailable)) throw error;
  reportSkipped(error.message);
}

async function runHostSuite(): Promise<void> {
  const desktop = process.env['SHADOW_SYNC_VSCODE'] ?? '';
  if (desktop === '') {
    await installEditor();
    await installBrowser();
  }
  const suite = await bundleHostSuite(files);
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-host-'));
  const results = process.env['SHADOW_SYNC_RESULTS'] ?? join(folder, 'results.json');
  const database = await startServer('mariadb-10.11');
  try {
    await runTests({
      extensionDevelopmentPath: repository,
      extensionTestsPath: suite,
      extensionTestsEnv: {
        SHADOW_SYNC_HOST_DATABASE: database.url(),
        SHADOW_SYNC_RESULTS: results,
        ...(grep === undefined ? {} : { SHADOW_SYNC_GREP: grep }),
      },
      ...(desktop === ''
        ? {
            vscodeExecutablePath: process.execPath,
            launchArgs: [join(import.meta.dirname, 'codeShim.ts'), folder],
          }
        : {
            vscodeExecutablePath: desktop,
            launchArgs: [folder, `--user-data-dir=${folder}/data`, `--extensions-dir=${folder}/extensions`],
          }),
      reuseMachineInstall: true, // no profile of its own: these arguments or the stand-in see to it
    });
    if (!existsSync(results)) throw new TestRunFailedError(undefined, undefined);
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    if (!existsSync(results))
      console.error('The suite of the extension host left no results: it ran nothing.');
    process.exitCode = 1;
  } finally {
    await database.stop();
    removeFolder(folder);
  }
}

/** The whole suite counts as one skipped test: without an editor nobody knows how many it has. */
function reportSkipped(reason: string): void {
  console.log(`The extension host's suite is not run: ${reason}`);
  const results = process.env['SHADOW_SYNC_RESULTS'];
  if (results === undefined) return;
  const skipped = [{ title: 'the suite of the extension host', reason }];
  writeFileSync(results, JSON.stringify([{ file: 'test/host', passed: 0, failed: 0, skipped }]));
}
