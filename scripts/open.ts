/**
 * `npm run open`: a VS Code in the browser with the packaged extension, and a throw-away MariaDB with the sample
 * database, a connection to which is there already. Stays until Ctrl-C and leaves nothing behind.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openConnections } from '../src/compose.ts';
import { connectionFromUrl } from '../src/connection/connectionFromUrl.ts';
import { makeProfile, type EditorProfile } from '../test/support/editor/editorProfile.ts';
import { installExtension, startEditorServer } from '../test/support/editor/editorServer.ts';
import { EngineUnavailable } from '../test/support/servers/engineRecipe.ts';
import { startServer, type TestServer } from '../test/support/servers/startServer.ts';
import { EditorUnavailable } from './editor/editorUnavailable.ts';
import { makeShop } from './sample/makeShop.ts';
import { packExtension } from './editor/packExtension.ts';

/** What is undone when it is over, the last first. */
const undo: (() => Promise<void> | void)[] = [];

const stop = new AbortController();
const isOver = (): boolean => stop.signal.aborted;
const over = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isOver()) process.exit(1);
      stop.abort();
      console.log('\nStopping …');
      resolve();
    });
  }
});

try {
  const address = await open();
  if (address !== undefined) {
    console.log(`\n    ${address}\n\nOpen it in a browser of this computer. Ctrl-C ends it all.`);
    await over;
  }
} catch (error) {
  if (!(error instanceof EditorUnavailable || error instanceof EngineUnavailable)) throw error;
  console.error(`VS Code can't be opened here: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const each of undo.reverse()) await each();
}
console.log('The editor and the server are stopped and their files are gone.');

/** The address of the window; undefined when it was over before it was open. */
async function open(): Promise<string | undefined> {
  console.log('Starting a throw-away MariaDB with the sample database shop …');
  const database = await startServer('mariadb-10.11');
  undo.push(() => database.stop());
  await makeShop(database);
  if (isOver()) return undefined;
  console.log('Starting VS Code (fetched into the cache the first time, about a minute) …');
  const profile = makeProfile();
  undo.push(() => {
    profile.remove();
  });
  await installPackaged(profile);
  await addConnection(profile, database);
  if (isOver()) return undefined;
  const server = await startEditorServer(profile);
  undo.push(() => server.stop());
  await writeFile(join(profile.workspace, 'README.md'), 'Open **Shadow Sync** in the activity bar.\n');
  return `${server.address}/?${new URLSearchParams({ folder: profile.workspace }).toString()}`;
}

async function installPackaged(profile: EditorProfile): Promise<void> {
  const vsix = join(profile.folder, 'extension.vsix');
  await packExtension(vsix);
  await installExtension(profile, vsix);
  await rm(vsix);
}

/** Through the product's own store. The account has no password, so there is no secret to keep. */
async function addConnection(profile: EditorProfile, database: TestServer): Promise<void> {
  const storage = join(profile.folder, 'data/User/globalStorage/shadow-sync.shadow-sync');
  await mkdir(storage, { recursive: true });
  const store = await openConnections(storage, console.log);
  const { connection } = connectionFromUrl(database.url('shop'), {
    id: randomUUID(),
    name: 'Sample shop',
    group: null,
    environment: 'development',
    createdAt: Date.now(),
  });
  await store.add([connection]);
  await store.close();
}
