import { skip } from './skip.ts';

/**
 * For a suite in which each step goes on where the one before it ended, as a person does: after one that failed the others
 * are skipped. Mocha's own `bail` would leave out, without a word, what other files have of such suites too.
 */
export function stepByStep(): void {
  let failed: string | undefined;
  beforeEach('an earlier step is looked at', function () {
    if (failed !== undefined) skip(this, `it goes on from "${failed}", which failed`);
  });
  afterEach('the step is looked at', function () {
    if (this.currentTest?.state === 'failed') failed ??= this.currentTest.title;
  });
}
