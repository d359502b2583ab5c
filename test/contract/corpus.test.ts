/** Tables of the kind that real applications have, synchronised through the whole product; one test per case that broke. */
import assert from 'node:assert/strict';
import { problemsOf, syncDatabase } from '../support/syncDatabase.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { corpusPairs } from './corpusPairs.ts';
import { databaseCases } from './corpusDatabases.ts';

eachEngine('corpus pairs', (engine, getServer) => {
  for (const pair of corpusPairs.filter(({ on }) => on === undefined || on.includes(engine))) {
    it(pair.title, async () => {
      const server = getServer();
      const database = await freshDatabase(server);
      await query(server, `create table t ${pair.source}`, database);
      if (pair.shadow !== null) await query(server, `create table __test_t ${pair.shadow}`, database);
      if (pair.rows !== undefined) await query(server, `insert into __test_t values ${pair.rows}`, database);

      const { run, again, nextPlan } = await syncDatabase(server, {
        database,
        adopt: ['*'],
        allowUnsafe: true,
      });

      assert.deepEqual(problemsOf(run), []);
      assert.deepEqual(
        again.results.map(({ result }) => result),
        ['consistent'],
      );
      assert.deepEqual(nextPlan.groups, [], 'a second run has nothing to do');
    });
  }
});

eachEngine('corpus databases', (engine, getServer) => {
  for (const corpus of databaseCases.filter(({ on }) => on === undefined || on.includes(engine))) {
    it(corpus.title, async () => {
      const server = getServer();
      const [database, shadowDatabase] = [await freshDatabase(server), await freshDatabase(server)];
      await runScript(server, corpus.sources, database);
      await runScript(server, corpus.shadows, shadowDatabase);
      const rule = { prefix: '', shadowDatabase };

      const { run, again, nextPlan } = await syncDatabase(server, { database, rule, allowUnsafe: true });

      assert.deepEqual(problemsOf(run), []);
      for (const { result, pair } of again.results) assert.equal(result, 'consistent', pair.source.table);
      assert.deepEqual(nextPlan.groups, [], 'a second run has nothing to do');
    });
  }
});

eachEngine('corpus refusals', (_engine, getServer) => {
  it('a parent whose child is out of the range is left as it is, and the user is told what to do', async () => {
    const server = getServer();
    const database = await freshDatabase(server);
    const table = (name: string, type: string, key = ''): string =>
      `create table ${name}(id ${type} primary key${key})`;
    await runScript(
      server,
      `${table('p', 'bigint')}; ${table('c', 'bigint')}; ${table('__test_p', 'int')}`,
      database,
    );
    await query(server, table('__test_c', 'int', ', foreign key(id) references __test_p(id)'), database);

    const { plan, run, again } = await syncDatabase(server, {
      database,
      range: { exclude: ['c'] },
      allowUnsafe: true,
    });

    assert.deepEqual(run.tables, []);
    const [omitted] = plan.omitted;
    assert.equal(omitted?.pair.source.table, 'p');
    assert.match(omitted.reason, /__test_c/);
    assert.deepEqual(
      again.results.map(({ result }) => result),
      ['update'],
    );
  });
});

eachEngine('corpus shadows that reach outside', (engine, getServer) => {
  const reaching = [
    { what: 'the option CONNECTION', setUp: "create table __test_t(id int, x int) connection='elsewhere'" },
    ...(engine.startsWith('mariadb')
      ? [
          {
            what: 'a sequence',
            setUp: 'create sequence s; create table __test_t(id int, x bigint default nextval(s))',
          },
        ]
      : []),
  ];
  for (const { what, setUp } of reaching) {
    it(`${what}: that table is refused with the reason, the others go on`, async () => {
      const server = getServer();
      const database = await freshDatabase(server);
      await runScript(server, `create table t(id int); create table u(id int); ${setUp}`, database);

      const { analysis, run } = await syncDatabase(server, { database, adopt: ['*'], allowUnsafe: true });

      const refused = analysis.results.find(({ pair }) => pair.source.table === 't');
      assert.equal(refused?.result, 'unsupported');
      assert.match(refused.reason ?? '', /Drop/);
      assert.deepEqual(
        run.tables.map(({ pair, outcome }) => `${pair.source.table} ${outcome}`),
        ['u succeeded'],
      );
    });
  }
});

eachEngine('corpus foreign keys without an index', (engine, getServer) => {
  // MySQL does not let go of an index that a foreign key needs.
  if (!engine.startsWith('mariadb')) return;
  it('which an ALTER of the primary key left behind: refused before anything is sent, with the remedy', async () => {
    const server = getServer();
    const database = await freshDatabase(server);
    const child = (name: string, parent: string): string =>
      `create table ${name} (a int, b int, v int, primary key (a, b), constraint ${name}_f foreign key (a, b) references ${parent} (a, b))`;
    await runScript(
      server,
      'create table p (a int, b int, primary key (a, b)); create table __test_p (a int, b int, primary key (a, b)); ' +
        `${child('t', 'p')}; ${child('n', 'p')}; ${child('__test_t', '__test_p')}; ` +
        'alter table t drop primary key, add primary key (b, a); alter table n drop primary key, add primary key (b, a)',
      database,
    );

    const { analysis, run } = await syncDatabase(server, { database, allowUnsafe: true });

    for (const name of ['t', 'n']) {
      const refused = analysis.results.find(({ pair }) => pair.source.table === name);
      assert.equal(refused?.result, 'unsupported');
      assert.match(
        refused.reason ?? '',
        new RegExp(`foreign key \\S*${name}_f .*Add such an index to the source`),
      );
    }
    assert.deepEqual(run.tables, []);
  });

  it('at a parent whose primary key was exchanged: refused before another key is released for it', async () => {
    const server = getServer();
    const database = await freshDatabase(server);
    const parent = (name: string): string => `create table ${name} (id int primary key, x int not null)`;
    const child = (name: string, to: string): string =>
      `create table ${name} (a int, constraint ${name}_f foreign key (a) references ${to} (id))`;
    await runScript(
      server,
      `${parent('p')}; ${parent('__test_p')}; ${child('c', 'p')}; create table __test_c (a bigint); ` +
        'alter table p drop primary key, add primary key (x)',
      database,
    );

    for (const foreignKeys of ['map', 'keep'] as const) {
      const { plan } = await syncDatabase(server, {
        database,
        allowUnsafe: true,
        options: { ...defaultCompareOptions, foreignKeys },
      });
      const omitted = plan.omitted.find(({ pair }) => pair.source.table === 'c');
      assert.match(omitted?.reason ?? '', /foreign key \S*c_f .*no index/);
    }
  });
});

eachEngine('corpus vector indexes', (engine, getServer) => {
  // No other server of the tests has them.
  if (engine !== 'mariadb-11.8') return;
  it('leave nothing behind that stands in the way of the next one when the engine changes (1050)', async () => {
    const server = getServer();
    const database = await freshDatabase(server);
    const table = (name: string, index: string, storage: string): string =>
      `create table ${name} (id int primary key, e vector(4) not null${index}) engine=${storage}`;
    const vector = ', vector key e (e)';
    const sync = async (source: string): Promise<void> => {
      await runScript(server, `drop table if exists t; ${source}`, database);
      const { run } = await syncDatabase(server, { database, allowUnsafe: true });
      assert.deepEqual(problemsOf(run), []);
    };
    await runScript(server, table('__test_t', vector, 'innodb'), database);

    await sync(table('t', '', 'myisam'));
    await sync(table('t', vector, 'innodb'));
    await sync(table('t', vector, 'myisam'));
    await sync(table('t', vector, 'innodb'));
  });
});
