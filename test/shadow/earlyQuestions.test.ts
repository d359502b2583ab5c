import assert from 'node:assert/strict';
import type { TableFacts } from '../../src/diff/finding.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import { EarlyQuestions } from '../../src/shadow/earlyQuestions.ts';
import type { IncomingKey, SchemaReader } from '../../src/shadow/schemaReader.ts';
import { toyDialect } from '../support/toyDialect.ts';
import { ToyServer } from '../support/toyServer.ts';

const signal = { aborted: false };

/** Answers with the number of the question. */
class FactsReader implements Pick<SchemaReader, 'readFacts'> {
  readonly questions: (readonly string[])[] = [];
  failing: Error | null = null;

  readFacts(names: readonly TableName[]): ReturnType<SchemaReader['readFacts']> {
    this.questions.push(names.map(({ table }) => table));
    if (this.failing !== null) return Promise.reject(this.failing);
    const facts: TableFacts = { hasRows: true, estimatedRows: this.questions.length, dataBytes: null };
    return Promise.resolve(new Map(names.map((name) => [tableKey(name), facts])));
  }
}

function tables(from: number, to: number): TableName[] {
  return Array.from({ length: to - from }, (_, i) => ({ database: 'd', table: `t${from + i}` }));
}

describe('EarlyQuestions', () => {
  it('asks by the hundred, behind what was asked before it', async () => {
    const reader = new FactsReader();
    let release: () => void = () => undefined;
    const before = new Promise<void>((resolve) => (release = resolve));
    const early = new EarlyQuestions(reader, 'd', signal, before);
    for (const name of tables(0, 150)) early.note(name);
    await Promise.resolve();
    assert.deepEqual(reader.questions, []);
    release();
    const known = await early.factsOf(tables(0, 160));
    assert.deepEqual(
      reader.questions.map(({ length }) => length),
      [100, 50, 10],
    );
    assert.equal(known.size, 160);
    assert.equal(known.get('d\0t99')?.estimatedRows, 1);
    assert.equal(known.get('d\0t149')?.estimatedRows, 2);
    assert.equal(known.get('d\0t159')?.estimatedRows, 3);
  });

  it('asks nobody twice, and nobody at all when there is nothing to ask', async () => {
    const reader = new FactsReader();
    const early = new EarlyQuestions(reader, 'd', signal);
    early.ask();
    assert.equal((await early.factsOf([])).size, 0);
    for (const name of tables(0, 2)) early.note(name);
    early.ask();
    await early.factsOf(tables(0, 2));
    await early.factsOf(tables(0, 3));
    assert.deepEqual(reader.questions, [['t0', 't1'], ['t2']]);
  });

  it('says what went wrong to who waits for the facts, and to nobody else', async () => {
    const reader = new FactsReader();
    reader.failing = new ShadowSyncError('connection', 'gone');
    const early = new EarlyQuestions(reader, 'd', signal);
    for (const name of tables(0, 1)) early.note(name);
    early.ask();
    await new Promise<void>((resolve) => setImmediate(resolve));
    await assert.rejects(early.factsOf(tables(0, 1)), { code: 'connection' });
    const neverAsked = new EarlyQuestions(reader, 'd', signal, Promise.reject(new Error('before')));
    await new Promise<void>((resolve) => setImmediate(resolve));
    await assert.rejects(neverAsked.factsOf([]), /before/);
  });
});

