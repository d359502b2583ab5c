import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The browser's own memory of the fields of a tab, which it offers again after a crash. VS Code has none: it is here
 * because the tests draw VS Code in a browser.
 */
const browserSession = /\/browser\/[^/]+\/Sessions\//;

/**
 * The files below a profile that hold this text, in any of the ways that programs write text to disk; the browser's
 * memory of typed fields is left out.
 */
export async function findInFiles(folder: string, text: string): Promise<readonly string[]> {
  const shapes = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text), 'utf8'),
    Buffer.from(Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -1), 'utf8'),
  ];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (browserSession.test(path)) continue;
    const content = await readFile(path).catch(goneMeanwhile);
    if (shapes.some((shape) => content.includes(shape))) found.push(path);
  }
  return found;
}

/** What ends while it is looked through removes some of its files, which then keep nothing. */
function goneMeanwhile(error: unknown): Buffer {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}
