import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../../scripts/cacheFolder.ts';
import { removeFolder } from '../removeFolder.ts';
import { EngineUnavailable, type EngineName, type EngineRecipe, type Installation } from './engineRecipe.ts';
import { withFolderLock } from './folderLock.ts';
import { mariadb1011Recipe, mariadb118Recipe } from './mariadbRecipes.ts';
import { mysql56Recipe } from './mysql56Recipe.ts';
import { mysql9Recipe } from './mysql9Recipe.ts';

/** An engine that can be started: its program, and a data directory to copy. */
export interface InstalledEngine {
  readonly recipe: EngineRecipe;
  readonly installation: Installation;
  /** Whether it was there already, so that nothing had to be fetched or made. */
  readonly isCached: boolean;
  /**
   * The prepared data directory for a server with these arguments: made once, never written to by a server.
   * Throws {@link EngineUnavailable} when the server can't make it.
   */
  readonly dataTemplate: (args: readonly string[]) => Promise<string>;
}

/** The answer when an engine can't be had here, with the reason as a sentence part. */
export interface MissingEngine {
  readonly missing: string;
}

/** What the cache remembers about an engine: how it was installed, or why it could not be. */
interface Stamp {
  readonly revision: number;
  readonly installation: Installation;
  readonly serverFileId: string;
}

const recipes: Readonly<Record<EngineName, EngineRecipe>> = {
  'mariadb-10.11': mariadb1011Recipe,
  'mariadb-11.8': mariadb118Recipe,
  'mysql-5.6': mysql56Recipe,
  'mysql-9': mysql9Recipe,
};

/** A failed attempt is not repeated for this long, or every test process would wait for the network anew. */
const failureHoldsMs = 600_000;

const answers = new Map<EngineName, Promise<InstalledEngine | MissingEngine>>();

/** Which dialect an engine speaks. */
export function dialectOf(engine: EngineName): 'mysql' | 'mariadb' {
  return recipes[engine].dialect;
}

/**
 * Makes an engine available, fetching it into the cache the first time; any number of processes may ask at
 * once. A recent failure is answered from memory unless `retry` is set. Rejects only on a fault of ours:
 * an engine that can't be had is an answer.
 */
export function ensureEngine(
  engine: EngineName,
  options: { readonly retry?: boolean } = {},
): Promise<InstalledEngine | MissingEngine> {
  const known = options.retry === true ? undefined : answers.get(engine);
  if (known !== undefined) return known;
  const answer = ensure(recipes[engine], options.retry ?? false);
  answers.set(engine, answer);
  return answer;
}

async function ensure(recipe: EngineRecipe, retry: boolean): Promise<InstalledEngine | MissingEngine> {
  if (process.platform !== 'linux') return { missing: 'the test servers run on Linux only' };
  const folder = join(cacheFolder(), 'engines', recipe.name);
  try {
    const cached = await readStamp(folder, recipe);
    if (cached !== undefined) return await ready(recipe, cached, folder, true);
    return await withFolderLock(`${folder}.lock`, async () => {
      // Another process may have done the work while we waited.
      const stamped = await readStamp(folder, recipe);
      if (stamped !== undefined) return await ready(recipe, stamped, folder, true);
      const failure = retry ? undefined : await recentFailure(folder);
      if (failure !== undefined) return { missing: failure };
      return await ready(recipe, await install(recipe, folder), folder, false);
    });
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'failure.txt'), error.message);
    return { missing: error.message };
  }
}

async function ready(
  recipe: EngineRecipe,
  installation: Installation,
  folder: string,
  isCached: boolean,
): Promise<InstalledEngine> {
  const dataTemplate = (args: readonly string[]): Promise<string> =>
    preparedData(recipe, installation, folder, args);
  const hadData = await isFolder(templateFolder(recipe, installation, folder, []));
  await dataTemplate([]);
  return { recipe, installation, isCached: isCached && hadData, dataTemplate };
}

/** Installs into a fresh folder and stamps it last, so that an interrupted attempt is never taken for a whole one. */
async function install(recipe: EngineRecipe, folder: string): Promise<Installation> {
  removeFolder(folder);
  await mkdir(folder, { recursive: true });
  const installation = await recipe.install(join(folder, 'program'));
  const serverFileId = await fileId(installation.serverFile);
  const stamp: Stamp = { revision: recipe.revision, installation, serverFileId };
  await writeFile(join(folder, 'stamp.tmp'), JSON.stringify(stamp, undefined, 2));
  await rename(join(folder, 'stamp.tmp'), join(folder, 'stamp.json'));
  return installation;
}

async function readStamp(folder: string, recipe: EngineRecipe): Promise<Installation | undefined> {
  const text = await readFile(join(folder, 'stamp.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stamp = JSON.parse(text) as Stamp;
  if (stamp.revision !== recipe.revision) return undefined;
  // A server that was upgraded or removed since makes the installation and its data directories void.
  const now = await fileId(stamp.installation.serverFile).catch(() => undefined);
  return now === stamp.serverFileId ? stamp.installation : undefined;
}

async function fileId(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${String(size)} ${String(mtimeMs)}`;
}

async function recentFailure(folder: string): Promise<string | undefined> {
  const file = join(folder, 'failure.txt');
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || Date.now() - found.mtimeMs > failureHoldsMs) return undefined;
  return await readFile(file, 'utf8');
}

async function preparedData(
  recipe: EngineRecipe,
  installation: Installation,
  folder: string,
  args: readonly string[],
): Promise<string> {
  const template = templateFolder(recipe, installation, folder, args);
  if (await isFolder(template)) return template;
  return await withFolderLock(`${template}.lock`, async () => {
    if (await isFolder(template)) return template;
    const attempt = await mkdtemp(join(folder, 'attempt-'));
    const initArgs = initOnlyArgs(recipe, args);
    try {
      await recipe.fillDataDirectory(installation, join(attempt, 'data'), initArgs);
      await rename(join(attempt, 'data'), template);
    } finally {
      removeFolder(attempt);
      await removeLeftovers(folder);
    }
    return template;
  });
}

/** Attempts of processes that were killed stay behind; a day is longer than any attempt takes. */
async function removeLeftovers(folder: string): Promise<void> {
  const day = 86_400_000;
  for (const name of (await readdir(folder)).filter((each) => each.startsWith('attempt-'))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > day) removeFolder(path);
  }
}

function templateFolder(
  recipe: EngineRecipe,
  installation: Installation,
  folder: string,
  args: readonly string[],
): string {
  const initArgs = initOnlyArgs(recipe, args);
  const variant = createHash('sha256').update(initArgs.join('\n')).digest('hex').slice(0, 8);
  const suffix = initArgs.length === 0 ? '' : `-${variant}`;
  return join(folder, `data-${installation.version}${suffix}`);
}

function initOnlyArgs(recipe: EngineRecipe, args: readonly string[]): readonly string[] {
  const pattern = recipe.initOnlyArg;
  return pattern === undefined ? [] : args.filter((arg) => pattern.test(arg));
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}
