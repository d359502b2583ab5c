/** The runner's port over a fake carrier: there is no Oracle server whose sessions could be stopped and lost. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { makeDdlServer } from '../../../src/database/oracle/ddlServer.ts';
import type { DdlCarrier, Oversight } from '../../../src/database/oracle/ddlCarrier.ts';
import { clientInfo } from '../../../src/database/oracle/marker.ts';
import { statementTarget } from '../../../src/database/oracle/statementTarget.ts';
import { markerComment } from '../../../src/database/statementMarker.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../../src/schema/shadowSyncError.ts';
import type { DdlServer } from '../../../src/task/ports.ts';

const marker = { run: 'run-1', statement: 2, fence: 3 };
const sql = 'ALTER TABLE "HR"."__TEST_JOBS" ADD ("X" NUMBER)';
const patient = { timeoutMs: 60_000, signal: new AbortController().signal };

class FakeCarrier implements DdlCarrier {
  readonly connection = this;
  readonly id = '12,34,@1';
  readonly sent: string[] = [];
  readonly locks = new Set<string>();
  lost: ShadowSyncError | null = null;
  stops = 0;
  /** What the next statement does: answers at once, fails, or runs until it is stopped. */
  next: 'answer' | 'run' | 'deaf' | ShadowSyncError = 'answer';
  #end: (error: ShadowSyncError) => void = () => undefined;

  send(text: string): Promise<readonly string[]> {
    this.sent.push(text);
    if (this.next === 'answer') return Promise.resolve([]);
    if (this.next instanceof ShadowSyncError) return Promise.reject(this.next);
    return new Promise((_, reject) => (this.#end = reject));
  }

  stop(): Promise<boolean> {
    this.stops++;
    if (this.next === 'run') this.#end(new ShadowSyncError('cancelled', 'ORA-01013', { errno: 1013 }));
    return Promise.resolve(true);
  }

  lock(name: string): ReturnType<DdlCarrier['lock']> {
    const isBusy = this.locks.has(name);
    this.locks.add(name);
    return Promise.resolve(isBusy ? { kind: 'busy', holder: null } : { kind: 'held' });
  }

  unlock(name: string): Promise<void> {
    this.locks.delete(name);
    return Promise.resolve();
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  destroy(reason: ShadowSyncError): void {
    this.lost ??= reason;
    this.#end(this.lost);
  }
}

const oversight: Oversight = {
  open: () => Promise.resolve(),
  identity: () => Promise.resolve('oracle:1'),
  ofRun: () => Promise.resolve([]),
  isRunning: () => Promise.resolve(null),
  kill: () => Promise.resolve('gone'),
  blockers: () => Promise.resolve(['session 7,8,@1 (APP@host, idle in a transaction for 90 s)']),
  close: () => Promise.resolve(),
};

describe('the DDL session of Oracle', () => {
  let server: DdlServer;
  let carrier: FakeCarrier;
  beforeEach(() => {
    carrier = new FakeCarrier();
    server = makeDdlServer({
      openCarrier: () => Promise.resolve(carrier),
      oversight,
      identity: 'oracle:1',
      account: 'APP',
    });
  });
  afterEach(() => server.close());

  async function failing(
    code: ErrorCode,
    limits: { readonly timeoutMs: number; readonly signal: AbortSignal } = patient,
  ): Promise<ShadowSyncError> {
    const session = await server.openSession();
    try {
      await session.execute(sql, marker, limits);
    } catch (error) {
      assert.ok(ShadowSyncError.is(error), String(error));
      assert.equal(error.code, code, error.message);
      return error;
    }
    throw new Error('It went well.');
  }

  it('sends a statement and has the server’s name of the connection before', async () => {
    const session = await server.openSession();
    assert.equal(session.connectionId, '12,34,@1');
    assert.deepEqual(await session.execute(sql, marker, patient), { warnings: [] });
    assert.deepEqual(carrier.sent, [sql]);
  });

  it('X-08 an abort stops the statement on the server', async () => {
    carrier.next = 'run';
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await failing('cancelled', { timeoutMs: 60_000, signal: abort.signal });
    assert.equal(carrier.stops, 1);
    assert.equal(carrier.lost, null);
  });

  it('X-07 the time limit stops the statement on the server', async () => {
    carrier.next = 'run';
    const error = await failing('timeout', { timeoutMs: 30, signal: patient.signal });
    assert.equal(error.errno, 1013);
    assert.equal(carrier.stops, 1);
  });

  it('X-06 a server that does not hear the abort is given up, and the outcome is unknown', async () => {
    carrier.next = 'deaf';
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await failing('unknown-outcome', { timeoutMs: 60_000, signal: abort.signal });
    assert.notEqual(carrier.lost, null);
  });

  it('a statement that somebody else stopped has failed', async () => {
    carrier.next = new ShadowSyncError('cancelled', 'ORA-01013', { errno: 1013 });
    assert.match((await failing('statement')).message, /Another session/);
  });

  it('X-05 a lost connection leaves the outcome unknown, and nothing more is sent on it', async () => {
    carrier.next = new ShadowSyncError('connection', 'ORA-03113: end-of-file', { errno: 3113 });
    await failing('unknown-outcome');
    carrier.lost = carrier.next;
    await failing('connection');
    assert.equal(carrier.sent.length, 1);
  });

  it('an aborted signal sends nothing', async () => {
    await failing('cancelled', { timeoutMs: 1000, signal: AbortSignal.abort() });
    assert.deepEqual(carrier.sent, []);
  });

  it('X-10 a lock wait names who holds the table', async () => {
    carrier.next = new ShadowSyncError('lock', 'ORA-00054: resource busy', { errno: 54 });
    assert.match((await failing('lock')).message, /Held by session 7,8,@1/);
  });

  it('P-25 a missing privilege comes with its GRANT', async () => {
    carrier.next = new ShadowSyncError('privilege', 'ORA-01031: insufficient privileges', { errno: 1031 });
    assert.match((await failing('privilege')).remedy ?? '', /GRANT ALTER ANY TABLE TO "APP";/);
  });

  it('a table’s lock is held once, and is another one for another name or schema', async () => {
    const session = await server.openSession();
    const shadow = { database: 'HR', table: '__TEST_JOBS' };
    assert.equal((await session.lock(shadow)).kind, 'held');
    assert.equal((await session.lock(shadow)).kind, 'held');
    assert.equal(carrier.locks.size, 1);
    await session.lock({ ...shadow, table: '__test_jobs' });
    await session.lock({ ...shadow, database: 'SH' });
    assert.equal(carrier.locks.size, 3);
    await session.unlock(shadow);
    assert.equal(carrier.locks.size, 2);
    assert.equal((await (await server.openSession()).lock({ ...shadow, database: 'SH' })).kind, 'busy');
  });

  it('R9 the marker fits where sessions show it, and no name of a run gets out of its comment', () => {
    assert.equal(markerComment(marker), '/* shsync run=run-1 stmt=2 fence=3 */');
    assert.throws(() => markerComment({ ...marker, run: 'x */ DROP' }));
    for (const run of ['a', 'x'.repeat(64)]) assert.ok(clientInfo(run).length <= 64);
    assert.notEqual(clientInfo('x'.repeat(64)), clientInfo('y'.repeat(64)));
  });

  it('knows what each kind of our statements is about', () => {
    const table = { database: 'HR', table: 'T' };
    for (const [text, verb] of [
      ['CREATE TABLE "HR"."T" ("A" NUMBER)', 'CREATE'],
      ['CREATE GLOBAL TEMPORARY TABLE "HR"."T" ("A" NUMBER)', 'CREATE'],
      ['ALTER TABLE "HR"."T" ADD ("B" NUMBER)', 'ALTER'],
      ['DROP TABLE "HR"."T"', 'DROP'],
      ['CREATE UNIQUE INDEX "HR"."I" ON "HR"."T" ("A")', 'INDEX'],
      ['COMMENT ON TABLE "HR"."T" IS \'x\'', 'COMMENT'],
      ['COMMENT ON COLUMN "HR"."T"."A" IS \'x\'', 'COMMENT'],
    ] as const) {
      assert.deepEqual(statementTarget(text), { verb, table }, text);
    }
    assert.equal(statementTarget('BEGIN NULL; END;'), null);
  });
});
