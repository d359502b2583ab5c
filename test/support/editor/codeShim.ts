/**
 * Stands where @vscode/test-electron expects VS Code's program: takes the same arguments, runs the extension's
 * tests in a code-server with a throw-away profile, and ends with their exit code.
 */
import { cpSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { startEditorServer, type EditorServer } from './editorServer.ts';
import { makeProfile } from './editorProfile.ts';
import { keepEvidence } from './keepEvidence.ts';
import { openBrowser } from './openBrowser.ts';

/** Longer than the whole suite takes on a slow machine, and shorter than a suite may take. */
const limitMs = 3_000_000;

/** What test/host/runMocha.ts puts before each of its lines. */
const lineMark = 'suite: ';

/** The workbench's own talk is printed only when asked for, and its end when no test got to say anything. */
const isTalkative = (process.env['SHADOW_SYNC_HOST_LOG'] ?? '') !== '';
const talk: string[] = [];
let hasSpoken = false;

process.exitCode = await runExtensionTests();

async function runExtensionTests(): Promise<number> {
  const profile = makeProfile();
  const folder = process.argv.slice(2).find((word) => !word.startsWith('-'));
  if (folder !== undefined) cpSync(folder, profile.workspace, { recursive: true });
  let page: Page | undefined;
  let code = 1;
  const server = await startEditorServer(profile, { isTestDriver: true });
  const browser = await openBrowser(profile);
  try {
    page = await browser.context.newPage();
    code = await exitOf(page, testAddress(server, profile.workspace));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  if (code !== 0 && !hasSpoken) console.error(talk.slice(-40).join('\n'));
  if (code !== 0) console.error(`The editor's logs: ${await keepEvidence('host', profile, page)}`);
  await browser.close();
  await server.stop();
  profile.remove();
  return code;
}

/** The address that opens the workbench with the extension under development and its tests. */
function testAddress(server: EditorServer, workspace: string): string {
  const remote = (path: string): string => `vscode-remote://${server.authority}${encodeURI(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(argument('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(argument('extensionTestsPath'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `${server.address}/?${query.toString()}`;
}

function argument(name: string): string {
  const start = `--${name}=`;
  const found = process.argv.find((word) => word.startsWith(start));
  if (found === undefined) throw new Error(`${start}… is missing`);
  return found.slice(start.length);
}

/** Waits for the exit code that the extension host gives; the tests' own output is printed meanwhile. */
async function exitOf(page: Page, address: string): Promise<number> {
  await page.exposeFunction('codeAutomationLog', (kind: string, words: readonly unknown[]) => {
    print(kind, words.map(String).join(' '));
  });
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<number>((resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The tests in the editor did not end within ${String(limitMs / 1000)} s.`));
    }, limitMs);
    page.once('crash', () => {
      reject(new Error("The browser's page crashed."));
    });
    // Once the address is open the page calls it, and not before.
    page
      .exposeFunction('codeAutomationExit', resolve)
      .then(() => page.goto(address, { timeout: limitMs }))
      .catch(reject);
  });
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}

function print(kind: string, message: string): void {
  if (message.startsWith(lineMark)) {
    hasSpoken = true;
    console.log(message.slice(lineMark.length));
  } else if (isTalkative) {
    console.log(kind, message);
  } else {
    talk.push(`${kind} ${message}`);
  }
}
