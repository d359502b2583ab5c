/** This computer's files, as connections and imports see them. */
import { readFile, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { LocalFiles } from '../connection/localFiles.ts';

/** Certificates, keys and settings are small; a bound against what is something else (C8). */
const maxBytes = 10_000_000;

export const localFiles: LocalFiles = {
  get home() {
    return homedir().replace(/[/\\]+$/, '');
  },
  isWindows: process.platform === 'win32',
  variable(name) {
    const value = process.env[name];
    return value === '' ? undefined : value;
  },
  async readText(path) {
    try {
      if ((await stat(path)).size > maxBytes) throw new RangeError(`longer than ${maxBytes} bytes`);
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },
  async list(folder) {
    try {
      return await readdir(folder);
    } catch {
      // Not there, or not for us: either way there is nothing to be found.
      return [];
    }
  },
};

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
