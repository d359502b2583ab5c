/** odc.md §12 E: what ODC destroys without a word. Every case here has rows in the shadow. */
import assert from 'node:assert/strict';
import { query, quoted, runScript, type Row } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { openProduct, resultOf, statementsOf, type Product, type Synced } from '../support/syncDatabase.ts';

interface Guarded {
  readonly title: string;
  readonly table: string;
  readonly source: string;
  readonly shadow: string;
  readonly row: string;
  /** Code and level that must be among the findings. */
  readonly finds: readonly string[];
  /** Whether it runs all the same, because it only costs time. */
  readonly runs?: boolean;
  readonly then?: (synced: Synced) => void;
}

const pk = 'id int primary key';

const cases: readonly Guarded[] = [
  {
    title: 'O-40 narrower types are unsafe and do not run by themselves',
    table: 'narrow',
    source: `(${pk}, v varchar(10), n tinyint)`,
    shadow: `(${pk}, v varchar(200), n bigint)`,
    row: "(1, repeat('x', 150), 5000000000)",
    finds: ['SS105 unsafe'],
    then: ({ plan }) => {
      const named = statementsOf(plan).flatMap(({ findings }) =>
        findings.flatMap(({ code, object }) => (code === 'SS105' && object !== null ? [object.name] : [])),
      );
      assert.deepEqual([...new Set(named)].sort(), ['n', 'v'], 'a reason for each clause');
    },
  },
  {
    title: 'O-41 NOT NULL over NULLs is unsafe',
    table: 'notnull',
    source: `(${pk}, v varchar(10) not null)`,
    shadow: `(${pk}, v varchar(10))`,
    row: '(1, null)',
    finds: ['SS107 unsafe'],
  },
  {
    title: 'O-42 a renamed column is unsafe, with the hint that it may be one; never guessed',
    table: 'col_ren',
    source: `(${pk}, new_name varchar(20))`,
    shadow: `(${pk}, old_name varchar(20))`,
    row: "(1, 'kept')",
    finds: ['SS101 unsafe', 'SS115 caution'],
    then: ({ plan }) => {
      const sql = statementsOf(plan)[0]?.sql ?? '';
      assert.match(sql, /DROP COLUMN `old_name`/);
      assert.match(sql, /ADD COLUMN `new_name`/);
      assert.doesNotMatch(sql, /CHANGE|RENAME/);
    },
  },
  {
    title: 'O-43 a table that only happens to have a shadow’s name is refused',
    table: 'bak',
    source: `(${pk}, v int)`,
    shadow: '(x int, y varchar(50), z text)',
    row: "(1, 'somebody', 'else')",
    finds: ['SS116 refused'],
  },
  {
    title: 'O-44 removing partitions says that it rebuilds the table',
    table: 'part_none',
    source: '(id int not null primary key)',
    shadow: '(id int not null primary key) partition by hash(id) partitions 2',
    row: '(1)',
    finds: ['SS201 caution'],
    runs: true,
  },
  {
    title: 'O-45 another character set is one ALTER, marked',
    table: 'opt_cs',
    source: `(${pk}, v varchar(10)) charset=latin1`,
    shadow: `(${pk}, v varchar(10)) charset=utf8mb4`,
    row: "(1, '表')",
    finds: ['SS108 unsafe'],
    then: ({ plan }) => assert.equal(statementsOf(plan).length, 1),
  },
];

eachEngine('ODC E: destructive and unguarded', (_engine, getServer) => {
  let database = '';
  let product: Product;
  before(async () => {
    database = await freshDatabase(getServer());
    product = await openProduct(getServer());
  });
  after(async () => {
    if (database === '') return; // the engine can't be had
    await product.close();
    await dropDatabase(getServer(), database);
  });

  const rowsOf = (table: string): Promise<readonly Row[]> =>
    query(getServer(), `select * from ${quoted(`_t_${table}`)}`, database);

  for (const { title, table, source, shadow, row, finds, runs = false, then } of cases) {
    it(title, async function () {
      this.timeout(300_000);
      const script = `create table ${table}${source}; create table _t_${table}${shadow}; insert into _t_${table} values ${row}`;
      await runScript(getServer(), script, database);
      const before = await rowsOf(table);
      const synced = await product.sync({ database, rule: { prefix: '_t_' }, range: { include: [table] } });
      const found = statementsOf(synced.plan).flatMap(({ findings }) => findings);
      const seen = found.map(({ code, level }) => `${code} ${level}`);
      for (const wanted of finds) assert.ok(seen.includes(wanted), `${wanted} is not among ${seen.join()}`);
      for (const { message } of found) assert.ok(message.length > 10, 'a finding says why');
      assert.equal(synced.run.tables[0]?.outcome, runs ? 'succeeded' : 'skipped');
      assert.deepEqual(await rowsOf(table), before, 'every row is as it was');
      then?.(synced);
    });
  }

  it('O-43 also when everything unsafe is allowed; it takes the table’s name', async function () {
    this.timeout(300_000);
    const request = { database, rule: { prefix: '_t_' }, range: { include: ['bak'] }, allowUnsafe: true };
    assert.equal((await product.sync(request)).run.tables[0]?.outcome, 'skipped');
    assert.equal((await rowsOf('bak')).length, 1);
    const adopted = await product.sync({ ...request, adopt: ['_t_bak'] });
    assert.equal(adopted.run.outcome, 'succeeded');
    assert.equal(resultOf(adopted.again, 'bak').result, 'consistent');
  });

  it('O-46 what a plan risks follows from its findings: one that drops columns is none without', async function () {
    this.timeout(300_000);
    const names = Array.from({ length: 20 }, (_, i) => `c${String(i)}`);
    const columns = names.map((name) => `${name} int`).join(', ');
    await runScript(
      getServer(),
      `create table wide(id int primary key, kept1 int, kept2 int); create table _t_wide(id int primary key, kept1 int, kept2 int, ${columns})`,
      database,
    );
    const request = { database, rule: { prefix: '_t_' }, range: { include: ['wide'] } };
    const analysis = await product.analyse({ ...request, adopt: ['_t_wide'] });
    const dropped = statementsOf(product.plan(analysis)).flatMap(({ findings }) =>
      findings.filter(({ code, level }) => code === 'SS101' && level === 'unsafe'),
    );
    assert.equal(dropped.length, 20);
  });
});

eachEngine('ODC E: refusals', (engine, getServer) => {
  it('O-47 what can’t be done is “unsupported” with its reason, never “succeeded”', async function () {
    this.timeout(300_000);
    const database = await freshDatabase(getServer());
    const merge = engine.startsWith('mariadb') || engine.startsWith('mysql');
    assert.ok(merge);
    await runScript(
      getServer(),
      'create table part(id int primary key) engine=myisam; create table whole(id int primary key) engine=merge union=(part); create table good(id int primary key)',
      database,
    );
    const product = await openProduct(getServer());
    try {
      const synced = await product.sync({ database, rule: { prefix: '_t_' }, allowUnsafe: true });
      const refused = resultOf(synced.again, 'whole');
      assert.equal(refused.result, 'unsupported');
      assert.match(refused.reason ?? '', /MERGE|MRG_MYISAM/i);
      assert.ok(!synced.run.tables.some(({ pair }) => pair.source.table === 'whole'));
      assert.equal(resultOf(synced.again, 'good').result, 'consistent', 'the others go on');
    } finally {
      await product.close();
      await dropDatabase(getServer(), database);
    }
  });
});
