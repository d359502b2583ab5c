/**
 * Writes what is made from tables: `contributes` of package.json, package.nls*.json, and the bundle of translated
 * run-time texts from its parts (l10n/parts). `--check` only says what is out of date, with exit code 1.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeManifest } from '../src/editor/manifest/manifest.ts';

interface PackageJson {
  readonly capabilities: { readonly untrustedWorkspaces: Readonly<Record<string, unknown>> };
}

const root = join(import.meta.dirname, '..');
const { contributes, restricted, texts } = makeManifest();

const packageFile = join(root, 'package.json');
const packageJson = JSON.parse(readFileSync(packageFile, 'utf8')) as PackageJson;
const { untrustedWorkspaces } = packageJson.capabilities;
const capabilities = {
  ...packageJson.capabilities,
  untrustedWorkspaces: { ...untrustedWorkspaces, restrictedConfigurations: restricted },
};
const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));

const files = new Map<string, unknown>([
  ['package.json', { ...packageJson, capabilities, contributes }],
  ['package.nls.json', Object.fromEntries(sorted.map(([key, { en }]) => [key, en]))],
  ['package.nls.zh-cn.json', Object.fromEntries(sorted.map(([key, { zh }]) => [key, zh]))],
  ['l10n/bundle.l10n.zh-cn.json', bundle('zh-cn')],
]);

const stale: string[] = [];
for (const [file, content] of files) {
  const path = join(root, file);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (read(path) === text) continue;
  stale.push(file);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
}
if (process.argv.includes('--check')) {
  for (const file of stale) console.error(`${file} is out of date: run "npm run manifest"`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  console.log(stale.length === 0 ? 'nothing to write' : `wrote ${stale.join(', ')}`);
}

/** The parts of one language together; a text that two parts translate differently is a mistake: the bundle has one place for it. */
function bundle(language: string): Record<string, string> {
  const folder = join(root, 'l10n/parts');
  const all = new Map<string, string>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(`.${language}.json`))
    .sort()) {
    const part = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    for (const [english, translated] of Object.entries(part)) {
      const other = all.get(english);
      if (other !== undefined && other !== translated) {
        throw new Error(
          `l10n/parts/${file} translates ${JSON.stringify(english)} in another way than another part`,
        );
      }
      all.set(english, translated);
    }
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
