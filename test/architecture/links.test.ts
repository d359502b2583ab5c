import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import config from '../../.dependency-cruiser.mjs';
import type { CommandSpec } from '../../src/editor/manifest/commandSpec.ts';
import { commands } from '../../src/editor/manifest/commands.ts';
import { settings } from '../../src/editor/manifest/settings.ts';

const root = join(import.meta.dirname, '../..');

/** What people read: the pages at the top, and docs/. */
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** A page without its blocks of code, in which brackets and # mean other things. */
function prose(page: string): string {
  return read(page).replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, '');
}

/** Links and pictures of Markdown, but not those to other places of the world. */
function localLinks(page: string): readonly string[] {
  const text = prose(page).replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** The anchors of a page's headings, as GitHub and VS Code make them. */
function anchors(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const made = [...prose(page).matchAll(/^#{1,6} +(.+?)\s*$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${String(before)}`;
  });
  return new Set(made);
}

/** What is wrong with a link of a page; null when it leads somewhere. */
function problem(page: string, link: string): string | null {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(root, join(root, dirname(page), decodeURIComponent(path)));
  if (target.startsWith('..') || !existsSync(join(root, target))) return `${page}: ${link} is not there`;
  if (anchor === undefined || anchors(target).has(anchor)) return null;
  return `${page}: ${target} has no heading #${anchor}`;
}

describe('what people read', () => {
  it('has links that lead to files and headings that there are', () => {
    const links = pages.flatMap((page) => localLinks(page).map((link) => ({ page, link })));
    assert.ok(links.length > 10);
    assert.deepEqual(
      links.flatMap(({ page, link }) => problem(page, link) ?? []),
      [],
    );
  });

  it('shows every picture of docs/images, and describes each', () => {
    const shown = pages.flatMap((page) =>
      [...prose(page).matchAll(/!\[([^\]]*)\]\(([^()\s]+)\)/g)].map(([, text = '', path = '']) => {
        assert.ok(text.trim().length > 10, `${page}: ${path} has no text for those who can't see it`);
        return relative(root, join(root, dirname(page), path));
      }),
    );
    const pictures = readdirSync(join(root, 'docs/images')).map((name) => join('docs/images', name));
    assert.deepEqual([...new Set(shown)].sort(), pictures.sort());
  });

  it('names commands of npm that package.json has', () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = '']) => ({ page, name })),
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(({ name }) => !(name in scripts)),
      [],
    );
  });

  it('names files and folders that there are', () => {
    const place = /(?<![\w./-])(?:docs|l10n|media|scripts|src|test|webview-ui|[.]github)\/[\w./-]*\w/g;
    const named = pages.flatMap((page) => [...read(page).matchAll(place)].map(([path]) => ({ page, path })));
    assert.ok(named.length > 50);
    assert.deepEqual(
      named.filter(({ path }) => !existsSync(join(root, path))),
      [],
    );
  });

  it('runs TypeScript with the Node that comes as a package: older ones can not', () => {
    const started = pages.flatMap((page) =>
      [...read(page).matchAll(/(npx )?\bnode (\S+\.ts)\b/g)].map(([, npx, file = '']) => ({
        page,
        npx,
        file,
      })),
    );
    assert.ok(started.length > 2);
    assert.deepEqual(
      started.filter(({ npx, file }) => npx === undefined || !existsSync(join(root, file))),
      [],
    );
  });

  it('explains every command and every setting of the editor', () => {
    const guide = read('docs/editor.md');
    const titles = Object.values<CommandSpec>(commands)
      .filter(({ isInPalette }) => isInPalette !== false)
      .map(({ title }) => title.en);
    assert.deepEqual(
      [...titles, ...Object.keys(settings)].filter((words) => !guide.includes(words)),
      [],
    );
  });

  it('shows the floors in the order of the import rules', () => {
    const upwards = (config.forbidden ?? []).flatMap(
      ({ name = '' }) => /^(\w+)-imports-downwards-only$/.exec(name)?.[1] ?? [],
    );
    const shown = [...read('docs/architecture.md').matchAll(/^ (\d) {2}(\w+)\//gm)].reverse();
    assert.deepEqual(
      shown.map(([, number, floor]) => `${number ?? ''} ${floor ?? ''}`),
      [...upwards, 'editor'].map((floor, i) => `${String(i + 1)} ${floor}`),
    );
  });

  it('has a place for every folder of src', () => {
    const page = read('docs/architecture.md');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    assert.deepEqual(
      folders
        .map(({ name }) => name)
        .filter((name) => !new RegExp(`(^ \\d {2}|^\\| \`)${name}/`, 'm').test(page)),
      [],
    );
  });

  it('names files of the house that there are', () => {
    const named = [...read('docs/architecture.md').matchAll(/`([\w/]+\.ts)`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, 'src', path)) && !existsSync(join(root, path))),
      [],
    );
  });
});
