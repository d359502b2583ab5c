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

/** @param {string} folder */
function notice(folder) {
  /** @type {{ readonly name: string, readonly version: string, readonly license?: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined)
    throw new Error(`${name} ${version} (${license ?? 'no license'}) has no license text.`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
