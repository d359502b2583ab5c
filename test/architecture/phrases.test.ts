import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { phrasesIn, textsShownIn } from '../support/phraseTexts.ts';

const root = join(import.meta.dirname, '../..');
const part = join(root, 'l10n/parts/core.zh-cn.json');
const { phrases, plain } = phrasesIn(root);

function translations(): ReadonlyMap<string, string> {
  const json: unknown = JSON.parse(readFileSync(part, 'utf8'));
  return new Map(Object.entries(json ?? {}));
}

const chinese = translations();

/** `{0}`, `{1}`, … each as often as it stands there. */
function placeholders(text: string): string {
  return (text.match(/\{\d+\}/g) ?? []).sort().join();
}

describe('what the floors below the editor say', () => {
  it('is much, or nobody found it', () => {
    assert.ok(phrases.length > 500, String(phrases.length));
  });

  it('is all translated to Simplified Chinese', () => {
    const missing = phrases.filter(({ template }) => !chinese.has(template));
    assert.deepEqual(
      missing.map(({ place, template }) => `${place} ${template}`),
      [],
    );
  });

  it('leaves no translation over that nobody uses', () => {
    const used = new Set(phrases.map(({ template }) => template));
    assert.deepEqual(
      [...chinese.keys()].filter((template) => !used.has(template)),
      [],
    );
  });

  it('has the same placeholders in both languages', () => {
    const wrong = [...chinese].filter(([template, text]) => placeholders(template) !== placeholders(text));
    assert.deepEqual(wrong, []);
  });

  it('is really in Chinese, where it has words', () => {
    const wrong = [...chinese].filter(
      ([template, text]) =>
        /[a-z]{2}/i.test(template) && !/\p{Script=Han}/u.test(text.replaceAll(/\{\d+\}/g, '')),
    );
    // What two terms have in common is only what stands between them.
    assert.deepEqual(
      wrong.map(([template]) => template).filter((template) => template !== '{0} with {1}'),
      [],
    );
  });

  it('fills in no words that stay English', () => {
    const wrong = phrases.filter(({ literals }) => literals.length > 0);
    assert.deepEqual(
      wrong.map(({ place, literals }) => `${place} ${literals.join()}`),
      [],
    );
  });

  it('is seen by this test wherever it is plain text', () => {
    const gaps = [
      "throw new ParseRefusal('a name is expected', 0);",
      "throw cursor.refuse('a name is expected');",
      "throw new ShadowSyncError('usage', `no ${thing} here`, { remedy: 'Look again.' });",
      "const result = { ...base, reason: isGone ? 'it is gone' : null };",
      "const rule = { accepts, cause: 'is no host name' };",
      "log.write('info', 'The plan is the approved one.');",
      "this.#tell('started', task, `Run ${run} started.`);",
      "context.notice('The source moved on.');",
      "const field = { field: 'port', remedy: 'Give another one.' };",
    ];
    for (const gap of gaps) assert.equal(textsShownIn(gap).length > 0, true, gap);
    const fine = [
      'throw new ParseRefusal(phrase`a name is expected`, 0);',
      "const failed = { reason: error.message, code: 'no-such-table' };",
      "log.write('info', phrase`The plan is the approved one.`);",
    ];
    for (const text of fine) assert.deepEqual(textsShownIn(text), [], text);
  });

  it('is a phrase wherever an error, a remedy, a reason, a notice or a line of a log is shown', () => {
    assert.deepEqual(
      plain.map(({ place, text }) => `${place} ${text}`),
      [],
    );
  });
});
