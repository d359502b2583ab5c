import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { translatedCalls } from '../support/l10nTexts.ts';

const root = join(import.meta.dirname, '../..');
const parts = join(root, 'l10n/parts');

/** Checked elsewhere: the panels' own texts beside the panels (test/webview), phrases of the floors below in phrases.test.ts. */
const otherParts = /^(webview|core)/;

/** The one place where the text is none of the editor's: a phrase from below. */
const phraseShower = 'src/editor/ui/translated.ts';

const calls = translatedCalls(root, 'src/editor').filter(({ place }) => !place.startsWith(phraseShower));
const translations = new Map(
  readdirSync(parts)
    .filter((name) => name.endsWith('.zh-cn.json') && !otherParts.test(name))
    .flatMap((name) => {
      const part = JSON.parse(readFileSync(join(parts, name), 'utf8')) as Record<string, string>;
      return Object.entries(part).map(([text, chinese]) => [text, { name, chinese }] as const);
    }),
);

/** `{0}`, `{1}`, … that stand in a text, each once, in order. */
function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

describe('the texts of the editor', () => {
  it('are many, or nobody found them', () => {
    assert.ok(calls.length > 100, String(calls.length));
  });

  it('are literals, which can be found and translated', () => {
    assert.deepEqual(
      calls.filter(({ text }) => text === null).map(({ place }) => place),
      [],
    );
  });

  it('are all translated to Simplified Chinese', () => {
    const missing = calls.filter(({ text }) => text !== null && !translations.has(text));
    assert.deepEqual([...new Set(missing.map(({ text, place }) => `${place} ${String(text)}`))], []);
  });

  it('leave no translation over that nobody uses', () => {
    const used = new Set(calls.map(({ text }) => text));
    const left = [...translations].filter(([text]) => !used.has(text));
    assert.deepEqual(
      left.map(([text, { name }]) => `${name}: ${text}`),
      [],
    );
  });

  it('have the same placeholders in both languages, and an argument for each', () => {
    const wrong = calls.filter(({ text, args }) => {
      const chinese = text === null ? undefined : translations.get(text)?.chinese;
      if (text === null || chinese === undefined) return false;
      const wanted = placeholders(text);
      return wanted.length > args || placeholders(chinese).join() !== wanted.join();
    });
    assert.deepEqual(
      wrong.map(({ place, text }) => `${place} ${String(text)}`),
      [],
    );
  });

  it('are really in Chinese', () => {
    const wrong = [...translations].filter(([, { chinese }]) => !/\p{Script=Han}/u.test(chinese));
    // Words that are the same in every language.
    assert.deepEqual(
      wrong.map(([text]) => text).filter((text) => text !== 'URL'),
      [],
    );
  });
});