describe('EarlyQuestions about foreign keys', () => {
  const key: IncomingKey = {
    parent: { database: 'd', table: 't0' },
    child: { database: 'd', table: 'c' },
    constraint: 'fk',
    columns: ['id'],
  };
  const [shadow] = tables(0, 1) as [TableName];

  /** Says in which order it was asked what. */
  class KeysReader extends FactsReader {
    readonly order: string[] = [];
    glance: () => Promise<readonly IncomingKey[] | null> = () => Promise.resolve([key]);

    glanceIncomingKeys(database: string): Promise<readonly IncomingKey[] | null> {
      this.order.push(`keys of ${database}`);
      return this.glance();
    }

    override readFacts(names: readonly TableName[]): ReturnType<SchemaReader['readFacts']> {
      this.order.push('facts');
      return super.readFacts(names);
    }
  }

  it('asks once, when the first shadow differs, and before the facts', async () => {
    const reader = new KeysReader();
    const early = new EarlyQuestions(reader, 'shop', signal);
    assert.equal(await early.incomingKeys(), null);
    assert.deepEqual(reader.order, []);
    for (const name of tables(0, 3)) early.note(name);
    await early.factsOf(tables(0, 3));
    assert.deepEqual(await early.incomingKeys(), [key]);
    assert.deepEqual(reader.order, ['keys of shop', 'facts']);
  });

  it('has nothing where the server has nothing at hand', async () => {
    const reader = new KeysReader();
    reader.glance = () => Promise.resolve(null);
    const early = new EarlyQuestions(reader, 'shop', signal);
    early.note(shadow);
    assert.equal(await early.incomingKeys(), null);
    const without = new EarlyQuestions(new FactsReader(), 'shop', signal);
    without.note(shadow);
    assert.equal(await without.incomingKeys(), null);
  });

  it('leaves what went wrong to who asks in earnest, and goes on with the facts', async () => {
    const reader = new KeysReader();
    reader.glance = () => Promise.reject(new ShadowSyncError('privilege', 'no'));
    const early = new EarlyQuestions(reader, 'shop', signal);
    early.note(shadow);
    assert.equal(await early.incomingKeys(), null);
    assert.equal((await early.factsOf([shadow])).size, 1);
  });
});

describe('facts of an analysis', () => {
  /** A toy server that hands definitions over as they arrive, and notes what was asked for meanwhile. */
  function arriving(server: ToyServer, log: string[]): SchemaReader {
    return {
      listTables: (database) => server.listTables(database),
      readTriggers: (database) => server.readTriggers(database),
      readIncomingKeys: (database) => server.readIncomingKeys(database),
      readFacts: (names) => {
        log.push(`facts of ${names.length}`);
        return server.readFacts(names);
      },
      readTables: async (names, _signal, onProgress, digest) => {
        const read = new Map(await server.readTables(names, signal, onProgress));
        for (const name of names) {
          const entry = read.get(tableKey(name));
          if (entry?.kind !== 'read' || digest === undefined) continue;
          read.set(tableKey(name), { kind: 'read', definition: digest(entry.definition, name) });
          await new Promise<void>((resolve) => setImmediate(resolve));
        }
        log.push('all read');
        return read;
      },
    };
  }

  async function analysed(looksAlike: (() => boolean) | undefined): Promise<readonly [unknown, string[]]> {
    const server = new ToyServer();
    for (let i = 0; i < 130; i++) {
      server
        .table('shop', `t${i}`, ['id int'])
        .table('shop', `_t${i}`, i % 13 === 0 ? ['id int'] : ['id bigint']);
    }
    const log: string[] = [];
    const dialect = toyDialect();
    const { results } = await analyse({
      database: 'shop',
      rule: { prefix: '_', suffix: '', shadowDatabase: null },
      range: { include: [], exclude: [] },
      reader: arriving(server, log),
      dialect: looksAlike === undefined ? dialect : { ...dialect, looksAlike },
      signal,
      clock: () => 0,
    });
    return [results.map(({ pair, result, facts }) => [pair.source.table, result, facts]), log];
  }

  it('are asked for while others are still read, and are the same whatever was guessed', async () => {
    const [late, lateLog] = await analysed(undefined);
    assert.deepEqual(lateLog, ['all read', 'facts of 120']);
    const [early, earlyLog] = await analysed(() => false);
    assert.deepEqual(earlyLog, ['facts of 100', 'all read', 'facts of 30']);
    assert.deepEqual(early, late);
    const [wrong, wrongLog] = await analysed(() => true);
    assert.deepEqual(wrongLog, lateLog);
    assert.deepEqual(wrong, late);
  });
});
