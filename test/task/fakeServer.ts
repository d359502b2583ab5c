/**
 * Small fakes of the runner's ports, for faults that no real server can be made to show at will (a disk that fills up
 * between two lines, an answer lost exactly after the commit). A table is a text; a statement is `<shadow> := <text>`.
 * What a real server does is proved in test/execution.
 */
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import type { SchemaReader } from '../../src/shadow/schemaReader.ts';
import type { DdlServer, DdlSession, StatementMarker } from '../../src/task/ports.ts';

/** What the fake server does with one sending. */
export type Behaviour =
  | { readonly kind: 'obey' }
  | { readonly kind: 'refuse'; readonly error: ShadowSyncError }
  /** The connection is lost; the statement takes effect or not, at once or after so many looks at the process list. */
  | { readonly kind: 'lose'; readonly applied: boolean; readonly looks?: number }
  /** Runs until it is killed, by us or by the session's own watchdog. */
  | { readonly kind: 'hang'; readonly answers: boolean };

interface Running {
  readonly connectionId: string;
  readonly marker: StatementMarker;
  looks: number;
  readonly end: () => void;
}

export class FakeServer implements DdlServer, SchemaReader {
  readonly tables = new Map<string, string>();
  readonly executed: string[] = [];
  readonly killed: string[] = [];
  readonly locks = new Map<string, string>();
  readonly calls: string[] = [];
  name = 'server-1';
  behave: (sql: string, sending: number) => Behaviour = () => ({ kind: 'obey' });
  lockAnswer: 'real' | 'unavailable' = 'real';
  blockedBy: readonly string[] = [];
  runningState = 'altering';
  sessions = 0;
  openSessions = 0;
  mostSessions = 0;
  refuseSession: (count: number) => ShadowSyncError | null = () => null;
  onRead: (names: readonly TableName[]) => void = () => undefined;
  #running: Running[] = [];
  #sendings = 0;

  set(name: TableName, text: string | null): void {
    if (text === null) this.tables.delete(tableKey(name));
    else this.tables.set(tableKey(name), text);
  }

  identity(): Promise<string> {
    return Promise.resolve(this.name);
  }

  openSession(): Promise<DdlSession> {
    this.sessions += 1;
    const refusal = this.refuseSession(this.sessions);
    if (refusal !== null) return Promise.reject(refusal);
    this.openSessions += 1;
    this.mostSessions = Math.max(this.mostSessions, this.openSessions);
    return Promise.resolve(new FakeSession(this, String(this.sessions)));
  }

