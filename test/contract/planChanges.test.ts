/** reliability.md §12 P: what a plan does to shadows, on real servers (P-01 … P-11). */
import assert from 'node:assert/strict';
import { useProduct } from '../support/productStage.ts';
import { logLength, writesSince } from '../support/oracle/generalLog.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import { sayingInstead } from '../support/sayingInstead.ts';
import { openProduct, problemsOf, resultOf, statementsOf } from '../support/syncDatabase.ts';

eachEngine('plans', (engine, getServer) => {
  const stage = useProduct(getServer);
  const { run, rows } = stage;

  it('P-01 a missing shadow is one CREATE, and afterwards nothing is left', async function () {
    this.timeout(300_000);
    await run('create table a(id int primary key, v varchar(10), key kv(v))');
    const synced = await stage.product.sync({ database: stage.database });
    assert.deepEqual(
      statementsOf(synced.plan).map(({ sql }) => sql.split(' ').slice(0, 2).join(' ')),
      ['CREATE TABLE'],
    );
    assert.equal(synced.run.outcome, 'succeeded');
    assert.equal(synced.run.tables[0]?.verified, true);
    assert.deepEqual(synced.nextPlan.groups, []);
  });

  it('P-02 an equal shadow: no action, and nothing is sent that changes anything', async function () {
    this.timeout(300_000);
    const server = await startServer(engine, { generalLog: true });
    try {
      await runScript(
        server,
        'create database shop; create table shop.a(id int primary key, v int, key kv(v)); create table shop.__test_a(id int primary key, v int, key kv(v))',
      );
      const own = await openProduct(server);
      const from = logLength(server);
      const synced = await own.sync({ database: 'shop', allowUnsafe: true });
      await own.close();
      assert.equal(resultOf(synced.analysis, 'a').result, 'consistent');
      assert.deepEqual(synced.plan.groups, []);
      assert.deepEqual(writesSince(server, from), []);
    } finally {
      await server.stop();
    }
  });

  it('P-03 a column in the middle of the source is one ALTER with AFTER', async function () {
    this.timeout(300_000);
    await run(
      'create table a(id int primary key, m int, z int); create table __test_a(id int primary key, z int)',
    );
    const synced = await stage.product.sync({ database: stage.database });
    const statements = statementsOf(synced.plan);
    assert.equal(statements.length, 1);
    assert.match(statements[0]?.sql ?? '', /ADD COLUMN `m` int(\(11\))? DEFAULT NULL AFTER `id`/);
    const columns = await rows('show columns from __test_a');
    assert.deepEqual(
      columns.map((column) => column['Field']),
      ['id', 'm', 'z'],
    );
  });

  it('P-04 a dropped column with data is unsafe, says why, and does not run without leave', async function () {
    this.timeout(300_000);
    await run(
      'create table a(id int primary key); create table __test_a(id int primary key, v int); insert into __test_a values (1, 2)',
    );
    const synced = await stage.product.sync({ database: stage.database });
    const found = statementsOf(synced.plan).flatMap(({ findings }) => findings);
    assert.ok(
      found.some(({ code, level, object }) => code === 'SS101' && level === 'unsafe' && object?.name === 'v'),
    );
    assert.equal(synced.run.tables[0]?.code, 'not-allowed');
    assert.deepEqual(await rows('select v from __test_a'), [{ v: 2 }]);
    const allowed = await stage.product.sync({ database: stage.database, allowUnsafe: true });
    assert.equal(allowed.run.outcome, 'succeeded');
  });

  it('P-05 a server that is not strict would cut values: the statement fails and every value stays', async function () {
    this.timeout(300_000);
    const server = await startServer(engine, { args: ['--sql-mode='] });
    try {
      await runScript(
        server,
        "create database shop; create table shop.a(id int primary key, v varchar(3)); create table shop.__test_a(id int primary key, v varchar(20)); insert into shop.__test_a values (1, 'much longer')",
      );
      const own = await openProduct(server);
      const { run: done } = await own.sync({ database: 'shop', allowUnsafe: true });
      await own.close();
      assert.equal(done.tables[0]?.outcome, 'failed');
      assert.ok([1265, 1406].includes(done.tables[0].statements[0]?.error?.errno ?? 0));
      assert.equal(done.tables[0].statements[0]?.attempts, 1);
      assert.deepEqual(await query(server, 'select v from shop.__test_a'), [{ v: 'much longer' }]);
    } finally {
      await server.stop();
    }
  });

  it('P-06 a renamed column is dropped and added, unsafe, with a hint; never guessed', async function () {
    this.timeout(300_000);
    await run(
      'create table a(id int primary key, fresh varchar(7)); create table __test_a(id int primary key, stale varchar(7)); insert into __test_a values (1, 2)',
    );
    const synced = await stage.product.sync({ database: stage.database });
    const codes = statementsOf(synced.plan).flatMap(({ findings }) => findings.map(({ code }) => code));
    assert.ok(codes.includes('SS101') && codes.includes('SS115'), codes.join());
    assert.equal(synced.run.tables[0]?.outcome, 'skipped');
  });

  it('P-07 an enum’s member in the middle is unsafe, one at the end is not', async function () {
    this.timeout(300_000);
    const [middle, end] = ["enum('a','m','b')", "enum('a','b','m')"];
    const old = "enum('a','b')";
    await run(
      `create table inner1(id int primary key, e ${middle}); create table __test_inner1(id int primary key, e ${old}); insert into __test_inner1 values (1,'b');
       create table app(id int primary key, e ${end}); create table __test_app(id int primary key, e ${old}); insert into __test_app values (1,'b')`,
    );
    const synced = await stage.product.sync({ database: stage.database });
    const levels = (source: string): readonly string[] =>
      statementsOf(synced.plan, source).flatMap(({ findings }) =>
        findings.map(({ code, level }) => `${code} ${level}`),
      );
    assert.ok(levels('inner1').includes('SS109 unsafe'));
    assert.ok(!levels('app').some((level) => level.endsWith('unsafe')), levels('app').join());
    assert.equal(resultOf(synced.again, 'app').result, 'consistent');
    assert.deepEqual(await rows('select e from __test_app'), [{ e: 'b' }]);
  });

  it('P-08 another collation of a unique key’s column is unsafe, and says why', async function () {
    this.timeout(300_000);
    await run(
      `create table a(id int primary key, v varchar(9) character set latin1 collate latin1_swedish_ci, unique key kv(v));
       create table __test_a(id int primary key, v varchar(9) character set latin1 collate latin1_bin, unique key kv(v));
       insert into __test_a values (1, 'x'), (2, 'X')`,
    );
    const synced = await stage.product.sync({ database: stage.database });
    const found = statementsOf(synced.plan).flatMap(({ findings }) => findings);
    assert.ok(
      found.some(({ code, level, message }) => code === 'SS108' && level === 'unsafe' && message.length > 20),
    );
    assert.equal(synced.run.tables[0]?.outcome, 'skipped');
    const forced = await stage.product.sync({ database: stage.database, allowUnsafe: true });
    assert.equal(forced.run.tables[0]?.outcome, 'failed', 'the server itself refuses the duplicate');
    assert.equal((await rows('select * from __test_a')).length, 2);
  });

  it('P-09 only the counter differs: no action, and the fingerprint stays', async function () {
    this.timeout(300_000);
    await run(
      'create table a(id int auto_increment primary key, v int); create table __test_a(id int auto_increment primary key, v int)',
    );
    const before = resultOf(await stage.product.analyse({ database: stage.database }), 'a');
    await run('insert into a(v) values (1),(2),(3); insert into __test_a(v) values (1)');
    const after = resultOf(await stage.product.analyse({ database: stage.database }), 'a');
    assert.equal(after.result, 'consistent');
    assert.deepEqual({ ...after.fingerprints }, { ...before.fingerprints });
  });

  it('P-10 a clause nobody knows: unsupported with both texts; the others go on', async function () {
    this.timeout(300_000);
    await run('create table future(id int primary key); create table good(id int primary key)');
    const synced = await stage.product.sync({
      database: stage.database,
      reader: sayingInstead(stage.product.opened.reader, 'future', (text) =>
        text.replace('ENGINE=', 'TIME_TRAVEL [x] ENGINE='),
      ),
    });
    const future = resultOf(synced.analysis, 'future');
    assert.equal(future.result, 'unsupported');
    assert.match(future.texts?.server ?? '', /TIME_TRAVEL/);
    assert.ok((future.reason ?? '').length > 10);
    assert.equal(resultOf(synced.again, 'good').result, 'consistent');
    assert.deepEqual(
      synced.run.tables.map(({ pair }) => pair.source.table),
      ['good'],
    );
  });

  it('P-11 a foreign key is mapped, left out or kept, by option; its name is unique and fits', async function () {
    this.timeout(300_000);
    const name = 'k'.repeat(64);
    await run(
      `create table parent(id int primary key); create table child(id int primary key, p int, constraint ${name} foreign key (p) references parent(id))`,
    );
    const parentOf = async (): Promise<string | null> => {
      const [row] = await rows('show create table __test_child');
      return (
        /CONSTRAINT `(.{1,64})` FOREIGN KEY \(`p`\) REFERENCES `(\w+)`/.exec(
          String(row?.['Create Table']),
        )?.[2] ?? null
      );
    };
    const { defaultCompareOptions } = await import('../../src/diff/compareOptions.ts');
    for (const [foreignKeys, parent] of [
      ['map', '__test_parent'],
      ['omit', null],
      ['keep', 'parent'],
      ['map', '__test_parent'],
    ] as const) {
      const options = { ...defaultCompareOptions, foreignKeys };
      const synced = await stage.product.sync({ database: stage.database, options, allowUnsafe: true });
      assert.deepEqual(problemsOf(synced.run), [], foreignKeys);
      assert.equal(resultOf(synced.again, 'child').result, 'consistent', foreignKeys);
      assert.equal(await parentOf(), parent, foreignKeys);
    }
    await run('drop table __test_child, __test_parent');
    const alone = await stage.product.sync({ database: stage.database, range: { include: ['child'] } });
    assert.ok(resultOf(alone.analysis, 'child').notices.some(({ code }) => code === 'SS301'));
    assert.equal(await parentOf(), null, 'never silently at the source');
  });
});
