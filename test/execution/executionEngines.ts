/** The servers of the execution suites: of their own, because they write general logs, hang, restart and fill up. */
import { after, before, describe } from 'mocha';
import { ensureEngine } from '../support/servers/engines.ts';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { skip } from '../support/skip.ts';

/** Where crash and lock behaviour differ: MariaDB's own, and MySQL's atomic DDL with its metadata_locks table. */
const engines: readonly EngineName[] = ['mariadb-10.11', 'mysql-9'];

/** Declares a suite once per engine, with one server that writes a general log. */
export function eachExecutionEngine(
  title: string,
  body: (engine: EngineName, getServer: () => TestServer) => void,
): void {
  for (const engine of engines) {
    describe(`execution: ${title} [${engine}]`, () => {
      let server: TestServer | undefined;
      before(async function () {
        this.timeout(900_000);
        const installed = await ensureEngine(engine);
        if ('missing' in installed) skip(this, `${engine} is not here: ${installed.missing}`);
        server = await startServer(engine, { generalLog: true });
      });
      after(async function () {
        this.timeout(300_000);
        await server?.stop();
      });
      body(engine, () => {
        if (server === undefined) throw new Error(`${engine} runs only inside tests and hooks.`);
        return server;
      });
    });
  }
}
