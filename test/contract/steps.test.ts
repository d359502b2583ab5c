/** The statements of every golden pair, run on every real server that takes it, and taken back. */
import assert from 'node:assert/strict';
import type { Connection } from 'mysql2/promise';
import { goldenCases, titleOf } from '../golden/pairs/cases.ts';
import type { GoldenCase, GoldenServer } from '../golden/pairs/cases.ts';
import { isUpdating, writeGolden } from '../golden/pairs/goldenFiles.ts';
import type { GoldenDialect } from '../golden/pairs/goldenFiles.ts';
import { expectedShadow, noRelease, PairServer } from '../golden/pairs/pairServer.ts';
import { openConnection } from '../support/servers/connect.ts';
import { eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

/** Whose texts are kept for a dialect: the first of these that takes the case. */
const kept: Readonly<Record<Exclude<GoldenDialect, 'oceanbase'>, readonly GoldenServer[]>> = {
  mysql: ['mysql-9', 'mysql-5.6'],
  mariadb: ['mariadb-10.11', 'mariadb-11.8'],
};

function takes(pair: GoldenCase, server: GoldenServer): boolean {
  return pair.on === undefined || pair.on.includes(server);
}

async function keepTexts(pair: GoldenCase, engine: GoldenServer, server: PairServer): Promise<void> {
  for (const dialect of ['mysql', 'mariadb'] as const) {
    if (kept[dialect].find((candidate) => takes(pair, candidate)) !== engine) continue;
    await writeGolden(dialect, pair.name, 'source.sql', `${await server.text('source')}\n`);
    if (pair.shadow !== null)
      await writeGolden(dialect, pair.name, 'shadow.sql', `${await server.text('shadow')}\n`);
  }
}

eachEngine('statements of golden pairs', (engine, getServer) => {
  let connection: Connection | undefined;
  let server: PairServer;

  before(async () => {
    const database = await freshDatabase(getServer());
    connection = await openConnection(getServer());
    server = await PairServer.open(connection, database);
  });

  after(async () => {
    await connection?.end();
  });

  for (const pair of goldenCases.filter((candidate) => takes(candidate, engine))) {
    it(titleOf(pair), async function () {
      this.timeout(300_000);
      await server.makePair(pair);
      if (isUpdating) await keepTexts(pair, engine, server);
      const { dialect, database } = server;
      const expected = expectedShadow(dialect, await server.read('source'), { database, table: 'shadow' });
      const actual = pair.shadow === null ? null : await server.read('shadow');

      const steps = dialect.steps(actual, expected, noRelease);
      const references = ['parent', '__test_parent'].map((table) => ({ database, table }));
      for (const step of steps)
        dialect.gate(step.sql, { shadow: expected.name, references, dropTable: false });
      await server.runSteps(steps);

      const after = await server.read('shadow');
      assert.deepEqual(dialect.compare(expected, after), []);
      assert.equal(dialect.canonical(after), dialect.canonical(expected));
      assert.deepEqual(dialect.steps(after, expected, noRelease), [], 'a second run has nothing to do');

      if (actual === null) {
        await server.run(dialect.drop(expected).sql);
        return;
      }
      assert.equal(steps.length === 0, dialect.compare(expected, actual).length === 0);
      await undoOneByOne(server, steps);
      assert.equal(dialect.canonical(await server.read('shadow')), dialect.canonical(actual), 'undone');
      // And once more there and back, each way planned as a whole.
      await server.runSteps(steps);
      await server.runSteps(dialect.steps(await server.read('shadow'), actual, noRelease));
      assert.equal(
        dialect.canonical(await server.read('shadow')),
        dialect.canonical(actual),
        'undone as a whole',
      );
    });
  }

  for (const [what, parentIs, childIs] of [
    ['type', 'id bigint primary key, code int', 'pid bigint'],
    ['name', '`ID` int primary key, code int', 'pid int'],
    ['primary key', 'id int not null, code int not null, primary key(code,id), unique key ki(id)', 'pid int'],
  ] as const) {
    it(`a parent changes its ${what} under a child's foreign key (1833, 3780, 1553)`, async function () {
      this.timeout(300_000);
      await changeParent(server, parentIs, childIs);
    });
  }
});

/** Makes a family of two tables in two versions and alters the shadows from the old one to the new one, as a plan does. */
async function changeParent(server: PairServer, parentIs: string, childIs: string): Promise<void> {
  const { dialect } = server;
  await server.run('set foreign_key_checks = 0');
  await server.run('drop table if exists kid, top, old_kid, old_top');
  await server.run('set foreign_key_checks = 1');
  const key = (name: string, top: string): string =>
    `key kp(pid), constraint ${name} foreign key(pid) references ${top}(id) on delete cascade`;
  await server.run(`create table top(${parentIs})`);
  await server.run(`create table kid(n int primary key, ${childIs}, ${key('f1', 'top')})`);
  await server.run('create table old_top(id int primary key, code int)');
  await server.run(`create table old_kid(n int primary key, pid int, ${key('f2', 'old_top')})`);

  const pairs = await Promise.all(
    ['top', 'kid'].map(async (name) => ({
      from: await server.read(`old_${name}`),
      to: dialect.shadowOf(await server.read(name), {
        shadow: { database: server.database, table: `old_${name}` },
        shadowParent: ({ database, table }) => ({ database, table: `old_${table}` }),
        constraintName: (constraint) => `old_${constraint}`,
        foreignKeys: 'map',
      }).table,
    })),
  );
  const steps = pairs.flatMap(({ from, to }) => {
    const release = new Set(pairs.flatMap((other) => dialect.releases(other.from, other.to, from)));
    return dialect.steps(from, to, { release, absent: () => false });
  });
  for (const phase of ['release', 'build', 'connect']) {
    for (const step of steps.filter((candidate) => candidate.phase === phase)) await server.run(step.sql);
  }
  for (const { to } of pairs) assert.deepEqual(dialect.compare(to, await server.read(to.name.table)), []);
}

async function undoOneByOne(
  server: PairServer,
  steps: ReturnType<PairServer['dialect']['steps']>,
): Promise<void> {
  for (const { before: old, after: now } of steps.toReversed()) {
    if (old === null || now === null) assert.fail('a pair with a shadow makes and drops no table');
    await server.runSteps(server.dialect.steps(now, old, noRelease));
  }
}