  findRunning(run: string): ReturnType<DdlServer['findRunning']> {
    const now = [...this.#running];
    for (const one of now) {
      one.looks -= 1;
      if (one.looks < 0) one.end();
    }
    const ours = this.#running.filter(({ marker }) => marker.run === run);
    return Promise.resolve(
      ours.map(({ connectionId, marker }) => ({
        connectionId,
        statement: marker.statement,
        state: this.runningState,
      })),
    );
  }

  kill(connectionId: string, marker: StatementMarker): ReturnType<DdlServer['kill']> {
    const found = this.#running.find((one) => one.connectionId === connectionId);
    if (found === undefined) return Promise.resolve('gone');
    if (found.marker.fence !== marker.fence) return Promise.resolve('not-ours');
    this.killed.push(connectionId);
    found.end();
    return Promise.resolve('killed');
  }

  blockers(): Promise<readonly string[]> {
    return Promise.resolve(this.blockedBy);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  listTables(): ReturnType<SchemaReader['listTables']> {
    return Promise.resolve([]);
  }

  readTables(names: readonly TableName[]): ReturnType<SchemaReader['readTables']> {
    this.onRead(names);
    this.calls.push(`read ${names.map(({ table }) => table).join(' ')}`);
    return Promise.resolve(
      new Map(
        names.map((name) => {
          const text = this.tables.get(tableKey(name));
          return [
            tableKey(name),
            text === undefined ? { kind: 'missing' } : { kind: 'read', definition: text },
          ] as const;
        }),
      ),
    );
  }

  readFacts(): ReturnType<SchemaReader['readFacts']> {
    return Promise.resolve(new Map());
  }

  readIncomingKeys(): ReturnType<SchemaReader['readIncomingKeys']> {
    return Promise.resolve([]);
  }

  readTriggers(): ReturnType<SchemaReader['readTriggers']> {
    return Promise.resolve(new Map());
  }

  apply(sql: string): void {
    const [shadow = '', text = ''] = sql.split(' := ');
    this.tables.set(shadow.replace('.', '\0'), text);
  }

  async send(session: FakeSession, sql: string, marker: StatementMarker, signal: AbortSignal): Promise<void> {
    this.#sendings += 1;
    this.executed.push(sql);
    this.calls.push(`send ${sql}`);
    const behaviour = this.behave(sql, this.#sendings);
    switch (behaviour.kind) {
      case 'obey':
        this.apply(sql);
        return;
      case 'refuse':
        throw behaviour.error;
      case 'lose': {
        session.isLost = true;
        const end = (): void => {
          this.#running = this.#running.filter((one) => one.marker !== marker);
          if (behaviour.applied) this.apply(sql);
          this.release(session.connectionId);
        };
        if (behaviour.looks === undefined) end();
        else this.#running.push({ connectionId: session.connectionId, marker, looks: behaviour.looks, end });
        throw new ShadowSyncError('unknown-outcome', 'The connection was lost.');
      }
      case 'hang':
        await this.#hang(session, marker, signal, behaviour.answers);
    }
  }

  async #hang(
    session: FakeSession,
    marker: StatementMarker,
    signal: AbortSignal,
    answers: boolean,
  ): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        this.#running = this.#running.filter((one) => one.marker !== marker);
        if (!answers) this.release(session.connectionId);
        resolve();
      };
      this.#running.push({ connectionId: session.connectionId, marker, looks: Infinity, end });
      const stop = (): void => {
        if (answers) end();
        else resolve();
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    });
    if (answers) throw new ShadowSyncError('cancelled', 'The statement was stopped.');
    session.isLost = true;
    throw new ShadowSyncError('unknown-outcome', 'The server does not answer.');
  }

  release(connectionId: string): void {
    for (const [key, holder] of this.locks) if (holder === connectionId) this.locks.delete(key);
  }
}

class FakeSession implements DdlSession {
  readonly connectionId: string;
  isLost = false;
  readonly #server: FakeServer;

  constructor(server: FakeServer, connectionId: string) {
    this.#server = server;
    this.connectionId = connectionId;
  }

  lock(shadow: TableName): ReturnType<DdlSession['lock']> {
    if (this.#server.lockAnswer === 'unavailable')
      return Promise.resolve({ kind: 'unavailable', reason: 'GET_LOCK gave NULL' });
    const holder = this.#server.locks.get(tableKey(shadow));
    if (holder !== undefined && holder !== this.connectionId)
      return Promise.resolve({ kind: 'busy', holder: `connection ${holder}` });
    this.#server.locks.set(tableKey(shadow), this.connectionId);
    this.#server.calls.push(`lock ${shadow.table}`);
    return Promise.resolve({ kind: 'held' });
  }

  unlock(shadow: TableName): Promise<void> {
    this.#server.locks.delete(tableKey(shadow));
    this.#server.calls.push(`unlock ${shadow.table}`);
    return Promise.resolve();
  }

  async execute(
    sql: string,
    marker: StatementMarker,
    limits: { readonly signal: AbortSignal },
  ): ReturnType<DdlSession['execute']> {
    await this.#server.send(this, sql, marker, limits.signal);
    return { warnings: [] };
  }

  close(): Promise<void> {
    this.#server.openSessions -= 1;
    if (!this.isLost) this.#server.release(this.connectionId);
    return Promise.resolve();
  }
}
