/** What the product assumes of OceanBase in MySQL mode, and that it works there; see CONTRIBUTING.md for how to run it. */
import assert from 'node:assert/strict';
import { query, runScript } from '../support/servers/connect.ts';
import { onOceanbase } from '../support/servers/oceanbaseServer.ts';
import { openProduct, problemsOf, resultOf, statementsOf, type Product } from '../support/syncDatabase.ts';

interface Change {
  readonly title: string;
  readonly source: string;
  /** Null: there is none yet. */
  readonly shadow: string | null;
}

/** One change each, so that a failure names what this version of OceanBase does otherwise. */
const changes: readonly Change[] = [
  {
    title: 'P-01 a missing shadow',
    source:
      "(id bigint primary key, name varchar(20) not null default '' comment 'it''s', key kn (name(10)))",
    shadow: null,
  },
  {
    title: 'P-03 a column in the middle',
    source: '(id int primary key, m int, z int)',
    shadow: '(id int primary key, z int)',
  },
  {
    title: 'P-04 a column too many',
    source: '(id int primary key)',
    shadow: '(id int primary key, old varchar(10))',
  },
  {
    title: 'O-12 a wider type, unsigned',
    source: '(id int primary key, n decimal(12,2) unsigned)',
    shadow: '(id int primary key, n decimal(10,2) unsigned)',
  },
  {
    title: 'O-16 a default and a comment',
    source: "(id int primary key, v varchar(30) default 'a''b' comment 'new')",
    shadow: '(id int primary key, v varchar(30))',
  },
  {
    title: 'O-41 NOT NULL',
    source: '(id int primary key, v int not null)',
    shadow: '(id int primary key, v int)',
  },
  {
    title: 'O-03 an index on other columns',
    source: '(id int primary key, a int, b int, key k (a, b))',
    shadow: '(id int primary key, a int, b int, key k (b))',
  },
  {
    title: 'a unique index',
    source: '(id int primary key, a int, unique key u (a))',
    shadow: '(id int primary key, a int)',
  },
  {
    title: 'O-25 another primary key',
    source: '(id int, k int, primary key (id, k))',
    shadow: '(id int, k int, primary key (id))',
  },
  {
    title: 'O-28 a column and its index',
    source: '(id int primary key)',
    shadow: '(id int primary key, b int, key kb (b))',
  },
  {
    title: 'AUTO_INCREMENT',
    source: '(id int primary key auto_increment, v int)',
    shadow: '(id int primary key, v int)',
  },
  {
    title: 'a generated column',
    source: '(id int primary key, a int, g int generated always as (a + 1) virtual)',
    shadow: '(id int primary key, a int)',
  },
  {
    title: 'O-07 one more range partition',
    source:
      '(id int primary key) partition by range (id) (partition p0 values less than (10), partition p1 values less than (20))',
    shadow: '(id int primary key) partition by range (id) (partition p0 values less than (10))',
  },
  {
    title: 'hash partitions of a new table',
    source: '(id int primary key) partition by hash (id) partitions 4',
    shadow: null,
  },
  {
    title: 'O-45 a comment of the table',
    source: "(id int primary key) comment 'x'",
    shadow: '(id int primary key)',
  },
];

