import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rails } from './rails.ts';

const root = path.join(import.meta.dirname, '..', '..');

describe('rails', () => {
  for (const { name, file, text, broken, test } of rails) {
    it(`${name}: stands where the table says, once, and its test is there`, () => {
      assert.equal(readFileSync(path.join(root, file), 'utf8').split(text).length, 2, file);
      assert.notEqual(text, broken);
      assert.ok(existsSync(path.join(root, test)), test);
    });
  }
});
