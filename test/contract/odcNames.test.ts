/** odc.md §12 F and G: selection, names, reading and scale. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { useProduct } from '../support/productStage.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import { openProduct, problemsOf, resultOf, type Product } from '../support/syncDatabase.ts';

eachEngine('ODC F: selection and names', (engine, getServer) => {
  const stage = useProduct(getServer);
  let database: string;
  let product: Product;
  beforeEach(() => ({ database, product } = stage));
  const { run } = stage;

  it('O-48 all tables twice: a shadow is no source, and that is shown', async function () {
    this.timeout(300_000);
    await run('create table x(id int primary key); create table y(id int primary key)');
    const request = { database, rule: { prefix: '_test_' } };
    await product.sync(request);
    const { again } = await product.sync(request);
    assert.deepEqual(
      again.results.map(({ pair }) => pair.source.table),
      ['x', 'y'],
    );
    assert.deepEqual(again.excluded.map(({ table }) => table.table).sort(), ['_test_x', '_test_y']);
    const tables = await query(getServer(), 'show tables', database);
    assert.equal(tables.length, 4);
  });

  it('P-17 a partition’s file needs a longer name than its table: found before anything is planned', async () => {
    const source = '表'.repeat(45);
    await run(
      `create table \`${source}\`(id int primary key) partition by range(id)
       (partition p0 values less than (10), partition \`${'区'.repeat(3)}\` values less than maxvalue)`,
    );
    const { analysis, again } = await product.sync({ database, rule: { prefix: '影子' } });
    const result = resultOf(analysis, source);
    assert.equal(result.result, 'unsupported');
    assert.match(result.reason ?? '', /partition "区区区" would need a name of \d+ bytes/);
    assert.equal(resultOf(again, source).result, 'unsupported');
  });

  it('O-49 P-17 a shadow’s name of 65 characters, or of 64 CJK ones, is found before anything is planned', async function () {
    this.timeout(300_000);
    const [long, wide] = ['t'.repeat(60), '表'.repeat(59)];
    await run(`create table ${long}(id int primary key); create table good(id int primary key)`);
    const synced = await product.sync({ database, rule: { prefix: '_test' } });
    const result = resultOf(synced.analysis, long);
    assert.equal(result.result, 'failed');
    assert.match(result.reason ?? '', /65 characters.*64/);
    assert.equal(resultOf(synced.again, 'good').result, 'consistent');
    // 59 characters of five bytes each as a file name already are too many for some servers.
    const made = await query(
      getServer(),
      `create table \`${wide.slice(0, 40)}\`(id int primary key)`,
      database,
    ).then(
      () => true,
      () => false,
    );
    if (!made) return;
    const cjk = await product.sync({
      database,
      rule: { prefix: '表'.repeat(24) },
      range: { include: [wide.slice(0, 40)] },
    });
    const wideResult = resultOf(cjk.analysis, wide.slice(0, 40));
    assert.equal(wideResult.result, 'failed');
    assert.match(wideResult.reason ?? '', /bytes/);
    assert.equal(cjk.run.tables.length, 0, 'nothing was sent');
  });

  it('O-50 P-18 P-19 two sources of one shadow, and a shadow that is a source', async function () {
    this.timeout(300_000);
    await run(
      'create table a_t(id int primary key); create table a(id int primary key, v int); create table b(id int primary key)',
    );
    const overrides = new Map([
      ['a', 'same'],
      ['b', 'same'],
    ]);
    const shared = await product.sync({ database, rule: { prefix: '', suffix: '_s', overrides } });
    for (const source of ['a', 'b']) {
      const { result, reason } = resultOf(shared.analysis, source);
      assert.equal(result, 'failed');
      assert.match(reason ?? '', /also be the shadow of/);
    }
    const named = await product.sync({
      database,
      rule: { prefix: '', suffix: '_t' },
      range: { include: ['a', 'a_t'] },
    });
    assert.equal(resultOf(named.analysis, 'a').result, 'failed');
    assert.match(resultOf(named.analysis, 'a').reason ?? '', /named as a source/);
    const [row] = await query(
      getServer(),
      "select count(*) as n from information_schema.columns where table_schema = database() and table_name = 'a_t'",
      database,
    );
    assert.equal(Number(row?.['n']), 1, 'a_t is as it was');
  });

  it('O-51 a rule or a range that means nothing is a typed error', async function () {
    this.timeout(300_000);
    await run('create table a(id int primary key)');
    await assert.rejects(product.analyse({ database, rule: { prefix: '' } }), { code: 'naming' });
    await assert.rejects(product.analyse({ database, range: { include: ['nothing*'] } }), { code: 'usage' });
    await assert.rejects(product.analyse({ database: `${database}_gone` }), { code: 'unknown-database' });
    const overrides = new Map([['gone', 'x']]);
    await assert.rejects(product.analyse({ database, rule: { overrides } }), { code: 'usage' });
  });

  it(`O-52 ${engine} is served`, async function () {
    this.timeout(300_000);
    await run('create table a(id int primary key)');
    assert.deepEqual(problemsOf((await product.sync({ database })).run), []);
    assert.equal(product.opened.dialect.name, engine.startsWith('mariadb') ? 'mariadb' : 'mysql');
  });

  it('O-53 shadows in another database, and a name for one table', async function () {
    this.timeout(300_000);
    const elsewhere = await freshDatabase(getServer());
    await run(
      'create table p(id int primary key); create table c(id int primary key, p int, constraint cp foreign key (p) references p(id))',
    );
    const rule = { prefix: '', shadowDatabase: elsewhere, overrides: new Map([['p', 'other_p']]) };
    const synced = await product.sync({ database, rule });
    assert.deepEqual(problemsOf(synced.run), []);
    assert.ok(synced.again.results.every(({ result }) => result === 'consistent'));
    const [row] = await query(getServer(), 'show create table c', elsewhere);
    assert.match(String(row?.['Create Table']), /REFERENCES `other_p`/);
    await dropDatabase(getServer(), elsewhere);
  });

  it('O-54 what was chosen is part of the request: the same request gives the same plan', async function () {
    this.timeout(300_000);
    await run('create table a(id int primary key); create table b(id int primary key)');
    const request = { database, rule: { prefix: 'p_' }, range: { include: ['a'], exclude: ['b'] } };
    const [first, second] = [await product.analyse(request), await product.analyse(request)];
    assert.equal(product.plan(first).hash, product.plan(second).hash);
    assert.deepEqual(first.rule, { prefix: 'p_', suffix: '', shadowDatabase: null });
  });
});

eachEngine('ODC G: reading and scale', (engine, getServer) => {
  it('O-55 one table of 300 is read with a handful of statements, none of which names another table', async function () {
    this.timeout(300_000);
    const server = await startServer(engine, { generalLog: true });
    try {
      await query(server, 'create database many');
      const connection = await openConnection(server, { database: 'many' });
      for (let i = 0; i < 300; i += 1)
        await connection.query(`create table t${String(i)}(id int primary key) engine=myisam`);
      await connection.end();
      const count = (): number => readFileSync(server.generalLogFile ?? '', 'utf8').split('\n').length;
      const product = await openProduct(server);
      const before = count();
      await product.analyse({ database: 'many', range: { include: ['t7'] } });
      const lines = readFileSync(server.generalLogFile ?? '', 'utf8')
        .split('\n')
        .slice(before - 1);
      await product.close();
      const statements = lines.filter((line) => /\sQuery\s/.test(line));
      assert.ok(statements.length < 40, `${String(statements.length)} statements`);
      assert.deepEqual(
        statements.filter((line) => /\bt(?!7\b)\d+\b/.test(line)),
        [],
      );
    } finally {
      await server.stop();
    }
  });

  it('O-56 a definition of more than 64 KiB, with hundreds of partitions', async function () {
    this.timeout(300_000);
    const database = await freshDatabase(getServer());
    const parts = Array.from({ length: 400 }, (_, i) => {
      return `partition p${String(i)} values less than (${String(i)}) comment '${'c'.repeat(200)}'`;
    });
    await runScript(
      getServer(),
      `create table big(id int not null primary key) engine=myisam ${engine === 'mysql-9' ? '' : `partition by range(id) (${parts.join()})`}`,
      database,
    );
    if (engine === 'mysql-9') {
      const columns = Array.from({ length: 900 }, (_, i) => `c${String(i)} int comment '${'c'.repeat(100)}'`);
      await runScript(
        getServer(),
        `drop table big; create table big(id int primary key, ${columns.join()})`,
        database,
      );
    }
    const product = await openProduct(getServer());
    const synced = await product.sync({ database });
    assert.deepEqual(problemsOf(synced.run), []);
    assert.equal(resultOf(synced.again, 'big').result, 'consistent');
    const [row] = await query(getServer(), 'show create table __test_big', database);
    assert.ok(String(row?.['Create Table']).length > 65_536);
    await product.close();
    await dropDatabase(getServer(), database);
  });

  if (engine !== 'mysql-5.6') return;
  it('O-57 a server without generated columns is read all the same', async function () {
    this.timeout(300_000);
    const database = await freshDatabase(getServer());
    await runScript(
      getServer(),
      'create table a(id int primary key, v varchar(10) not null default "")',
      database,
    );
    const product = await openProduct(getServer());
    assert.equal(resultOf((await product.sync({ database })).again, 'a').result, 'consistent');
    await product.close();
    await dropDatabase(getServer(), database);
  });
});
