import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { root } from './bootstrap.mjs';
import { runTool } from './runTool.mjs';

/** Folders of test/ that hold suites of their own; every other folder belongs to `unit`. Longest first. */
const OWN_SUITES = ['property', 'execution', 'e2e', 'contract', 'webview', 'host', 'cli'];

/** The suites that are drawn by a browser; all but the panels' own need the editor as well. */
const SUITES_ON_SCREEN = ['e2e', 'host', 'webview'];

/** Bundles its tests and runs them inside an extension host, where mocha can't be started as a program. */
const HOST_SUITE = 'test/support/editor/hostSuite.ts';

/** So many files are handed over by their names: hundreds of names would not fit a Windows command line. */
const MOST_NAMED_FILES = 10;

/** A suite that has written its results has this long to end by itself. */
const EXIT_GRACE_MS = 180_000;

/** A suite that never ends is a failure, not a wait. */
const SUITE_LIMIT_MS = 60 * 60_000;
const LAWS_LIMIT_MS = 12 * SUITE_LIMIT_MS;

/**
 * @typedef {{ readonly name: string, readonly files: readonly string[] }} Suite `files`: from the repository, with `/`
 * @typedef {{ readonly title: string, readonly reason: string }} Skipped
 * @typedef {{ readonly file: string, readonly passed: number, readonly failed: number, readonly skipped: readonly Skipped[] }} FileResults
 * @typedef {{ readonly files: readonly FileResults[], readonly problem?: string }} SuiteResults `problem`: why it failed
 *   whatever its tests did
 */

/**
 * The suites that have files, in the order in which they start.
 * @returns {Suite[]}
 */
export function findSuites() {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file.split(sep).join('/')}`)
    .sort();
  const belongsTo = (/** @type {string} */ file) => {
    const [, folder = ''] = file.split('/');
    return OWN_SUITES.includes(folder) ? folder : 'unit';
  };
  return [...OWN_SUITES, 'unit']
    .map((name) => ({ name, files: files.filter((file) => belongsTo(file) === name) }))
    .filter(({ files: found }) => found.length > 0);
}

/** @param {Suite} suite whether it needs what the step `editor` prepares */
export function isOnScreen({ name }) {
  return SUITES_ON_SCREEN.includes(name);
}

/**
 * Runs one suite in a mocha of its own and counts what it did. A suite that crashed, left no results or ran
 * nothing has failed, whatever its exit code says.
 * @param {Suite} suite
 * @param {{ environment: NodeJS.ProcessEnv, grep: string | undefined, onLine: (line: string) => void }} options
 * @returns {Promise<SuiteResults>}
 */
export async function runSuite(suite, { environment, grep, onLine }) {
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-results-'));
  const resultFile = join(folder, 'results.json');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove); // a stopped run never comes to its finally
  const watch = watchForHanging(resultFile, environment['SHADOW_SYNC_LAW_RUNS'] !== undefined);
  try {
    const exit = await runTool({
      command: [...program(suite), ...grepArguments(grep)].join(' '),
      environment: { ...environment, SHADOW_SYNC_RESULTS: resultFile },
      onLine,
      giveUp: watch.giveUp,
    });
    return judge(resultFile, watch.reason() ?? exit, grep !== undefined);
  } finally {
    watch.end();
    process.off('exit', remove);
    remove();
  }
}

/** @param {Suite} suite */
function program(suite) {
  if (suite.name === 'host') return ['node', HOST_SUITE, ...suite.files.map((file) => `--file ${file}`)];
  return ['mocha', '--reporter', 'test/support/reporter.ts', ...patterns(suite)];
}

/** @param {Suite} suite */
function patterns({ files }) {
  if (files.length <= MOST_NAMED_FILES) return files;
  const folders = new Set(files.map((file) => file.split('/')[1] ?? ''));
  return [...folders].map((folder) =>
    JSON.stringify(folder.endsWith('.ts') ? `test/${folder}` : `test/${folder}/**/*.test.ts`),
  );
}

/** @param {string | undefined} grep */
function grepArguments(grep) {
  if (grep === undefined) return [];
  // Single quotes keep $ and backquotes of a pattern away from a POSIX shell; cmd.exe knows double ones only.
  const quoted =
    process.platform === 'win32' ? JSON.stringify(grep) : `'${grep.replaceAll("'", String.raw`'\''`)}'`;
  return ['--grep', quoted];
}

/**
 * @param {string} resultFile
 * @param {number | string} exit
 * @param {boolean} mayBeEmpty
 * @returns {SuiteResults}
 */
function judge(resultFile, exit, mayBeEmpty) {
  if (!existsSync(resultFile)) return { files: [], problem: `it left no results (${describeExit(exit)})` };
  /** @type {readonly FileResults[]} */
  const files = JSON.parse(readFileSync(resultFile, 'utf8'));
  if (files.length === 0) return mayBeEmpty ? { files } : { files, problem: 'it ran nothing' };
  if (exit !== 0 && files.every(({ failed }) => failed === 0)) {
    return { files, problem: `every test passed, but ${describeExit(exit)}` };
  }
  return { files };
}

/** @param {number | string} exit */
function describeExit(exit) {
  return typeof exit === 'number' ? `it ended with ${exit}` : `it was ended: ${exit}`;
}

/**
 * Ends a suite that hangs, and knows why it was ended.
 * @param {string} resultFile
 * @param {boolean} manyRuns
 */
function watchForHanging(resultFile, manyRuns) {
  const abort = new AbortController();
  const deadline = Date.now() + (manyRuns ? LAWS_LIMIT_MS : SUITE_LIMIT_MS);
  /** @type {number | undefined} */
  let writtenAt;
  /** @type {string | undefined} */
  let reason;
  const poll = setInterval(() => {
    if (writtenAt === undefined && existsSync(resultFile)) writtenAt = Date.now();
    if (writtenAt !== undefined && Date.now() - writtenAt > EXIT_GRACE_MS) {
      reason = 'its tests were over, but something it started kept it running';
    } else if (Date.now() > deadline) {
      reason = 'it took longer than a suite may take';
    }
    if (reason !== undefined) abort.abort();
  }, 1_000);
  return {
    giveUp: abort.signal,
    reason: () => reason,
    end: () => clearInterval(poll),
  };
}
