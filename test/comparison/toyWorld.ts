/** Comparisons over the toy dialect: for life cycles, and for faults that no real server shows at will. */
import { setImmediate as turn } from 'node:timers/promises';
import { Comparison } from '../../src/comparison/comparison.ts';
import type { ComparisonRequest } from '../../src/comparison/comparisonRequest.ts';
import type { ComparisonServices } from '../../src/comparison/comparisonServices.ts';
import type { Compared, ComparisonState } from '../../src/comparison/comparisonState.ts';
import type { OpenedServer } from '../../src/comparison/openedServer.ts';
import { ServerPool } from '../../src/comparison/serverPool.ts';
import { clock, pause } from '../../src/compose.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { SchemaReader } from '../../src/shadow/schemaReader.ts';
import type { DdlServer, DdlSession } from '../../src/task/ports.ts';
import { FakeJournalStore } from '../task/fakeJournal.ts';
import { toyDialect } from '../support/toyDialect.ts';
import type { ToyServer } from '../support/toyServer.ts';

/** What a test may put in the way of a toy server. */
export interface Obstacles {
  /** Awaited before an answer of the reader. */
  read: (method: keyof SchemaReader, signal: { readonly aborted: boolean }) => Promise<void>;
  /** Awaited before a statement takes effect. */
  execute: (sql: string, signal: AbortSignal) => Promise<void>;
  open: (signal: AbortSignal) => Promise<void>;
}

export interface ToyWorld {
  readonly server: ToyServer;
  readonly services: ComparisonServices;
  readonly journals: FakeJournalStore;
  readonly obstacles: Obstacles;
  /** How many servers were opened, and how many of them are not closed. */
  readonly opened: { count: number; open: number };
}

export function toyWorld(server: ToyServer): ToyWorld {
  const opened = { count: 0, open: 0 };
  const obstacles: Obstacles = {
    read: () => Promise.resolve(),
    execute: () => Promise.resolve(),
    open: () => Promise.resolve(),
  };
  const servers = new ServerPool({
    clock,
    open: async (_id, signal) => {
      await obstacles.open(signal);
      opened.count += 1;
      opened.open += 1;
      return openedToy(server, obstacles, () => {
        opened.open -= 1;
      });
    },
  });
  const journals = new FakeJournalStore([]);
  let runs = 0;
  const newRunName = (): string => `run-${String((runs += 1))}`;
  return { server, obstacles, opened, journals, services: { servers, journals, clock, pause, newRunName } };
}

function openedToy(server: ToyServer, obstacles: Obstacles, onClose: () => void): OpenedServer {
  return {
    dialect: toyDialect(),
    serverVersion: '1.0',
    serverIdentity: 'server-1',
    reader: {
      listTables: async (database, signal) => {
        await obstacles.read('listTables', signal);
        return server.listTables(database);
      },
      readTables: async (names, signal, onProgress) => {
        await obstacles.read('readTables', signal);
        return server.readTables(names, signal, onProgress);
      },
      readFacts: async (names, signal) => {
        await obstacles.read('readFacts', signal);
        return server.readFacts(names);
      },
      readTriggers: (database) => server.readTriggers(database),
      readIncomingKeys: (database) => server.readIncomingKeys(database),
    },
    listDatabases: () => Promise.resolve(['shop']),
    scriptSession: ['SET toy = 1'],
    ddlServer: toyDdlServer(server, obstacles),
    close: () => {
      onClose();
      return Promise.resolve();
    },
  };
}

function toyDdlServer(server: ToyServer, obstacles: Obstacles): DdlServer {
  return {
    identity: () => Promise.resolve('server-1'),
    openSession: () => Promise.resolve(toySession(server, obstacles)),
    findRunning: () => Promise.resolve([]),
    kill: () => Promise.resolve('gone'),
    blockers: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

function toySession(server: ToyServer, obstacles: Obstacles): DdlSession {
  return {
    connectionId: '7',
    lock: () => Promise.resolve({ kind: 'held' }),
    unlock: () => Promise.resolve(),
    execute: async (sql, _marker, { signal }) => {
      await obstacles.execute(sql, signal);
      try {
        server.execute(sql);
      } catch (error) {
        throw new ShadowSyncError('statement', error instanceof Error ? error.message : String(error));
      }
      return { warnings: [] };
    },
    close: () => Promise.resolve(),
  };
}

/** Database `shop`, prefix `_`, all tables, on a development server. */
export function toyRequest(more: Partial<ComparisonRequest> = {}): ComparisonRequest {
  return {
    connection: { id: 'c1', name: 'Toys', environment: 'development' },
    database: 'shop',
    rule: { prefix: '_', suffix: '', shadowDatabase: null, overrides: [] },
    range: { include: [], exclude: [] },
    options: defaultCompareOptions,
    adopt: [],
    skip: [],
    isByHand: false,
    ...more,
  };
}

/** A comparison that was read, and all states that it had. */
export async function readComparison(
  world: ToyWorld,
  request = toyRequest(),
): Promise<{ readonly comparison: Comparison; readonly states: ComparisonState[] }> {
  const comparison = new Comparison(request, world.services);
  const states: ComparisonState[] = [];
  comparison.onDidChange((state) => states.push(state));
  await comparison.refresh();
  return { comparison, states };
}

/** What is shown. Throws when the comparison is not ready. */
export function shownBy({ state }: Comparison): Compared {
  if (state.kind === 'ready') return state.compared;
  throw new Error(`The comparison is ${state.kind}.`);
}

/** Lets everything happen that can happen by itself. */
export async function settle(): Promise<void> {
  // What a comparison loads only when it needs it comes from the disk, which no number of turns waits for.
  await Promise.all([
    import('../../src/comparison/reading.ts'),
    import('../../src/comparison/runInJournal.ts'),
  ]);
  for (let i = 0; i < 20; i++) await turn();
}

/** A way to hold something up: `wait` resolves when `open` was called, or rejects as the signal says. */
export class Barrier {
  #open: () => void = () => undefined;
  readonly #opened: Promise<void>;
  waiting = 0;

  constructor() {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  async wait(): Promise<void> {
    this.waiting += 1;
    await this.#opened;
    this.waiting -= 1;
  }
}
