/** An Oracle server, or an Oracle tenant of OceanBase, that somebody else runs: suites on it run only where one is named. */
import { after, before, describe, it } from 'mocha';
import { parseConnectionUrl } from '../../../src/compose.ts';
import type { ConnectionTarget } from '../../../src/compose.ts';
import { connectTenant } from '../../../src/database/oceanbaseOracle/tenantConnection.ts';
import { connect, routesTo } from '../../../src/database/oracle/connect.ts';
import { routeTo } from '../../../src/database/serverRoute.ts';
import { skip } from '../skip.ts';

/**
 * `oracle://user:password@host:1521/service` and `oceanbase-oracle://user%40tenant:password@host:2881/SCHEMA`: accounts that
 * may make and drop tables in their own schema.
 */
const urlVariables = ['ORACLE_URL', 'OCEANBASE_ORACLE_URL'] as const;

export interface OracleTestServer {
  readonly isOceanBase: boolean;
  readonly schema: string;
  url(): string;
  /** Sends one statement. Throws ShadowSyncError. */
  run(sql: string): Promise<void>;
  /** A name that no other run has, of at most 24 characters; what has it or ends in it is dropped when the suite ends. */
  freshName(): string;
}

/** A connection that takes statements. */
interface Sender {
  statement(sql: string, limits: { readonly timeoutMs: number }): Promise<unknown>;
  close(): Promise<void>;
}

const limits = { timeoutMs: 120_000 };

/**
 * Declares a suite on each server that a variable names; without it, one test that is skipped with the reason.
 * `getServer` may be called inside tests and hooks.
 */
export function onOracle(title: string, body: (getServer: () => OracleTestServer) => void): void {
  for (const variable of urlVariables) {
    const url = process.env[variable];
    describe(`${title} [${variable.replace(/_URL$/, '').toLowerCase()}]`, () => {
      if (url === undefined || url === '') {
        it('runs on a real server', function () {
          skip(this, `${variable} names no server to run on`);
        });
        return;
      }
      const names: string[] = [];
      let sender: Sender | undefined;
      let server: OracleTestServer | undefined;
      before(async () => {
        const { target } = parseConnectionUrl(url);
        const opened = await openSender(target);
        sender = opened;
        server = {
          isOceanBase: target.dialect === 'oceanbase-oracle',
          schema: target.database ?? '',
          url: () => url,
          run: async (sql) => {
            await opened.statement(sql, limits);
          },
          freshName: () => {
            const name =
              `SS${Date.now().toString(36)}${String(process.pid)}X${String(names.length)}`.toUpperCase();
            names.push(name);
            return name;
          },
        };
      });
      after(async () => {
        // Children before parents would need their order: constraints go with the tables.
        for (const name of names) {
          for (const prefix of ['T_', '']) {
            for (const suffix of ['', 'P']) await dropTable(sender, `${prefix}${name}${suffix}`);
          }
        }
        await sender?.close();
      });
      body(() => {
        if (server === undefined) throw new Error('The server is known only inside tests and hooks.');
        return server;
      });
    });
  }
}

async function openSender(target: ConnectionTarget): Promise<Sender> {
  if (target.dialect === 'oceanbase-oracle')
    return await connectTenant(routeTo({ ...target, database: null }), {});
  return await connect(await routesTo(target));
}

/** A table that is not there any more is what is wanted. */
async function dropTable(sender: Sender | undefined, name: string): Promise<void> {
  await sender?.statement(`DROP TABLE "${name}" CASCADE CONSTRAINTS`, limits).catch(() => undefined);
}
