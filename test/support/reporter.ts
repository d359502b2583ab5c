import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { skipReason } from './skip.ts';

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** What scripts/test.mjs reads back from a suite; the file is named by SHADOW_SYNC_RESULTS. */
interface SuiteResults {
  passed: number;
  failed: number;
  readonly skipped: { readonly title: string; readonly reason: string }[];
}

/** What one test file has come to so far. */
interface FileProgress {
  readonly file: string;
  marks: string;
  readonly failures: string[];
}

/**
 * One line per test file (`.` passed, `!` failed, `-` skipped), failing tests in full below it, and the
 * results as JSON once everything, the last hook included, has run.
 */
class CompactReporter {
  readonly #results: SuiteResults = { passed: 0, failed: 0, skipped: [] };
  #current: FileProgress | undefined;

  constructor(runner: Mocha.Runner) {
    runner.on(EVENT_TEST_PASS, (test) => {
      this.#results.passed += 1;
      this.#file(test).marks += '.';
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      const reason = skipReason(test) ?? 'no reason given';
      this.#results.skipped.push({ title: test.fullTitle(), reason });
      this.#file(test).marks += '-';
    });
    // A failing hook is reported as a failing test, under the hook's name.
    runner.on(EVENT_TEST_FAIL, (testOrHook, error: unknown) => {
      this.#results.failed += 1;
      const progress = this.#file(testOrHook);
      progress.marks += '!';
      progress.failures.push(describeFailure(testOrHook, error));
    });
    runner.on(EVENT_RUN_END, () => {
      this.#printFile();
      const resultFile = process.env['SHADOW_SYNC_RESULTS'];
      if (resultFile !== undefined) writeFileSync(resultFile, JSON.stringify(this.#results));
    });
  }

  #file(runnable: Mocha.Runnable): FileProgress {
    const file = runnable.file ?? runnable.parent?.file ?? this.#current?.file ?? 'root hooks';
    if (this.#current?.file !== file) {
      this.#printFile();
      this.#current = { file, marks: '', failures: [] };
    }
    return this.#current;
  }

  #printFile(): void {
    if (this.#current === undefined) return;
    const { file, marks, failures } = this.#current;
    this.#current = undefined;
    console.log(`${failures.length === 0 ? 'ok    ' : 'not ok'} ${relative('', file)} ${marks}`);
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