onOceanbase('contract: the main job', (getServer) => {
  let product: Product;
  let database = '';
  before(async function () {
    this.timeout(300_000);
    product = await openProduct(getServer());
  });
  after(() => product.close());
  beforeEach(async function () {
    this.timeout(300_000);
    database = await getServer().freshDatabase();
  });
  const run = (script: string): Promise<void> => runScript(getServer(), script, database);

  it('is known as OceanBase, and has one identity for all its connections', async () => {
    assert.equal(product.opened.dialect.name, 'oceanbase');
    const again = await openProduct(getServer());
    assert.equal(again.opened.serverIdentity, product.opened.serverIdentity);
    assert.equal(await again.opened.ddlServer.identity(), product.opened.serverIdentity);
    await again.close();
  });

  for (const { title, source, shadow } of changes) {
    it(`${title}: done, verified, and consistent afterwards`, async function () {
      this.timeout(300_000);
      await run(`create table a ${source}`);
      if (shadow !== null) await run(`create table __test_a ${shadow}`);
      const synced = await product.sync({ database, allowUnsafe: true, adopt: ['*'] });
      const first = resultOf(synced.analysis, 'a');
      assert.notEqual(first.result, 'failed', first.reason ?? '');
      assert.notEqual(first.result, 'unsupported', first.reason ?? '');
      assert.deepEqual(synced.plan.omitted, []);
      assert.ok(statementsOf(synced.plan).length > 0);
      assert.deepEqual(problemsOf(synced.run), []);
      assert.equal(resultOf(synced.again, 'a').result, 'consistent');
    });
  }

  it('O-20 a foreign key goes to the shadow of its parent', async function () {
    this.timeout(300_000);
    await run(
      'create table p (id int primary key); create table c (id int primary key, p int, constraint c_p foreign key (p) references p (id) on delete cascade)',
    );
    const synced = await product.sync({ database });
    assert.deepEqual(problemsOf(synced.run), []);
    const [row] = await query(
      getServer(),
      `select referenced_table_name as parent from information_schema.key_column_usage where table_schema = '${database}' and table_name = '__test_c' and referenced_table_name is not null`,
    );
    assert.equal(row?.['parent'], '__test_p');
  });

  it('a foreign key from outside the range is found before anything is sent', async function () {
    this.timeout(300_000);
    await run(
      'create table p (id bigint primary key); create table __test_p (id int primary key);' +
        'create table o (id int primary key, p int, constraint o_p foreign key (p) references __test_p (id))',
    );
    const synced = await product.sync({ database, allowUnsafe: true, range: { include: ['p'] } });
    assert.match(synced.plan.omitted[0]?.reason ?? '', /o_p/);
    assert.deepEqual(synced.plan.groups, []);
  });

  it('P-02 P-09 rows and counters are no difference', async function () {
    this.timeout(300_000);
    const columns = '(id int primary key auto_increment, v int, key kv (v))';
    await run(
      `create table a ${columns}; create table __test_a ${columns}; insert into a (v) values (1), (2)`,
    );
    assert.equal(resultOf(await product.analyse({ database }), 'a').result, 'consistent');
  });

  it('P-05 a value that does not fit stops the statement, and stays', async function () {
    this.timeout(300_000);
    await run(
      "create table a (id int primary key, v varchar(5)); create table __test_a (id int primary key, v varchar(20)); insert into __test_a values (1, 'longer than five')",
    );
    const { run: done } = await product.sync({ database, allowUnsafe: true });
    assert.notEqual(done.outcome, 'succeeded');
    const [row] = await query(getServer(), 'select v from __test_a', database);
    assert.equal(row?.['v'], 'longer than five');
  });

  it('X-15 a shadow that is altered by hand makes the plan stale', async function () {
    this.timeout(300_000);
    await run('create table a (id int primary key, n int); create table __test_a (id int primary key)');
    const plan = product.plan(await product.analyse({ database }));
    await run('alter table __test_a add by_hand int');
    assert.equal((await product.run(plan, { database })).outcome, 'stale');
  });

  it('X-22 a lock is held by one session, or the server says that it has none', async () => {
    const { ddlServer } = product.opened;
    const [first, second] = [await ddlServer.openSession(), await ddlServer.openSession()];
    try {
      const shadow = { database, table: '__test_a' };
      const held = await first.lock(shadow);
      assert.equal((await second.lock(shadow)).kind, held.kind === 'held' ? 'busy' : 'unavailable');
    } finally {
      await first.close();
      await second.close();
    }
  });

  it('R10 a statement is found by its marker and no other connection is stopped', async () => {
    const { ddlServer } = product.opened;
    const session = await ddlServer.openSession();
    try {
      assert.deepEqual(await ddlServer.findRunning('no-such-run'), []);
      const marker = { run: 'no-such-run', statement: 1, fence: 1 };
      assert.notEqual(await ddlServer.kill(session.connectionId, marker), 'killed');
    } finally {
      await session.close();
    }
  });
});
