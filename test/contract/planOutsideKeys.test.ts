/** Foreign keys of tables that no run may write, which point at shadows that change: found before anything is sent. */
import assert from 'node:assert/strict';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { useProduct } from '../support/productStage.ts';
import { query, quoted, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { openProduct, problemsOf, statementsOf, type Product } from '../support/syncDatabase.ts';

/** A parent whose key grows, its child with the same, and a third table that has nothing to do with them. */
const family = [
  'create table p (id bigint primary key, v int, key kv (v))',
  'create table c (id int primary key, p bigint, constraint c_p foreign key (p) references p (id))',
  'create table z (id int primary key, added int)',
  'create table __test_p (id int primary key, v int, key kv (v))',
  'create table __test_c (id int primary key, p int, constraint shadow_c_p foreign key (p) references __test_p (id))',
  'create table __test_z (id int primary key)',
];

eachEngine('foreign keys from outside the range', (_engine, getServer) => {
  const stage = useProduct(getServer);
  let database: string;
  let product: Product;
  beforeEach(async () => {
    ({ database, product } = stage);
    await runScript(getServer(), family.map((sql) => `${sql} engine=innodb`).join(';'), database);
  });
  const run = (sql: string, where = database): Promise<void> => runScript(getServer(), sql, where);

  /** The plan leaves p as it is, names these words as the reason, and does the rest without releasing a foreign key. */
  const assertLeft = async (words: readonly RegExp[], from = product): Promise<void> => {
    const synced = await from.sync({ database, allowUnsafe: true, range: { exclude: ['c'] } });
    assert.deepEqual(
      synced.plan.omitted.map(({ pair }) => pair.source.table),
      ['p'],
    );
    for (const word of words) assert.match(synced.plan.omitted[0]?.reason ?? '', word);
    assert.deepEqual(
      statementsOf(synced.plan).map(({ pair }) => pair.source.table),
      ['z'],
    );
    assert.deepEqual(problemsOf(synced.run), []);
  };

  it('a shadow outside the range: its parent is left as it is, the reason names child, key and remedy', async function () {
    this.timeout(300_000);
    await assertLeft([/shadow_c_p/, new RegExp(`${database}\\.__test_c`), /into the range/, /drop/]);
  });

  it('keep: a foreign key to a table that is not there can’t be made (1005, 1824), and that is said before', async function () {
    this.timeout(300_000);
    await run(
      'set foreign_key_checks = 0; create table d (id int primary key, p int, constraint d_gone foreign key (p) references gone (id)) engine=innodb',
    );
    const keep = { ...defaultCompareOptions, foreignKeys: 'keep' } as const;
    const sync = (): ReturnType<Product['sync']> =>
      product.sync({ database, range: { include: ['d'] }, options: keep });
    const { plan, run: done } = await sync();
    assert.match(
      plan.omitted[0]?.reason ?? '',
      /foreign key to .*\.gone, and that table is not there.*leave/,
    );
    assert.deepEqual([plan.groups, problemsOf(done)], [[], []]);
    await run('set foreign_key_checks = 0; create table gone (id int primary key) engine=innodb');
    const then = await sync();
    assert.deepEqual([then.plan.omitted, problemsOf(then.run), then.nextPlan.groups], [[], [], []]);
  });

  it('the same child in the range: done, its key released and put back', async function () {
    this.timeout(300_000);
    const synced = await product.sync({ database, allowUnsafe: true });
    assert.deepEqual(synced.plan.omitted, []);
    assert.deepEqual(problemsOf(synced.run), []);
    assert.deepEqual(synced.nextPlan.groups, []);
  });

  it('keys of the plan’s own tables are not released for a change that can’t be made', async function () {
    this.timeout(300_000);
    await run(
      'create table mine (id int primary key, p int, constraint from_mine foreign key (p) references __test_p (id)) engine=innodb',
    );
    const { plan, run: done } = await product.sync({
      database,
      allowUnsafe: true,
      range: { exclude: ['mine'] },
    });
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.source.table),
      ['p', 'c'],
    );
    assert.match(plan.omitted[0]?.reason ?? '', /from_mine/);
    assert.match(plan.omitted[1]?.reason ?? '', /does not fit .*__test_p/);
    assert.deepEqual(problemsOf(done), []);
    const [key] = await query(
      getServer(),
      `select count(*) as n from information_schema.key_column_usage where table_schema = '${database}' and referenced_table_name = '__test_p'`,
    );
    assert.equal(Number(key?.['n']), 2);
  });

  it('a source table that points at a shadow counts like any other that is not ours to write', async function () {
    this.timeout(300_000);
    await run('drop table __test_c; drop table c');
    await run(
      'create table s (id int primary key, p int, constraint odd foreign key (p) references __test_p (id)) engine=innodb; ' +
        'create table __test_s (id int primary key, p int, key odd (p)) engine=innodb',
    );
    const { plan } = await product.sync({ database, allowUnsafe: true });
    assert.match(plan.omitted.find(({ pair }) => pair.source.table === 'p')?.reason ?? '', /odd.*\.s\b/);
  });

  it('a change that does not concern the referenced columns is made', async function () {
    this.timeout(300_000);
    await run('drop table c; drop table p');
    await run(
      'create table p (id int primary key, v bigint, w int, key kw (w)) comment "other" engine=innodb',
    );
    const synced = await product.sync({ database, allowUnsafe: true });
    assert.deepEqual(synced.plan.omitted, []);
    assert.deepEqual(problemsOf(synced.run), []);
  });

  it('the parent’s index that the foreign key needs', async function () {
    this.timeout(300_000);
    await run('alter table __test_c drop foreign key shadow_c_p; drop table c; drop table p');
    await run(
      'create table c (id int primary key); create table p (id int primary key, v int) engine=innodb; alter table __test_p drop key kv, add unique key kv (v); ' +
        'alter table __test_c add constraint to_v foreign key (p) references __test_p (v)',
    );
    await assertLeft([/to_v/]);
  });

  it('a child in another database, of an account that may see it', async function () {
    this.timeout(300_000);
    const other = await freshDatabase(getServer());
    await run('drop table __test_c; drop table c');
    await run(
      `create table ${quoted('far ö$')} (id int primary key, p int, constraint ${quoted('afar ö')} foreign key (p) references ${quoted(database)}.__test_p (id)) engine=innodb`,
      other,
    );
    try {
      await assertLeft([/afar ö/, new RegExp(`${other}\\.far ö\\$`)]);
    } finally {
      await run('drop table `far ö$`', other);
      await dropDatabase(getServer(), other);
    }
  });

  it('an account without the right to look into InnoDB’s own tables finds them too', async function () {
    this.timeout(300_000);
    const server = getServer();
    const user = `plain_${database}`.slice(-16);
    await query(server, `CREATE USER '${user}'@'%' IDENTIFIED BY 'secret'`);
    await query(
      server,
      `GRANT SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES ON \`${database}\`.* TO '${user}'@'%'`,
    );
    const url = `${server.dialect}://${user}:secret@${server.host}:${String(server.port)}/`;
    const plain = await openProduct(server, url);
    try {
      await assertLeft([/shadow_c_p/], plain);
    } finally {
      await plain.close();
      await query(server, `DROP USER '${user}'@'%'`);
    }
  });
});
