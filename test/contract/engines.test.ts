/** Storage engines with rules of their own: what they can't hold is refused, what they count is counted anew. */
import assert from 'node:assert/strict';
import { defaultCompareOptions, type CompareOptions } from '../../src/diff/compareOptions.ts';
import { useProduct } from '../support/productStage.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { problemsOf, resultOf, statementsOf, type Synced } from '../support/syncDatabase.ts';

const columns = '(id int not null primary key, v int, key kv (v))';
const blocked = '(id int not null primary key, v int, key kv (v) key_block_size=1024)';
const numbered = '(id int not null auto_increment, v int, primary key (id))';

eachEngine('storage engines', (engine, getServer) => {
  const isMysql = engine.startsWith('mysql');
  const stage = useProduct(getServer);
  const { run, rows } = stage;
  const shadowText = async (): Promise<string> =>
    String((await rows('show create table __test_a'))[0]?.['Create Table']);
  const sync = (options: Partial<CompareOptions> = {}): Promise<Synced> =>
    stage.product.sync({
      database: stage.database,
      allowUnsafe: true,
      adopt: ['*'],
      options: { ...defaultCompareOptions, ...options },
    });
  const assertDone = ({ run: done, again }: Synced): void => {
    assert.deepEqual(problemsOf(done), []);
    assert.equal(resultOf(again, 'a').result, 'consistent');
  };

  const pairs: readonly (readonly [string, string])[] = [
    [`${columns} engine=InnoDB row_format=compressed key_block_size=8`, `${columns} engine=MyISAM`],
    [`${columns} engine=MyISAM`, `${columns} engine=InnoDB row_format=compressed key_block_size=8`],
    [`${blocked} engine=MyISAM`, `${columns} engine=MyISAM`],
    [`${columns} engine=MyISAM`, `${blocked} engine=MyISAM`],
    [`${columns} engine=MyISAM`, `${blocked} engine=InnoDB`],
    ...(isMysql
      ? []
      : ([
          [`${columns} engine=Aria`, `${blocked} engine=Aria`],
          [`${blocked} engine=Aria`, `${columns} engine=Aria`],
        ] as const)),
  ];
  for (const [source, shadow] of pairs) {
    it(`block sizes come and go, and come back by the undo: ${shadow} → ${source}`, async function () {
      this.timeout(300_000);
      await run(`set innodb_strict_mode=0; create table a ${source}; create table __test_a ${shadow}`);
      const before = await shadowText();
      const synced = await sync();
      assertDone(synced);
      const undo = statementsOf(synced.plan)
        .toReversed()
        .flatMap((statement) => statement.undo ?? []);
      await run(`set innodb_strict_mode=0; ${undo.join(';')}`);
      assert.equal(await shadowText(), before);
    });
  }

  if (isMysql) {
    const archived: readonly (readonly [string, string, string])[] = [
      [
        'a column for its rows',
        `${numbered.replace('v int', 'v int, w int')} engine=archive`,
        `${numbered} engine=archive`,
      ],
      ['rows of another engine', `${numbered} engine=archive`, `${numbered} engine=innodb`],
    ];
    for (const [title, source, shadow] of archived) {
      it(`ARCHIVE with AUTO_INCREMENT takes ${title} (1022)`, async function () {
        this.timeout(300_000);
        await run(
          `create table a ${source}; create table __test_a ${shadow}; insert into __test_a (id) values (1), (2), (5)`,
        );
        assertDone(await sync());
        await run('insert into __test_a (v) values (9)');
        assert.deepEqual(
          (await rows('select id from __test_a order by id')).map(({ id }) => id),
          [1, 2, 5, 6],
        );
      });
    }
  }

  const keyed = '(id int primary key, p int, key kp (p), constraint cp foreign key (p) references p (id))';
  const parents: readonly (readonly [string, Partial<CompareOptions>, RegExp])[] = [
    ['engine=myisam', { storage: 'ignored' }, /cp can’t refer to .*__test_p.*MYISAM/],
    ['partition by hash (id) partitions 2', { partitions: 'lax' }, /cp can’t refer to .*__test_p.*partition/],
  ];
  for (const [suffix, options, reason] of parents) {
    it(`a parent that keeps \`${suffix}\` takes no foreign keys (1005, 1215, 1506, 1824), and that is said before`, async function () {
      this.timeout(300_000);
      await run(
        `create table p (id int primary key, v int); create table a ${keyed}; create table __test_p (id int primary key) ${suffix}`,
      );
      const synced = await sync(options);
      assert.match(synced.plan.omitted.find(({ pair }) => pair.source.table === 'a')?.reason ?? '', reason);
      assert.deepEqual(problemsOf(synced.run), []);
      assert.equal(resultOf(synced.again, 'p').result, 'consistent');
      assertDone(await sync());
    });
  }

  const unfit: readonly (readonly [string, string, string])[] = [
    ['(id int primary key, t text)', '(id int primary key) engine=memory', 'BLOB, TEXT'],
    ['(id int not null primary key)', '(id int not null) engine=csv', 'keys'],
    ...(engine === 'mysql-5.6'
      ? []
      : ([
          [
            '(id int primary key, g int generated always as (id + 1) virtual)',
            '(id int primary key) engine=memory',
            'generated columns',
          ],
        ] as const)),
    ...(engine === 'mysql-9'
      ? ([
          [
            '(id int primary key) partition by hash (id) partitions 2',
            '(id int primary key) engine=myisam',
            'partitions',
          ],
          ['(id int primary key, key k (id desc))', '(id int primary key) engine=myisam', 'descending'],
          ['(id int primary key, key k ((id + 1)))', '(id int primary key) engine=memory', 'on expressions'],
          ['(id int, v int default (id + 1))', '(id int) engine=memory', 'defaults'],
          ['(id int, v int as (id + 1))', '(id int) engine=blackhole', 'generated'],
        ] as const)
      : []),
  ];
  for (const [source, shadow, word] of unfit) {
    it(`storage ignored: ${shadow} can’t hold what the source needs, and that is said before`, async function () {
      this.timeout(300_000);
      await run(`create table a ${source}; create table __test_a ${shadow}`);
      const synced = await sync({ storage: 'ignored' });
      const result = resultOf(synced.analysis, 'a');
      assert.equal(result.result, 'unsupported');
      assert.match(result.reason ?? '', new RegExp(`has no .*${word}`));
      assert.deepEqual(synced.plan.groups, []);
      assertDone(await sync());
    });
  }
});
