/** An OceanBase that somebody else runs: none can be started here, so its suites run only where one is named. */
import { after, before, describe, it } from 'mocha';
import { parseConnectionUrl } from '../../../src/compose.ts';
import { skip } from '../skip.ts';
import { query, quoted, type ServerAddress } from './connect.ts';

/** Names the server: `oceanbase://user%40tenant:password@host:2881`, an account that may make and drop databases. */
const urlVariable = 'OCEANBASE_URL';

export interface OceanbaseServer extends ServerAddress {
  /** With what the variable says about account and TLS. */
  url(): string;
  /** Makes an empty database that no other run has; it goes when the suite ends. */
  freshDatabase(): Promise<string>;
}

/**
 * Declares a suite on the server of `OCEANBASE_URL`; without it, one test that is skipped with the reason. `getServer` may
 * be called inside tests and hooks.
 */
export function onOceanbase(title: string, body: (getServer: () => OceanbaseServer) => void): void {
  const url = process.env[urlVariable];
  describe(`${title} [oceanbase]`, () => {
    if (url === undefined || url === '') {
      it('runs on a real OceanBase', function () {
        skip(this, `${urlVariable} names no OceanBase (MySQL mode) to run on`);
      });
      return;
    }
    const made: string[] = [];
    let server: OceanbaseServer | undefined;
    before(() => {
      server = serverAt(url, made);
    });
    after(async () => {
      for (const name of made.splice(0)) {
        if (server !== undefined) await query(server, `DROP DATABASE IF EXISTS ${quoted(name)}`);
      }
    });
    body(() => {
      if (server === undefined) throw new Error('The server is known only inside tests and hooks.');
      return server;
    });
  });
}

function serverAt(url: string, made: string[]): OceanbaseServer {
  const { host, port, user, password } = parseConnectionUrl(url).target;
  const address = { host, port, user, password };
  return {
    ...address,
    url: () => url,
    freshDatabase: async () => {
      const name = `shadow_sync_ob_${Date.now().toString(36)}_${String(process.pid)}_${String(made.length)}`;
      made.push(name);
      await query(address, `CREATE DATABASE ${quoted(name)} DEFAULT CHARACTER SET utf8mb4`);
      return name;
    },
  };
}
