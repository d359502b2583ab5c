import assert from 'node:assert/strict';
import { phrase, reasoned } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import type { AnalysisRequest } from '../../src/shadow/analyse.ts';
import type { Analysis, PairResult } from '../../src/shadow/analysis.ts';
import { fingerprint, fingerprintOfNothing } from '../../src/shadow/fingerprint.ts';
import { toyDialect } from '../support/toyDialect.ts';
import type { ToyTable } from '../support/toyDialect.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();

function run(server: ToyServer, more: Partial<AnalysisRequest> = {}): Promise<Analysis> {
  let time = 0;
  return analyse({
    database: 'shop',
    rule: { prefix: '_', suffix: '', shadowDatabase: null },
    range: { include: [], exclude: [] },
    reader: server,
    dialect,
    signal: { aborted: false },
    clock: () => time++,
    ...more,
  });
}

function of(analysis: Analysis, source: string): PairResult {
  const found = analysis.results.find(({ pair }) => pair.source.table === source);
  assert.ok(found, `no result for ${source}`);
  return found;
}

function kinds(analysis: Analysis): Record<string, string> {
  return Object.fromEntries(analysis.results.map(({ pair, result }) => [pair.source.table, result]));
}

describe('analyse', () => {
  it('P-01 P-02 gives create, update and consistent, in the order of names', async () => {
    const server = new ToyServer()
      .table('shop', 'c', ['id int'])
      .table('shop', 'b', ['id int', 'v int'])
      .table('shop', 'a', ['id int'])
      .table('shop', '_b', ['id int'])
      .table('shop', '_a', ['id int']);
    const analysis = await run(server);
    assert.deepEqual(Object.entries(kinds(analysis)), [
      ['a', 'consistent'],
      ['b', 'update'],
      ['c', 'create'],
    ]);
    assert.deepEqual(of(analysis, 'b').differences, [
      { object: 'column', name: 'v', kind: 'added', source: 'int', shadow: null },
    ]);
    assert.equal(analysis.shadowDatabase, 'shop');
  });

  it('O-55 reads exactly the chosen tables and their shadows in one call, facts of differing shadows only', async () => {
    const server = new ToyServer();
    for (let i = 0; i < 50; i++) server.table('shop', `t${i}`, ['id int']);
    server.table('shop', 't1x', ['id int']).table('shop', '_t1', ['id int', 'old int']);
    const analysis = await run(server, { range: { include: ['t1', 't2'], exclude: [] } });
    assert.deepEqual(kinds(analysis), { t1: 'update', t2: 'create' });
    const asked = (method: string): string[][] =>
      server.calls
        .filter((call) => call.method === method)
        .map((call) => call.names.map(({ table }) => table));
    assert.deepEqual(asked('readTables'), [['t1', '_t1', 't2']]);
    assert.deepEqual(asked('readFacts'), [['_t1']]);
    assert.equal(asked('listTables').length, 1);
    assert.equal(of(analysis, 't1').facts?.hasRows, true);
    assert.equal(of(analysis, 't2').facts, null);
  });

  it('O-09 O-20 foreign keys point to the shadows: of the same run, of tables outside the range, of itself', async () => {
    const server = new ToyServer()
      .table('shop', 'old', ['id int'])
      .table('shop', '_old', ['id int'])
      .table('shop', 'lone', ['id int'])
      .table('shop', 'p', ['id int'])
      .table('shop', 'c', ['id int', 'x int'], ['x -> p', 'x -> c', 'x -> old', 'x -> lone']);
    const analysis = await run(server, { range: { include: ['p', 'c'], exclude: [] } });
    const expected = of(analysis, 'c').expected as ToyTable;
    assert.deepEqual(
      expected.foreignKeys.map(({ name, parent }) => [name, parent.table]),
      [
        ['_c_ibfk_1', '_p'],
        ['_c_ibfk_2', '_c'],
        ['_c_ibfk_3', '_old'],
      ],
    );
    assert.deepEqual(
      of(analysis, 'c').notices.map(({ code }) => code),
      ['SS301'],
    );
    const asked = server.calls.find(({ method }) => method === 'readTables')?.names.map(({ table }) => table);
    assert.deepEqual(asked, ['c', 'p']);
  });

  it('R1 a rule that gives a parent its own name maps nothing: no shadow points at a source table', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', 'c', ['id int', 'x int'], ['x -> p', 'x -> c'])
      .table('shop', 'd', ['id int', 'x int']);
    const rule = { prefix: '', suffix: '', shadowDatabase: null, overrides: new Map([['c', 'd']]) };
    const analysis = await run(server, { rule, range: { include: ['c'], exclude: [] } });
    const expected = of(analysis, 'c').expected as ToyTable;
    assert.deepEqual(
      expected.foreignKeys.map(({ parent }) => parent.table),
      ['d'],
    );
    assert.deepEqual(
      of(analysis, 'c').notices.map(({ code }) => code),
      ['SS301'],
    );
  });

  it('O-20 a parent that gets no shadow is left out: not readable, refused, not understood', async () => {
    for (const engine of ['FEDERATED', 'MYSTERY']) {
      const server = new ToyServer()
        .table('shop', 'p', ['id int'], [], engine)
        .table('shop', 'c', ['id int', 'x int'], ['x -> p']);
      const analysis = await run(server);
      assert.deepEqual(kinds(analysis), { c: 'create', p: 'unsupported' });
      assert.deepEqual((of(analysis, 'c').expected as ToyTable).foreignKeys, []);
    }
  });

  it('P-10 O-60 one table fails alone: unsupported with both texts, unreadable with the reason', async () => {
    const server = new ToyServer()
      .table('shop', 'ok', ['id int'])
      .table('shop', 'mystery', ['id int'], [], 'MYSTERY')
      .table('shop', 'secret', ['id int'])
      .table('shop', 'gone', ['id int'])
      .table('shop', 's', ['id int'])
      .table('shop', '_s', ['id int'], [], 'MYSTERY')
      .table('shop', 'u', ['id int'])
      .table('shop', '_u', ['id int'])
      .breakRead('shop', 'secret', { kind: 'failed', reason: 'SELECT command denied' })
      .breakRead('shop', '_u', { kind: 'failed', reason: 'too long' })
      .breakRead('shop', 'gone', { kind: 'missing' });
    const analysis = await run(server);
    assert.deepEqual(kinds(analysis), {
      gone: 'failed',
      mystery: 'unsupported',
      ok: 'create',
      s: 'unsupported',
      secret: 'failed',
      u: 'failed',
    });
    assert.deepEqual(of(analysis, 'mystery').texts, { server: 'server text', printed: 'our text' });
    assert.equal(of(analysis, 's').reason, 'the shadow table shop._s: the engine MYSTERY is not modelled');
    assert.equal(of(analysis, 'secret').reason, 'shop.secret could not be read: SELECT command denied');
    assert.equal(of(analysis, 'u').reason, 'shop._u could not be read: too long');
    assert.equal(of(analysis, 'gone').reason, 'shop.gone was dropped while it was read');
  });

  it('P-12 a refused source shows its reason and no text', async () => {
    const result = of(await run(new ToyServer().table('shop', 'f', ['id int'], [], 'FEDERATED')), 'f');
    assert.equal(result.result, 'unsupported');
    assert.equal(result.reason, 'a FEDERATED table reads another server');
    assert.deepEqual([result.texts, result.source, result.expected], [null, null, null]);
  });

  it('P-12 the texts of a table that is not understood show no password', async () => {
    const text = "CREATE TABLE `f` (…) ENGINE=FEDERATED CONNECTION='mysql://u:s3cret@h/d/t' NEWS";
    const parse = (): ReturnType<typeof dialect.parse> => ({
      kind: 'unsupported',
      ...reasoned(phrase`no idea what ${`"CONNECTION='mysql://u:s3cret@h/d/t' NEWS"`} is`),
      serverText: text,
      printedText: text,
    });
    const analysis = await run(new ToyServer().table('shop', 'f', ['id int']), {
      dialect: { ...dialect, parse },
    });
    assert.equal(of(analysis, 'f').result, 'unsupported');
    assert.doesNotMatch(JSON.stringify(analysis), /s3cret/);
  });

  it('a change that the server has no statement for is unsupported, with its differences', async () => {
    const server = new ToyServer()
      .table('shop', 'f', ['id int', 'a int'], [], 'FROZEN')
      .table('shop', '_f', ['id int'], [], 'FROZEN');
    const result = of(await run(server), 'f');
    assert.equal(result.result, 'unsupported');
    assert.equal(result.reason, 'a FROZEN table takes no ALTER');
    assert.equal(result.differences.length, 1);
  });

  it('O-60 a dialect that throws for one table makes that table failed', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', 'b', ['id int'], [])
      .table('shop', 'c', ['x int'], ['x -> b']);
    const angry = {
      ...dialect,
      shadowOf: (source: ToyTable, mapping: Parameters<typeof dialect.shadowOf>[1]) => {
        if (source.name.table === 'b') throw new RangeError('boom');
        return dialect.shadowOf(source, mapping);
      },
    };
    const analysis = await run(server, { dialect: angry });
    assert.deepEqual(kinds(analysis), { a: 'create', b: 'failed', c: 'create' });
    assert.equal(of(analysis, 'b').reason, 'internal error: boom');
    assert.deepEqual(
      (of(analysis, 'c').expected as ToyTable).foreignKeys,
      [],
      'no foreign key to a table that will not be',
    );
  });

  it('never says consistent when text and comparison contradict each other', async () => {
    const server = new ToyServer().table('shop', 'a', ['id int']).table('shop', '_a', ['id bigint']);
    const analysis = await run(server, { dialect: { ...dialect, compare: () => [] } });
    assert.equal(of(analysis, 'a').result, 'failed');
  });

  it('P-14 triggers are noticed on every table that has them', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', '_a', ['id int'])
      .table('shop', 'b', ['id int'])
      .triggers('a', ['a_ins', 'a_upd']);
    const analysis = await run(server);
    const [notice] = of(analysis, 'a').notices;
    assert.equal(notice?.code, 'SS302');
    assert.match(notice.message, /triggers a_ins, a_upd, which are not copied/);
    assert.deepEqual(of(analysis, 'b').notices, []);
  });

  describe('O-43 name clash', () => {
    const server = (): ToyServer =>
      new ToyServer()
        .table('shop', 'bak', ['id int', 'v int'])
        .table('shop', '_bak', ['x int', 'y int', 'z int'])
        .table('shop', 'fine', ['id int', 'v int'])
        .table('shop', '_fine', ['id int', 'w int', 'v int']);
    const codes = (result: PairResult): string[] =>
      result.notices.map(({ code, level }) => `${code} ${level}`);

    it('O-43 a table that does not look like the shadow is refused until it is confirmed', async () => {
      const analysis = await run(server());
      assert.deepEqual(codes(of(analysis, 'bak')), ['SS116 refused']);
      assert.deepEqual(codes(of(analysis, 'fine')), []);
      assert.deepEqual(codes(of(await run(server(), { adopt: ['_b*'] }), 'bak')), []);
    });

    it('O-43 in another database too: its name may be mistyped', async () => {
      const other = new ToyServer().table('shop', 'bak', ['id int']).table('copy', 'bak', ['x int']);
      const rule = { prefix: '', suffix: '', shadowDatabase: 'copy' };
      assert.deepEqual(codes(of(await run(other, { rule }), 'bak')), ['SS116 refused']);
      assert.deepEqual(codes(of(await run(other, { rule, adopt: ['*'] }), 'bak')), []);
    });
  });

  it('fingerprints are of what was read', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', 'b', ['id int'])
      .table('shop', '_b', ['id int']);
    const analysis = await run(server);
    const a = of(analysis, 'a');
    assert.deepEqual(
      { ...a.fingerprints },
      { source: fingerprint(dialect, a.source as ToyTable), shadow: fingerprintOfNothing },
    );
    assert.equal(of(analysis, 'b').fingerprints.shadow, of(analysis, 'b').fingerprints.source);
    assert.equal(
      a.fingerprints.source,
      of(analysis, 'b').fingerprints.source,
      'the name is no part of the structure',
    );
  });

  it('throws what concerns the whole: rule, range, database', async () => {
    const server = new ToyServer().table('shop', 'a', ['id int']);
    const rejects = (code: string, more: Partial<AnalysisRequest>): Promise<void> =>
      assert.rejects(run(server, more), (error) => ShadowSyncError.is(error) && error.code === code);
    await rejects('unknown-database', { database: 'nowhere' });
    await rejects('unknown-database', { rule: { prefix: '', suffix: '', shadowDatabase: 'nowhere' } });
    await rejects('naming', { rule: { prefix: '', suffix: '', shadowDatabase: null } });
    await rejects('usage', { range: { include: ['x*'], exclude: [] } });
    await rejects('cancelled', { signal: { aborted: true } });
  });

  it('P-23 gives the event loop a turn between slices, and stops there when it is cancelled', async () => {
    const server = new ToyServer();
    for (let i = 0; i < 500; i++) server.table('shop', `t${i}`, ['id int']);
    let time = 0;
    let pauses = 0;
    const signal = { aborted: false };
    const clock = (): number => (time += 1);
    const pause = (): Promise<void> => {
      pauses++;
      return Promise.resolve();
    };
    await run(server, { clock, pause, signal });
    assert.ok(pauses >= 40, `${pauses} pauses for 1,000 pieces of work of 1 ms`);
    const cancelling = (): Promise<void> => {
      signal.aborted = true;
      return Promise.resolve();
    };
    await assert.rejects(
      run(server, { clock, pause: cancelling, signal }),
      (error) => ShadowSyncError.is(error) && error.code === 'cancelled',
    );
  });

  it('tells its progress', async () => {
    const server = new ToyServer().table('shop', 'a', ['id int']).table('shop', 'b', ['id int']);
    const seen: string[] = [];
    await run(server, { onProgress: ({ phase, done, of: total }) => seen.push(`${phase} ${done}/${total}`) });
    assert.deepEqual(seen, ['listing 0/1', 'listing 1/1', 'reading 2/2', 'comparing 2/2']);
  });
});
