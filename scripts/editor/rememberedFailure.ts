import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cacheFolder.ts';
import { EditorUnavailable } from './editorUnavailable.ts';

/** A failed attempt is not repeated for this long, or every test process would wait for the network anew. */
const failureHoldsMs = 600_000;

/**
 * Does the work, unless it failed a short while ago in this or another process: then it fails at once with the
 * same sentence. `isRetried` tries in any case.
 */
export async function withRememberedFailure<T>(
  name: string,
  isRetried: boolean,
  work: () => Promise<T>,
): Promise<T> {
  const file = join(cacheFolder(), `${name}-failure.txt`);
  const failure = isRetried ? undefined : await recentFailure(file);
  if (failure !== undefined) throw new EditorUnavailable(failure);
  try {
    const result = await work();
    await rm(file, { force: true });
    return result;
  } catch (error) {
    if (error instanceof EditorUnavailable) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, error.message);
    }
    throw error;
  }
}

async function recentFailure(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || Date.now() - found.mtimeMs > failureHoldsMs) return undefined;
  return await readFile(file, 'utf8').catch(() => undefined);
}
