import assert from 'node:assert/strict';
import { tableKey } from '../../src/schema/tableName.ts';
import type { Plan } from '../../src/shadow/analysis.ts';
import { fingerprintOfNothing } from '../../src/shadow/fingerprint.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import { toyDialect } from '../support/toyDialect.ts';
import {
  converges,
  inShop,
  serverIdentity,
  statementsOf,
  toyAnalysis,
  toyPlan,
  typeChange,
} from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();

/** `phase table` of every statement, in order. */
function order(plan: Plan): string[] {
  return statementsOf(plan).map(({ phase, pair }) => `${phase} ${pair.shadow.table}`);
}

describe('plan', () => {
  it('P-02 nothing to do is an empty plan', async () => {
    const plan = await toyPlan(
      new ToyServer().table('shop', 'a', ['id int']).table('shop', '_a', ['id int']),
    );
    assert.deepEqual(plan.groups, []);
    assert.equal(plan.fingerprints.size, 0);
  });

  it('independent tables are groups of their own, in the order of the analysis, numbered through', async () => {
    const server = new ToyServer()
      .table('shop', 'b', ['id int'])
      .table('shop', 'a', ['id int'])
      .table('shop', 'c', ['id int']);
    const plan = await toyPlan(server);
    assert.deepEqual(order(plan), ['build _a', 'build _b', 'build _c']);
    assert.deepEqual(
      plan.groups.map(({ needs }) => needs),
      [[], [], []],
    );
    assert.deepEqual(
      statementsOf(plan).map(({ id }) => id),
      [1, 2, 3],
    );
    await converges(server, plan);
  });

  it('O-74 parents are created before their children, which need them', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int', 'x int'], ['x -> b'])
      .table('shop', 'b', ['id int', 'x int'], ['x -> c'])
      .table('shop', 'c', ['id int'])
      .table('shop', 'd', ['id int']);
    const plan = await toyPlan(server);
    assert.deepEqual(order(plan), ['build _c', 'build _b', 'build _a', 'build _d']);
    assert.deepEqual(
      plan.groups.map(({ needs }) => needs),
      [[], [0], [1], []],
    );
    await converges(server, plan);
  });

  it('a new foreign key to a parent that stays as it is needs nobody', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['id int', 'x int'], ['x -> p']);
    const plan = await toyPlan(server);
    assert.deepEqual(
      plan.groups.map(({ needs }) => needs),
      [[]],
    );
    await converges(server, plan);
  });

  it('created tables that point to each other are one group, connected last', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int', 'x int'], ['x -> b', 'x -> a'])
      .table('shop', 'b', ['id int', 'x int'], ['x -> a']);
    const plan = await toyPlan(server);
    assert.deepEqual(order(plan), ['build _b', 'build _a', 'connect _b']);
    assert.equal(plan.groups.length, 1);
    await converges(server, plan);
  });

  it('foreign keys in the way are dropped first and come back last', async () => {
    const server = typeChange();
    const plan = await toyPlan(server);
    assert.deepEqual(order(plan), ['release _c', 'build _p', 'build _c', 'connect _c']);
    assert.equal(plan.groups.length, 1);
    await converges(server, plan);
  });

  it('a consistent child gets its foreign key back as it was, and says for whom', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id bigint'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['x bigint'], ['x -> p'])
      .table('shop', '_c', ['x bigint'], ['x -> _p']);
    const analysis = await toyAnalysis(server);
    assert.deepEqual(
      analysis.results.map(({ result }) => result),
      ['consistent', 'update'],
    );
    const plan = makePlan(analysis, { dialect, serverIdentity });
    assert.deepEqual(order(plan), ['release _c', 'build _p', 'connect _c']);
    const [release, build, connect] = statementsOf(plan);
    assert.deepEqual(release!.neededBy, [inShop('_p')]);
    assert.deepEqual(connect!.neededBy, [inShop('_p')]);
    assert.deepEqual(build!.neededBy, []);
    assert.equal(connect!.after, plan.fingerprints.get(tableKey(inShop('_c')))?.shadow);
    await converges(server, plan);
  });

  it('a foreign key that is only put back is no unsafe change; one that is new or gone for good is', async () => {
    const levels = (plan: Plan): string[] =>
      statementsOf(plan).flatMap(({ findings }) => findings.map(({ code, level }) => `${code} ${level}`));
    assert.deepEqual(levels(await toyPlan(typeChange())), ['SS104 caution', 'SS112 caution']);
    const gone = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['x int'])
      .table('shop', '_c', ['x int'], ['x -> _p']);
    assert.deepEqual(levels(await toyPlan(gone)), ['SS104 unsafe']);
    const added = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['x int'], ['x -> p'])
      .table('shop', '_c', ['x int']);
    assert.deepEqual(levels(await toyPlan(added)), ['SS112 unsafe']);
  });

  it('a change that needs the foreign key of an untouchable table is omitted with the reason', async () => {
    const server = typeChange();
    const analysis = await toyAnalysis(server);
    const plan = makePlan(analysis, { dialect, serverIdentity, skip: new Set([tableKey(inShop('_c'))]) });
    assert.deepEqual(plan.groups, []);
    assert.equal(plan.omitted.length, 1);
    assert.match(plan.omitted[0]!.reason, /foreign key c_ibfk_1|foreign key _c_ibfk_1/);
    assert.match(plan.omitted[0]!.reason, /shop\._c.*skipped/);
  });

  it('O-65 a skipped table has no statement, and nobody gets a foreign key to a shadow that will not be', async () => {
    const server = new ToyServer().table('shop', 'p', ['id int']).table('shop', 'c', ['x int'], ['x -> p']);
    const plan = makePlan(await toyAnalysis(server), {
      dialect,
      serverIdentity,
      skip: new Set([tableKey(inShop('_p'))]),
    });
    assert.deepEqual(order(plan), ['build _c']);
    assert.deepEqual(plan.omitted, []);
    for (const { sql } of statementsOf(plan)) server.execute(sql);
  });

  it('a table whose statements do not add up is omitted, and so are foreign keys to it', async () => {
    const server = new ToyServer().table('shop', 'p', ['id int']).table('shop', 'c', ['x int'], ['x -> p']);
    const broken = {
      ...dialect,
      steps: (...[from, to, request]: Parameters<typeof dialect.steps>) => {
        const steps = dialect.steps(from, to, request);
        return to.name.table === '_p'
          ? steps.map((step) => ({ ...step, after: { ...to, engine: 'other' } }))
          : steps;
      },
    };
    const plan = makePlan(await toyAnalysis(server), { dialect: broken, serverIdentity });
    assert.deepEqual(order(plan), ['build _c']);
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.shadow.table),
      ['_p'],
    );
    assert.match(plan.omitted[0]!.reason, /do not lead to/);
  });

  describe('R7 fingerprints', () => {
    it('chain from what is there to what should be, per table', async () => {
      const plan = await toyPlan(typeChange());
      const chain = statementsOf(plan).filter(({ pair }) => pair.shadow.table === '_c');
      assert.equal(chain[0]!.before, plan.fingerprints.get(tableKey(inShop('_c')))?.shadow);
      for (const [i, statement] of chain.slice(1).entries()) assert.equal(statement.before, chain[i]!.after);
      assert.equal(new Set([chain[0]!.before, ...chain.map(({ after }) => after)]).size, chain.length + 1);
    });

    it('a missing shadow starts from nothing', async () => {
      const plan = await toyPlan(new ToyServer().table('shop', 'a', ['id int']));
      assert.equal(statementsOf(plan)[0]!.before, fingerprintOfNothing);
    });

    it('R6 the hash covers server, options, statements and fingerprints', async () => {
      const hash = async (
        change: (server: ToyServer) => void,
        options = {},
        identity = serverIdentity,
      ): Promise<string> => {
        const server = typeChange();
        change(server);
        return makePlan(await toyAnalysis(server, options), { dialect, serverIdentity: identity }).hash;
      };
      const same = (): void => undefined;
      const hashes = await Promise.all([
        hash(same),
        hash(same, {}, 'server-2'),
        hash(same, { comments: 'ignored' }),
        hash((server) => server.table('shop', '_p', ['id int', 'v int'])),
        hash((server) => server.table('shop', 'd', ['id int'])),
      ]);
      assert.equal(new Set(hashes).size, hashes.length);
      assert.equal(await hash(same), hashes[0]);
      // What is consistent is no part of the plan, so it does not make it stale.
      assert.equal(
        await hash((server) => server.table('shop', 'd', ['id int']).table('shop', '_d', ['id int'])),
        hashes[0],
      );
    });
  });

  it('O-43 every statement on a clashing table carries the refusal', async () => {
    const server = new ToyServer()
      .table('shop', 'bak', ['id int', 'v int'])
      .table('shop', '_bak', ['x int', 'y int', 'z int'], ['x -> _bak']);
    server.put({
      name: inShop('_bak'),
      columns: [
        { name: 'x', type: 'int' },
        { name: 'id', type: 'int' },
        { name: 'z', type: 'int' },
      ],
      foreignKeys: [],
      engine: 'OLD',
    });
    const plan = await toyPlan(server);
    assert.ok(statementsOf(plan).length > 0);
    for (const { findings } of statementsOf(plan)) {
      assert.ok(findings.some(({ code, level }) => code === 'SS116' && level === 'refused'));
    }
  });

  it('thousands of tables that hang on each other are planned without trouble', async () => {
    const server = new ToyServer().table('shop', 't0', ['id int']);
    for (let i = 1; i < 3000; i++) server.table('shop', `t${i}`, ['id int', 'x int'], [`x -> t${i - 1}`]);
    const plan = await toyPlan(server);
    assert.deepEqual(
      statementsOf(plan).map(({ pair }) => pair.source.table),
      Array.from({ length: 3000 }, (_, i) => `t${i}`),
    );
  });
});
