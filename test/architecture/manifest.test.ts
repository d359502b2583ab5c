import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { CommandSpec, MenuPlace } from '../../src/editor/manifest/commandSpec.ts';
import { commands } from '../../src/editor/manifest/commands.ts';
import { makeManifest } from '../../src/editor/manifest/manifest.ts';
import { views } from '../../src/editor/manifest/views.ts';
import { walkthrough } from '../../src/editor/manifest/walkthrough.ts';
import { runProcess } from '../support/servers/runProcess.ts';

const root = join(import.meta.dirname, '../..');
const list = Object.entries<CommandSpec>(commands);
const texts = [...makeManifest().texts];

/** The commands that a place shows by their icon alone. */
function isIconOnly({ menu, group }: MenuPlace): boolean {
  return group.startsWith('inline') || (menu !== 'view/item/context' && group.startsWith('navigation'));
}

describe('the manifest', () => {
  it('is what its tables say', async () => {
    const check = await runProcess(process.execPath, ['scripts/manifest.ts', '--check'], { cwd: root });
    assert.equal(check.code, 0, check.stderr);
  });

  it('has every text in both languages', () => {
    const wrong = texts.filter(([, { en, zh }]) => en.trim() === '' || !/\p{Script=Han}/u.test(zh));
    assert.deepEqual(
      wrong.map(([key]) => key),
      [],
    );
  });

  it('names commands by noun and verb', () => {
    const wrong = list.map(([id]) => id).filter((id) => !/^shadowSync\.[a-z]\w*\.[a-z]\w*$/.test(id));
    assert.deepEqual(wrong, []);
  });

  it('gives two commands of the palette no title in common', () => {
    const titles = list
      .filter(([, { isInPalette }]) => isInPalette !== false)
      .map(([, { title }]) => title.en);
    assert.deepEqual(
      titles.filter((title, i) => titles.indexOf(title) !== i),
      [],
    );
  });

  it('has an icon for every command that is shown by its icon alone', () => {
    const without = list.filter(
      ([, { icon, menus = [] }]) => icon === undefined && menus.some((place) => isIconOnly(place)),
    );
    assert.deepEqual(
      without.map(([id]) => id),
      [],
    );
  });

  it('uses icons that there are', () => {
    const codicons = readFileSync(join(root, 'node_modules/@vscode/codicons/dist/codicon.css'), 'utf8');
    const wrong = list.filter(
      ([, { icon }]) => icon !== undefined && !codicons.includes(`.codicon-${icon}:`),
    );
    assert.deepEqual(
      wrong.map(([id, { icon }]) => `${id}: ${String(icon)}`),
      [],
    );
  });

  it('has four keybindings at most, each within a part of ours', () => {
    const keys = list.flatMap(([id, { key }]) => (key === undefined ? [] : [{ id, ...key }]));
    assert.ok(keys.length <= 4, JSON.stringify(keys));
    for (const { id, when } of keys) assert.match(when, /shadowSync|shadow-sync/, id);
  });

  it('has menus for views that there are', () => {
    const named = list.flatMap(([, { menus = [] }]) =>
      menus.flatMap(({ when }) => [...when.matchAll(/\bview == ([\w.]+)/g)].map(([, id]) => id)),
    );
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((id) => id === undefined || !(id in views)),
      [],
    );
  });

  it('links to commands that there are', () => {
    const links = texts.flatMap(([key, { en, zh }]) =>
      [en, zh].flatMap((text) =>
        [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id = '']) => ({ key, id })),
      ),
    );
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter(({ id }) => !(id in commands)),
      [],
    );
  });

  it('has a picture for each of the four steps of its walkthrough, drawn in the colours of the theme', () => {
    assert.equal(walkthrough.steps.length, 4);
    for (const { picture } of walkthrough.steps) {
      const svg = readFileSync(join(root, 'media/walkthrough', picture), 'utf8');
      assert.match(svg, /var\(--vscode-/, picture);
      assert.doesNotMatch(svg, /#[0-9a-f]{3,8}\b/i, `${picture} has a colour of its own`);
    }
  });

  it('names files that there are', () => {
    const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { icon: string };
    for (const file of [packageJson.icon, 'media/activityBar.svg']) {
      assert.ok(existsSync(join(root, file)), file);
    }
  });
});
