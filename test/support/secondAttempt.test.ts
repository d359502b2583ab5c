import assert from 'node:assert/strict';
import { runSteadied } from '../../scripts/secondAttempt.mjs';
import type { FileResults, Suite, SuiteResults } from '../../scripts/testSuites.mjs';

const onScreen: Suite = { name: 'e2e', files: ['a', 'b', 'c', 'd', 'e'] };

/** Runs a suite whose attempts come to these results; gives the files of each attempt too. */
async function steadied(suite: Suite, attempts: readonly SuiteResults[]) {
  const runs: (readonly string[])[] = [];
  const lines: string[] = [];
  const run = (one: Suite): Promise<SuiteResults> => {
    runs.push(one.files);
    return Promise.resolve(attempts[runs.length - 1]!);
  };
  return { results: await runSteadied(suite, run, (line) => lines.push(line)), runs, lines };
}

function ran(marks: Readonly<Record<string, string>>, problem?: string): SuiteResults {
  const count = (text: string, mark: string): number => text.split(mark).length - 1;
  const files = Object.entries(marks).map(([file, text]): FileResults => {
    const skipped = Array.from({ length: count(text, '-') }, () => ({ title: 'one', reason: 'no window' }));
    return { file, passed: count(text, '.'), failed: count(text, '!'), skipped };
  });
  return problem === undefined ? { files } : { files, problem };
}

describe('a second attempt', () => {
  it('is made for the files alone that failed, and names one that passes then', async () => {
    const first = ran({ a: '..', b: '.!', c: '!', d: '.' });
    const { results, runs, lines } = await steadied(onScreen, [first, ran({ b: '..', c: '!' })]);
    assert.deepEqual(runs, [onScreen.files, ['b', 'c']]);
    assert.deepEqual(lines, ['once more: b, c']);
    assert.deepEqual(results.unsteady, ['b']);
    assert.deepEqual(results.files, ran({ a: '..', d: '.', b: '..', c: '!' }).files);
  });

  for (const [name, suite, first] of [
    ['when all is well', onScreen, ran({ a: '.' })],
    ['of a suite without a screen', { ...onScreen, name: 'execution' }, ran({ a: '!' })],
    ['where many files failed', onScreen, ran({ a: '!', b: '!', c: '!', d: '!' })],
    ['where the suite failed besides its tests', onScreen, ran({ a: '!' }, 'it was ended: SIGKILL')],
    ['where a hook of no file failed', onScreen, ran({ a: '.', 'root hooks': '!' })],
  ] as const) {
    it(`is not made ${name}`, async () => {
      const { results, runs, lines } = await steadied(suite, [first]);
      assert.equal(runs.length, 1);
      assert.deepEqual(lines, []);
      assert.deepEqual(results, { ...first, unsteady: [] });
    });
  }

  for (const [name, second] of [
    ['crashed', ran({ a: '.' }, 'it was ended: SIGKILL')],
    ['ran nothing of the file', ran({})],
    ['skipped what had failed', ran({ a: '-' })],
    ['ran fewer tests', ran({ a: '.' })],
  ] as const) {
    it(`proves nothing when it ${name}`, async () => {
      const first = ran({ a: '..!', b: '.' });
      const { results } = await steadied(onScreen, [first, second]);
      assert.deepEqual(results, { ...first, unsteady: [] });
    });
  }
});
