/** What the tests of the DDL sessions share: one database per test on a shared server, and everything ended after it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'mocha';
import type { ConnectionTarget } from '../../../src/connection/connectionTarget.ts';
import { parseConnectionUrl } from '../../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../../src/database/mysql/openDatabase.ts';
import type { OpenDatabase } from '../../../src/database/mysql/openDatabase.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../../src/schema/shadowSyncError.ts';
import type { TableName } from '../../../src/schema/tableName.ts';
import type { DdlSession, StatementMarker } from '../../../src/task/ports.ts';
import { openConnection, query, quoted } from '../servers/connect.ts';
import type { Row } from '../servers/connect.ts';
import { dropDatabase, freshDatabase } from '../servers/sharedServer.ts';
import type { TestServer } from '../servers/startServer.ts';
import { startChaosProxy } from './chaosProxy.ts';
import type { ChaosProxy } from './chaosProxy.ts';

/** Limits of a statement that nobody wants to stop. */
export const patient = { timeoutMs: 60_000, signal: new AbortController().signal };

let runs = 0;

/** A marker that no other test has. */
export function nextMarker(): StatementMarker {
  runs += 1;
  return { run: `test-${String(process.pid)}-${String(runs)}`, statement: 3, fence: 7 };
}

/** Resolves with the error of `work`, which must fail with that code. */
export async function refused(work: Promise<unknown>, code: ErrorCode): Promise<ShadowSyncError> {
  const error = await work.then(
    () => assert.fail('it was let through'),
    (reason: unknown) => reason,
  );
  assert.ok(ShadowSyncError.is(error), String(error));
  assert.equal(error.code, code, error.message);
  return error;
}

/** Asks until it is so; the test's own time limit ends it. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Keeps a processor busy for hours, and listens to KILL on every server: SLEEP and BENCHMARK end with success there. */
export function endless(name: string): string {
  const many = 'information_schema.collations';
  return `CREATE TABLE ${name} AS SELECT COUNT(*) AS n FROM ${many} a, ${many} b, ${many} c, ${many} d, ${many} e`;
}

/** One test's database, connections and proxies. */
export interface DdlBench {
  target(change?: Partial<ConnectionTarget>): ConnectionTarget;
  open(change?: Partial<ConnectionTarget>): Promise<OpenDatabase>;
  /** What {@link open} opened last. */
  readonly opened: OpenDatabase;
  session(change?: Partial<ConnectionTarget>): Promise<DdlSession>;
  proxied(): Promise<ChaosProxy>;
  rows(sql: string): Promise<readonly Row[]>;
  /** A table's quoted full name. */
  table(name: string): string;
  shadow(name: string): TableName;
  /** How many sessions carry the marker now, asked past all of ours. */
  running(marker: StatementMarker): Promise<number>;
  exists(name: string): Promise<boolean>;
  readonly database: string;
  /** Runs after the test, last one first. */
  readonly ends: (() => Promise<unknown>)[];
}

/** Declares the hooks; the bench's functions may be called inside tests. */
export function ddlBench(getServer: () => TestServer): DdlBench {
  let database = '';
  let opened: OpenDatabase | undefined;
  const ends: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    database = await freshDatabase(getServer());
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    for (const end of ends.splice(0).reverse()) await end();
    await dropDatabase(getServer(), database);
  });
  const bench: DdlBench = {
    target: (change = {}) => ({ ...parseConnectionUrl(getServer().url()).target, ...change }),
    async open(change = {}) {
      opened = await openDatabase(bench.target(change));
      return opened;
    },
    get opened() {
      if (opened === undefined) throw new Error('Nothing is open.');
      return opened;
    },
    session: async (change = {}) => await (await bench.open(change)).ddlServer.openSession(),
    async proxied() {
      const proxy = await startChaosProxy(getServer());
      ends.push(() => proxy.close());
      return proxy;
    },
    rows: async (sql) => await query(getServer(), sql, database),
    table: (name) => `${quoted(database)}.${quoted(name)}`,
    shadow: (name) => ({ database, table: name }),
    async running(marker) {
      const connection = await openConnection(getServer());
      const [found] = await connection.query(
        'SELECT id FROM information_schema.processlist WHERE info LIKE ?',
        [`/* shsync run=${marker.run} %`],
      );
      await connection.end();
      return (found as unknown as readonly unknown[]).length;
    },
    exists: async (name) => (await bench.rows(`SHOW TABLES LIKE '${name}'`)).length > 0,
    get database() {
      return database;
    },
    ends,
  };
  return bench;
}
