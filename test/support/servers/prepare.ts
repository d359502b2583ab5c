/**
 * Sets up every test server before the suites run, so that no suite waits for the network, and says what is
 * here: one line per engine. Ends with 1 when MariaDB 10.11 can't be had, which no suite can do without.
 */
import { engineNames, type EngineName } from './engineRecipe.ts';
import { ensureEngine } from './engines.ts';
import { sweepAbandonedFolders } from './ownedFolder.ts';

const indispensable: EngineName = 'mariadb-10.11';
const nameWidth = Math.max(...engineNames.map((name) => name.length)) + 2;

async function prepareEngine(engine: EngineName): Promise<boolean> {
  const startedAt = performance.now();
  const installed = await ensureEngine(engine, { retry: true });
  const name = engine.padEnd(nameWidth);
  if ('missing' in installed) {
    process.stdout.write(`${name}not here: ${installed.missing}\n`);
    return false;
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const how = installed.isCached ? 'cached' : `set up in ${seconds} s`;
  process.stdout.write(`${name}${installed.installation.version.padEnd(10)}ready (${how})\n`);
  return true;
}

if (process.platform === 'linux') sweepAbandonedFolders();
for (const engine of engineNames) {
  const isReady = await prepareEngine(engine);
  if (!isReady && engine === indispensable) {
    process.stderr.write('The tests need a MariaDB 10.11 server; without it they are not run.\n');
    process.exitCode = 1;
  }
}
