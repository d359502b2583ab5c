/** What tables outside the range hold that a plan must not collide with: names of constraints, and parents that don't fit. */
import assert from 'node:assert/strict';
import { useProduct } from '../support/productStage.ts';
import { quoted, query, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { openProduct, problemsOf, statementsOf, type Product } from '../support/syncDatabase.ts';

const family = [
  'create table p (id int primary key)',
  'create table c (id int primary key, p int, constraint c_p foreign key (p) references p (id))',
];

eachEngine('tables outside the range', (engine, getServer) => {
  const stage = useProduct(getServer);
  let database: string;
  let product: Product;
  beforeEach(async () => {
    ({ database, product } = stage);
    await run(...family);
  });
  const run = (...statements: readonly string[]): Promise<void> =>
    runScript(getServer(), statements.map((sql) => `${sql} engine=innodb`).join(';'), database);

  /** The product as an account of its own, with rights on these tables only. */
  const asAccount = async (
    tables: readonly string[],
    work: (product: Product) => Promise<void>,
  ): Promise<void> => {
    const server = getServer();
    const user = `names_${database}`.slice(-16);
    await query(server, `CREATE USER '${user}'@'%' IDENTIFIED BY 'secret'`);
    for (const table of tables) {
      const where = table === '*' ? table : quoted(table);
      const rights = 'SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES';
      await query(server, `GRANT ${rights} ON ${quoted(database)}.${where} TO '${user}'@'%'`);
    }
    const url = `${server.dialect}://${user}:secret@${server.host}:${String(server.port)}/`;
    const opened = await openProduct(server, url);
    try {
      await work(opened);
    } finally {
      await opened.close();
      await query(server, `DROP USER '${user}'@'%'`);
    }
  };

  /** All that was planned is done, and nothing is left to do. */
  const assertConverges = async (exclude: readonly string[], from = product, where = {}): Promise<void> => {
    const synced = await from.sync({ database, allowUnsafe: true, range: { exclude }, ...where });
    assert.deepEqual(problemsOf(synced.run), []);
    assert.deepEqual(synced.plan.omitted, []);
    assert.deepEqual(
      synced.again.results.filter(({ result }) => result !== 'consistent'),
      [],
    );
  };

  it('a name that a table outside holds is given to no foreign key (1826, errno 121)', async function () {
    this.timeout(300_000);
    await run(
      'create table other (id int primary key, p int, constraint `__TEST_c_p` foreign key (p) references p (id))',
    );
    await assertConverges(['other']);
  });

  it('nor one that the server made up for a foreign key without a name', async function () {
    this.timeout(300_000);
    await run(
      'create table d (id int primary key, p int, foreign key (p) references p (id))',
      'create table `ö$` (id int primary key, p int, constraint __test_d_ibfk_1 foreign key (p) references p (id))',
    );
    await assertConverges(['ö$']);
  });

  it('nor one that stands in another database of shadows', async function () {
    this.timeout(300_000);
    const shadows = await freshDatabase(getServer());
    await runScript(
      getServer(),
      'create table mine (id int primary key) engine=innodb; ' +
        'create table other (id int primary key, p int, constraint c_p foreign key (p) references mine (id)) engine=innodb',
      shadows,
    );
    try {
      await assertConverges([], product, { rule: { prefix: '', shadowDatabase: shadows } });
    } finally {
      await dropDatabase(getServer(), shadows);
    }
  });

  it('nor a check, where names of checks belong to the database', async function () {
    this.timeout(300_000);
    await run(
      'create table d (id int primary key, constraint k check (id > 1))',
      'create table other (id int primary key, constraint __test_k check (id > 2))',
    );
    await assertConverges(['other']);
  });

  it('an account without the right to look into InnoDB’s own tables finds the names too', async function () {
    this.timeout(300_000);
    await run(
      'create table other (id int primary key, p int, constraint __test_c_p foreign key (p) references p (id))',
    );
    await asAccount(['*'], (plain) => assertConverges(['other'], plain));
  });

  it('that account is told nothing among thousands of tables, where the server would have to open each', async () => {
    const { signal } = new AbortController();
    const namesAmong = async ({ opened }: Product, tables: number): Promise<readonly string[]> =>
      (await opened.reader.readConstraintNames?.(database, tables, signal))?.map((one) => one.constraint) ??
      [];
    await asAccount(['*'], async (plain) => {
      assert.deepEqual(await namesAmong(plain, 2_000), ['c_p']);
      assert.deepEqual(await namesAmong(plain, 2_001), engine === 'mysql-9' ? ['c_p'] : []);
    });
    assert.deepEqual(await namesAmong(product, 2_001), ['c_p']);
  });

  it('a name of a table that the account can’t see is told apart from a parent that does not fit', async function () {
    this.timeout(300_000);
    await run(
      'create table other (id int primary key, p int, constraint __test_c_p foreign key (p) references p (id))',
    );
    await asAccount(['p', 'c', '__test_p', '__test_c'], async (blind) => {
      const { run: done } = await blind.sync({ database });
      const failed = done.tables.find(({ outcome }) => outcome === 'failed');
      assert.match(String(failed?.statements[0]?.error?.remedy), /constraint of this name/);
    });
  });

  it('a shadow outside that can’t carry the foreign key: its child is left out, and the reason says what is in the way', async function () {
    this.timeout(300_000);
    await run('create table __test_p (id bigint primary key)', 'create table z (id int primary key)');
    const { plan, run: done } = await product.sync({ database, range: { exclude: ['p'] } });
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.source.table),
      ['c'],
    );
    assert.match(plan.omitted[0]?.reason ?? '', /__test_c_p .*__test_p as that stands .*column id/);
    assert.deepEqual(
      statementsOf(plan).map(({ pair }) => pair.source.table),
      ['z'],
    );
    assert.deepEqual(problemsOf(done), []);
    await runScript(getServer(), 'alter table __test_p modify id int', database);
    await assertConverges(['p']);
  });

  it('a shadow outside in another engine', async function () {
    this.timeout(300_000);
    await runScript(getServer(), 'create table __test_p (id int primary key) engine=myisam', database);
    const { plan, run: done } = await product.sync({ database, range: { include: ['c'] } });
    assert.match(plan.omitted[0]?.reason ?? '', /__test_p as that stands .*storage engine MYISAM/i);
    assert.deepEqual([plan.groups, problemsOf(done)], [[], []]);
  });
});
