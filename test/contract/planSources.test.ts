/** reliability.md §12 P: what tables may be, and what must never be copied (P-12 … P-16, P-24). */
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useProduct } from '../support/productStage.ts';
import { oracleDifferences } from '../support/oracle/oracleDifferences.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { openConnection, query, quoted } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import { sayingInstead } from '../support/sayingInstead.ts';
import { openProduct, problemsOf, resultOf } from '../support/syncDatabase.ts';

/** reliability.md C6: names that are legal and must come through. */
const legalNames = [
  'back`tick',
  '``',
  "single'quote",
  'double"quote',
  'new\nline',
  '*/ /*!50000 x */',
  '-- dashes',
  'select',
  '表',
  '日本語のテーブル',
  ' leading space',
  'dot.in.it',
  'slash/in/it',
  'back\\slash',
  '%_',
  '\u202Eright to left',
  'combining a\u0301',
  '12345',
  '__proto__',
  ';',
  "x', hacked int) -- ",
];

eachEngine('sources', (engine, getServer) => {
  const isMariadb = engine.startsWith('mariadb');
  const stage = useProduct(getServer);
  const { run, rows } = stage;

  async function proveAlike(sources: readonly string[]): Promise<void> {
    const connection = await openConnection(getServer());
    try {
      const shadowOf = (source: string): string => `__test_${source}`;
      const sides = { database: stage.database, shadowDatabase: stage.database, shadowOf, sources };
      assert.deepEqual(await oracleDifferences(connection, sides), []);
    } finally {
      connection.destroy();
    }
  }

  it('P-12 a MERGE table is refused, the tables under it go on', async function () {
    this.timeout(300_000);
    await run(
      'create table part(id int primary key) engine=myisam; create table whole(id int primary key) engine=merge union=(part)',
    );
    const synced = await stage.product.sync({ database: stage.database });
    assert.equal(resultOf(synced.again, 'whole').result, 'unsupported');
    assert.equal(resultOf(synced.again, 'part').result, 'consistent');
  });

  it('P-12 the password in a CONNECTION is never shown', async function () {
    this.timeout(300_000);
    await run('create table far(id int primary key)');
    const connection = "CONNECTION='mysql://user:s3cret@far.example/shop/far'";
    const analysis = await stage.product.analyse({
      database: stage.database,
      reader: sayingInstead(
        stage.product.opened.reader,
        'far',
        (text) => `${text.replace('ENGINE=InnoDB', 'ENGINE=FEDERATED')} ${connection}`,
      ),
    });
    const { result, reason } = resultOf(analysis, 'far');
    assert.equal(result, 'unsupported');
    assert.match(reason ?? '', /FEDERATED/);
    assert.doesNotMatch(JSON.stringify([...analysis.results, stage.product.plan(analysis)]), /s3cret/);
  });

  it('P-12 DATA DIRECTORY is refused', async function () {
    this.timeout(300_000);
    const folder = await mkdtemp(join(tmpdir(), 'shadow-sync-far-'));
    const server = await startServer(
      engine,
      engine === 'mysql-9' ? { args: [`--innodb-directories=${folder}`] } : {},
    );
    try {
      await query(server, 'create database shop');
      await query(
        server,
        `create table shop.far(id int primary key) engine=innodb data directory='${folder}'`,
      );
      const own = await openProduct(server);
      const synced = await own.sync({ database: 'shop', allowUnsafe: true });
      await own.close();
      const { result, reason } = resultOf(synced.again, 'far');
      assert.equal(result, 'unsupported');
      assert.match(reason ?? '', /DATA DIRECTORY/);
    } finally {
      await server.stop();
      removeFolder(folder);
    }
  });

  if (isMariadb) {
    it('P-13 a default from a sequence is refused by name: the shadow would use up the source’s numbers', async function () {
      this.timeout(300_000);
      await run('create sequence s; create table a(id int primary key default nextval(s))');
      const { result, reason } = resultOf(
        (await stage.product.sync({ database: stage.database })).again,
        'a',
      );
      assert.equal(result, 'unsupported');
      assert.match(reason ?? '', /sequence/);
      assert.match(reason ?? '', /\bid\b/);
    });
  }

  it('P-14 triggers are not copied, and that is said', async function () {
    this.timeout(300_000);
    await run(
      'create table a(id int primary key, v int); create trigger on_a before insert on a for each row set new.v = 7',
    );
    const synced = await stage.product.sync({ database: stage.database });
    assert.match(
      resultOf(synced.again, 'a').notices.find(({ code }) => code === 'SS302')?.message ?? '',
      /on_a/,
    );
    await run('insert into __test_a values (1, 1)');
    assert.deepEqual(await rows('select v from __test_a'), [{ v: 1 }]);
  });

  it('P-15 generated columns, checks, functional and hidden indexes, partitions: there and back', async function () {
    this.timeout(300_000);
    const tables = hardTables(engine);
    await run(tables.map(([name, body]) => `create table ${name}${body}`).join(';'));
    const synced = await stage.product.sync({ database: stage.database });
    assert.deepEqual(problemsOf(synced.run), []);
    assert.deepEqual(
      synced.again.results
        .filter(({ result }) => result !== 'consistent')
        .map(({ pair, reason }) => [pair.source.table, reason]),
      [],
    );
    await proveAlike(tables.map(([name]) => name));
  });

  for (const name of legalNames) {
    it(`P-16 a name as table, column, index, constraint and comment: ${JSON.stringify(name)}`, async function () {
      this.timeout(300_000);
      const n = quoted(name);
      const text = `'${name.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
      const column = quoted(name.slice(0, 40).replace(/ +$/, ''));
      await run(
        `create table parent(${column} int primary key);
         create table ${quoted(name.replace(/ +$/, ''))}(${column} int comment ${text}, p int default 1, s varchar(64) default ${text}, primary key (${column}), key ${column}(p) comment ${text}, constraint ${column} foreign key (p) references parent(${column})) comment=${text}`,
      );
      assert.ok(n.length > 2);
      const synced = await stage.product.sync({ database: stage.database });
      assert.deepEqual(problemsOf(synced.run), []);
      assert.deepEqual(
        synced.again.results.map(({ result, reason }) => [result, reason]),
        [
          ['consistent', null],
          ['consistent', null],
        ],
      );
      await proveAlike([name.replace(/ +$/, ''), 'parent']);
    });
  }

  it('P-24 a view, a temporary, a versioned table or a sequence is no source, each with a clear word', async function () {
    this.timeout(300_000);
    await run(
      `create table a(id int primary key); create view v as select * from a;
       ${isMariadb ? 'create sequence s; create table versioned(id int primary key) with system versioning' : 'select 1'}`,
    );
    const connection = await openConnection(getServer(), { database: stage.database });
    await connection.query('create temporary table passing(id int primary key)');
    const named = await stage.product.analyse({
      database: stage.database,
      range: { include: isMariadb ? ['a', 'v', 's', 'passing', 'versioned'] : ['a', 'v', 'passing'] },
    });
    connection.destroy();
    assert.match(resultOf(named, 'v').reason ?? '', /is a view/);
    assert.equal(resultOf(named, 'v').result, 'unsupported');
    assert.match(resultOf(named, 'passing').reason ?? '', /no such table/);
    if (isMariadb) {
      assert.match(resultOf(named, 's').reason ?? '', /is a sequence/);
      assert.match(resultOf(named, 'versioned').reason ?? '', /[Ss]ystem.version/);
      assert.equal(resultOf(named, 'versioned').result, 'unsupported');
    }
    const all = await stage.product.sync({ database: stage.database, allowUnsafe: true });
    assert.ok(all.again.notes.some((note) => note.includes('view')));
    assert.equal(resultOf(all.again, 'a').result, 'consistent');
  });
});

function hardTables(engine: string): readonly (readonly [string, string])[] {
  const partitioned = [
    [
      'p_list',
      '(id int not null primary key) partition by list(id) (partition a values in (1,null), partition b values in (2,3))',
    ],
    [
      'p_columns',
      "(a varchar(5) not null, b int not null, primary key(a,b)) partition by range columns(a,b) (partition x values less than ('m',5), partition y values less than (maxvalue,maxvalue))",
    ],
    ['p_key', '(id int not null primary key) partition by linear key() partitions 3'],
    [
      'p_sub',
      '(id int not null primary key) partition by range(id) subpartition by key(id) (partition p values less than (5) (subpartition s0, subpartition s1), partition q values less than maxvalue (subpartition s2, subpartition s3))',
    ],
  ] as const;
  if (engine === 'mysql-5.6') return partitioned;
  const common = [
    [
      'gen_cols',
      '(id int primary key, a int, v int as (a + 1) virtual, s int as (a * 2) stored, key kv(v), unique key ks(s))',
    ],
    ['checked', '(id int primary key, a int check (a > 0), constraint c_ab check (a < id))'],
    ['hidden', '(id int primary key, h int invisible default 3)'],
    ['jsons', "(id int primary key, j json, g varchar(20) as (json_unquote(json_extract(j, '$.a'))))"],
    ['by_default', "(id int primary key, a int default (1 + 2), t text default ('x'))"],
  ] as const;
  const own = engine.startsWith('mariadb')
    ? ([
        ['ignored', '(id int primary key, a int, key ka(a) ignored)'],
        ['kinds', '(id uuid primary key, i inet6, c varchar(3) compressed)'],
        ['periods', '(id int not null, a date not null, b date not null, period for p(a,b))'],
      ] as const)
    : ([
        [
          'functional',
          '(id int primary key, a int, b varchar(9), key f((a + 1)), key g((lower(b)), a desc))',
        ],
        ['invisible', '(id int primary key, a int, key ka(a) invisible)'],
        ['shapes', '(id int primary key, g point not null srid 4326, spatial key sg(g))'],
        ['unenforced', '(id int primary key, a int, constraint c_u check (a > 0) not enforced)'],
      ] as const);
  return [...partitioned, ...common, ...own];
}
