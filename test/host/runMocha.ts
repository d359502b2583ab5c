import Mocha from 'mocha';
import CompactReporter from '../support/reporter.ts';

/** A test file's name and what declares its suites. */
type TestFile = readonly [name: string, load: () => unknown];

/** Tells the suite's own lines from what the workbench says; test/support/editor/codeShim.ts looks for it. */
const lineMark = 'suite: ';

/**
 * Runs these files inside the extension host; rejects when a test failed or none ran, which makes the editor
 * end with 1.
 */
export async function runMocha(files: readonly TestFile[]): Promise<void> {
  const original = console;
  const log = (...words: readonly unknown[]): void => {
    original.log(lineMark + words.map(String).join(' '));
  };
  // VS Code keeps its console's own methods from being replaced.
  globalThis.console = { ...original, log };
  const grep = process.env['SHADOW_SYNC_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 900_000,
    // Mocha calls the constructor and nothing else; only its types ask for its own base class.
    reporter: CompactReporter as unknown as Mocha.ReporterConstructor,
    forbidOnly: true,
    ...(grep === undefined || grep === '' ? {} : { grep }),
  });
  for (const [name, load] of files) {
    // What mocha does around loading a file: it puts describe and it in place and notes whose suites follow.
    mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, name, mocha);
    load();
  }
  let tests = 0;
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve).on(Mocha.Runner.constants.EVENT_TEST_END, () => (tests += 1));
  });
  if (tests === 0) throw new Error('no test ran');
  if (failures > 0) throw new Error(`${String(failures)} tests failed`);
}
