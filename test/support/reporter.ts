import { writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { skipReason } from './skip.ts';

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** What scripts/testSuites.mjs reads back of each test file; SHADOW_SYNC_RESULTS names where. */
interface FileResults {
  /** From the repository, with `/`. */
  readonly file: string;
  passed: number;
  failed: number;
  readonly skipped: { readonly title: string; readonly reason: string }[];
}

/** What is printed of the file that runs. */
interface FileProgress {
  readonly results: FileResults;
  marks: string;
  readonly failures: string[];
}

/**
 * One line per test file (`.` passed, `!` failed, `-` skipped), failing tests in full below it, and the
 * results as JSON once everything, the last hook included, has run.
 */
class CompactReporter {
  readonly #results = new Map<string, FileResults>();
  #current: FileProgress | undefined;

  constructor(runner: Mocha.Runner) {
    runner.on(EVENT_TEST_PASS, (test) => {
      const progress = this.#file(test);
      progress.results.passed += 1;
      progress.marks += '.';
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      const reason = skipReason(test) ?? 'no reason given';
      const progress = this.#file(test);
      progress.results.skipped.push({ title: test.fullTitle(), reason });
      progress.marks += '-';
    });
    // A failing hook is reported as a failing test, under the hook's name.
    runner.on(EVENT_TEST_FAIL, (testOrHook, error: unknown) => {
      const progress = this.#file(testOrHook);
      progress.results.failed += 1;
      progress.marks += '!';
      progress.failures.push(describeFailure(testOrHook, error));
    });
    runner.on(EVENT_RUN_END, () => {
      this.#printFile();
      const resultFile = process.env['SHADOW_SYNC_RESULTS'];
      if (resultFile !== undefined) writeFileSync(resultFile, JSON.stringify([...this.#results.values()]));
    });
  }

  #file(runnable: Mocha.Runnable): FileProgress {
    const path = runnable.file ?? runnable.parent?.file;
    const known = this.#current?.results.file ?? 'root hooks';
    const file = path === undefined ? known : relative('', path).split(sep).join('/');
    if (this.#current?.results.file !== file) {
      this.#printFile();
      const results = this.#results.get(file) ?? { file, passed: 0, failed: 0, skipped: [] };
      this.#results.set(file, results);
      this.#current = { results, marks: '', failures: [] };
    }
    return this.#current;
  }

  #printFile(): void {
    if (this.#current === undefined) return;
    const { results, marks, failures } = this.#current;
    this.#current = undefined;
    console.log(`${failures.length === 0 ? 'ok    ' : 'not ok'} ${results.file} ${marks}`);
    for (const failure of failures) console.log(failure);
  }
}

/** The title, then all of the error: message, difference, stack, causes. */
function describeFailure(runnable: Mocha.Runnable, error: unknown): string {
  const text = inspect(error, { depth: 6, maxStringLength: 20_000 })
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules\/mocha\/|node:internal)/.test(line));
  return [`  ✗ ${runnable.fullTitle()}`, ...text.map((line) => `      ${line}`)].join('\n');
}

export default CompactReporter;
