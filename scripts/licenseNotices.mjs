import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The notices of the packages inside a bundle: their licenses let us ship them if we ship these texts too.
 * Takes the paths of the bundled files (an esbuild metafile's inputs); throws when a package has no license text.
 * @param {readonly string[]} inputs
 * @returns {string}
 */
export function licenseNotices(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort().map(notice).join('\n');
}

/**
 * Packages that name a license and ship no text of it (Microsoft's FAST, the toolkit's ground): the text is that of a
 * package of the same owner and license.
 * @type {ReadonlyMap<string, string>}
 */
const textsOfOwners = new Map([['@microsoft/', 'node_modules/@vscode/webview-ui-toolkit']]);

/** @param {string} folder */
function notice(folder) {
  /** @type {{ readonly name: string, readonly version: string, readonly license?: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = licenseFile(folder) ?? ownersLicense(name, license);
  if (path === null) throw new Error(`${name} ${version} (${license ?? 'no license'}) has no license text.`);
  // Apache-2.0, 4(d): a NOTICE file goes with the licence.
  const files = [path, ...noticeFiles(folder)];
  const text = files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n');
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}

/** @param {string} folder */
function noticeFiles(folder) {
  return readdirSync(folder)
    .filter((entry) => /^notice(\.txt)?$/i.test(entry))
    .map((entry) => join(folder, entry));
}

/** @param {string} folder */
function licenseFile(folder) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return file === undefined ? null : join(folder, file);
}

/**
 * @param {string} name
 * @param {string | undefined} license
 */
function ownersLicense(name, license) {
  const [, folder] = [...textsOfOwners].find(([owner]) => name.startsWith(owner)) ?? [];
  if (folder === undefined) return null;
  /** @type {{ readonly license?: string }} */
  const other = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return other.license === license ? licenseFile(folder) : null;
}
