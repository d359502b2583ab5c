import { isOnScreen } from './testSuites.mjs';

/** Where more files than this fail at once, it is the change that is at fault, not the moment. */
const MOST_FILES = 3;

/**
 * @typedef {import('./testSuites.mjs').FileResults} FileResults
 * @typedef {import('./testSuites.mjs').Suite} Suite
 * @typedef {import('./testSuites.mjs').SuiteResults} SuiteResults
 * @typedef {SuiteResults & { readonly unsteady: readonly string[] }} SteadiedResults `unsteady`: the files that failed
 *   first and passed then
 */

/**
 * Runs a suite; where it is drawn on a screen and few of its files failed, these alone are run once more, in a new window. A
 * window of VS Code decides for itself when it gives the focus back or draws a row, and on a busy machine a key now and then
 * comes too early. A file that passes then is named as unsteady, above the last line of `npm test`, with its first failure
 * where it happened: one to look into, but not a reason to doubt the change. All other suites have one attempt.
 * @param {Suite} suite
 * @param {(suite: Suite) => Promise<SuiteResults>} run
 * @param {(line: string) => void} onLine
 * @returns {Promise<SteadiedResults>}
 */
export async function runSteadied(suite, run, onLine) {
  const first = await run(suite);
  const files = isOnScreen(suite) ? filesToRepeat(suite, first) : [];
  if (files.length === 0) return { ...first, unsteady: [] };
  onLine(`once more: ${files.join(', ')}`);
  const second = await run({ ...suite, files });
  // What crashed, or ran less than before, proves nothing.
  if (
    second.problem !== undefined ||
    !files.every((file) => ranAsMuch(find(second, file), find(first, file)))
  ) {
    return { ...first, unsteady: [] };
  }
  return {
    files: [...first.files.filter(({ file }) => !files.includes(file)), ...second.files],
    unsteady: files.filter((file) => find(second, file)?.failed === 0),
  };
}

/**
 * @param {Suite} suite
 * @param {SuiteResults} results
 */
function filesToRepeat(suite, { files, problem }) {
  const failed = files.filter((each) => each.failed > 0).map(({ file }) => file);
  const isFew = problem === undefined && failed.length <= MOST_FILES;
  // What failed outside any file (a hook of the whole suite) can't be repeated by a file.
  return isFew && failed.every((file) => suite.files.includes(file)) ? failed : [];
}

/**
 * @param {SuiteResults} results
 * @param {string} name
 */
function find({ files }, name) {
  return files.find(({ file }) => file === name);
}

/**
 * @param {FileResults | undefined} second
 * @param {FileResults | undefined} first
 */
function ranAsMuch(second, first) {
  if (second === undefined || first === undefined) return false;
  return second.passed + second.failed >= first.passed && second.skipped.length <= first.skipped.length;
}
