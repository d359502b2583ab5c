/** What the tests of hostile servers share: rogue servers and connections to them, ended after each test. */
import assert from 'node:assert/strict';
import { afterEach } from 'mocha';
import type { ConnectionTarget, TlsChoice } from '../../../src/connection/connectionTarget.ts';
import { connectTo } from './connectTo.ts';
import type { ConnectOptions } from '../../../src/database/mysql/connect.ts';
import { openDatabase } from '../../../src/database/mysql/openDatabase.ts';
import type { OpenDatabase } from '../../../src/database/mysql/openDatabase.ts';
import type { ServerConnection } from '../../../src/database/mysql/serverConnection.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../../src/schema/shadowSyncError.ts';
import { startRogueServer } from './rogueServer.ts';
import type { RogueOptions, RogueServer } from './rogueServer.ts';

/** The password that must never be seen. */
export const canary = 'canary-password-314159';

export interface RogueBench {
  readonly rogue: (options?: RogueOptions) => Promise<RogueServer>;
  readonly targetOf: (server: RogueServer, tls?: TlsChoice) => ConnectionTarget;
  readonly connected: (server: RogueServer) => Promise<ServerConnection>;
  readonly opened: (server: RogueServer) => Promise<OpenDatabase>;
  readonly refusedConnecting: (
    server: RogueServer,
    code: ErrorCode,
    tls?: TlsChoice,
    options?: ConnectOptions,
  ) => Promise<ShadowSyncError>;
}

/** Declares the hook; the functions may be called inside tests. */
export function rogueBench(): RogueBench {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const bench: RogueBench = {
    async rogue(options = {}) {
      const server = await startRogueServer(options);
      ends.push(() => server.close());
      return server;
    },
    targetOf: ({ host, port }, tls = { mode: 'off' }) => {
      return { dialect: 'mysql', host, port, user: 'app', password: canary, database: null, tls, ssh: null };
    },
    async connected(server) {
      const connection = await connectTo(bench.targetOf(server));
      ends.push(() => connection.close());
      return connection;
    },
    async opened(server) {
      const database = await openDatabase(bench.targetOf(server));
      ends.push(() => database.close());
      return database;
    },
    refusedConnecting: async (server, code, tls, options = {}) =>
      await refused(connectTo(bench.targetOf(server, tls), options), code),
  };
  return bench;
}

/** Resolves with the error of `work`, which must fail, with that code unless it is null, and without the password. */
export async function refused(work: Promise<unknown>, code: ErrorCode | null): Promise<ShadowSyncError> {
  const error = await work.then(
    () => assert.fail('it was let through'),
    (reason: unknown) => reason,
  );
  assert.ok(ShadowSyncError.is(error), String(error));
  if (code !== null) assert.equal(error.code, code, error.message);
  assert.ok(!`${error.message}${error.remedy ?? ''}`.includes(canary));
  return error;
}

/** Asks until it is so; the test's own time limit ends it. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
