import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Every file of code below the rooms. */
const sources = ['src', 'webview-ui', 'test', 'scripts'].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .map((path) => join(room, path)),
);

describe('names', () => {
  it('of files are camelCase', () => {
    const camelCase = /^[a-z][a-zA-Z0-9]*(\.test|\.d)?\.(ts|mjs)$/;
    assert.deepEqual(
      sources.filter((path) => !camelCase.test(basename(path))),
      [],
    );
  });

  it('say what a file does, not that it helps', () => {
    const catchAll = /(^(index|common|misc)|utils?|manager|helpers?)\.(ts|mjs)$/i;
    assert.deepEqual(
      sources.filter((path) => catchAll.test(basename(path))),
      [],
    );
  });
});
