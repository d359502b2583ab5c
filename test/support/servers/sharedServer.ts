import { after, before, describe } from 'mocha';
import { skip } from '../skip.ts';
import { query, quoted } from './connect.ts';
import { engineNames, type EngineName } from './engineRecipe.ts';
import { ensureEngine } from './engines.ts';
import { startServer, type TestServer } from './startServer.ts';

const servers = new Map<EngineName, Promise<TestServer>>();
const databases = new Map<TestServer, Set<string>>();
let databasesMade = 0;

/** Fetching an engine for the first time may take minutes on a slow line. */
const setUpLimitMs = 900_000;

/** Names engines, separated by commas, when only those are wanted: a developer's short cut. */
const chosenEnginesVariable = 'SHADOW_SYNC_ENGINES';

// At import this stands at the root of the test process's suites: it runs after the last test of all files.
after('the shared test servers stop', async function () {
  this.timeout(300_000);
  const starting = [...servers.values()];
  servers.clear();
  databases.clear();
  // One that did not start has told the suite that wanted it.
  await Promise.allSettled(starting.map(async (each) => (await each).stop()));
});

/**
 * The one server of an engine that all suites of this test process share, started at the first call. Its
 * tests keep to databases of their own ({@link freshDatabase}) and leave global settings alone. Throws like
 * {@link startServer}.
 */
export function sharedServer(engine: EngineName): Promise<TestServer> {
  const known = servers.get(engine);
  if (known !== undefined) return known;
  const starting = startServer(engine);
  servers.set(engine, starting);
  return starting;
}

/**
 * Makes an empty database under a name that no other test of this server has and gives the name. It goes
 * with the server; a test that makes hundreds drops them itself with {@link dropDatabase}.
 */
export async function freshDatabase(server: TestServer): Promise<string> {
  databasesMade += 1;
  const name = `shadow_sync_${String(process.pid)}_${String(databasesMade)}`;
  await query(server, `CREATE DATABASE ${quoted(name)}`);
  const made = databases.get(server) ?? new Set();
  databases.set(server, made.add(name));
  return name;
}

/** Drops a database made by {@link freshDatabase}; refuses any other, which is not ours to drop. */
export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  if (databases.get(server)?.has(name) !== true)
    throw new Error(`${name} is not a database of freshDatabase.`);
  await query(server, `DROP DATABASE ${quoted(name)}`);
  databases.get(server)?.delete(name);
}

/**
 * Declares a suite once per engine, on its shared server; `getServer` may be called inside tests and hooks.
 * Where an engine can't be had, its suite is skipped with the reason.
 */
export function eachEngine(
  title: string,
  body: (engine: EngineName, getServer: () => TestServer) => void,
): void {
  for (const engine of engineNames) {
    describe(`${title} [${engine}]`, () => {
      let server: TestServer | undefined;
      before(async function () {
        this.timeout(setUpLimitMs);
        if (!isChosen(engine)) skip(this, `${engine} is not among ${chosenEnginesVariable}`);
        const installed = await ensureEngine(engine);
        if ('missing' in installed) skip(this, `${engine} is not here: ${installed.missing}`);
        server = await sharedServer(engine);
      });
      body(engine, () => {
        if (server === undefined) throw new Error(`${engine} runs only inside tests and hooks.`);
        return server;
      });
    });
  }
}

function isChosen(engine: EngineName): boolean {
  const chosen = process.env[chosenEnginesVariable];
  return chosen === undefined || chosen === '' || chosen.split(',').includes(engine);
}
