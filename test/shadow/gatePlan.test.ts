import assert from 'node:assert/strict';
import type { CompareOptions } from '../../src/diff/compareOptions.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { PlannedStatement } from '../../src/shadow/analysis.ts';
import { gateStatement } from '../../src/shadow/gatePlan.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import { toyDialect } from '../support/toyDialect.ts';
import {
  inShop,
  serverIdentity,
  statementsOf,
  toyAnalysis,
  toyPlan,
  typeChange,
} from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();

describe('R1 gate', () => {
  it('a shadow that would point to a source table is left out of the plan, and only that one', async () => {
    const server = new ToyServer().table('shop', 'p', ['id int']).table('shop', 'c', ['x int'], ['x -> p']);
    const wrong = {
      ...dialect,
      shadowOf: (...[source, mapping]: Parameters<typeof dialect.shadowOf>) => ({
        table: { ...source, name: mapping.shadow },
        notices: [],
      }),
    };
    const analysis = await toyAnalysis(server, {}, wrong);
    const plan = makePlan(analysis, { dialect: wrong, serverIdentity });
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.source.table),
      ['c'],
    );
    assert.deepEqual(
      statementsOf(plan).map(({ pair }) => pair.source.table),
      ['p'],
    );
  });

  it('keep lets foreign keys go to the source’s parents, omit to none', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', 'c', ['x int'], ['x -> p', 'x -> c']);
    const references = async (foreignKeys: CompareOptions['foreignKeys']): Promise<string[] | undefined> =>
      statementsOf(await toyPlan(server, { foreignKeys }))
        .find(({ pair }) => pair.source.table === 'c')
        ?.permit.references.map(({ table }) => table);
    assert.deepEqual(await references('map'), ['_p', '_c']);
    assert.deepEqual(await references('keep'), ['p', '_p', 'c', '_c']);
    assert.deepEqual(await references('omit'), []);
  });

  it('P-22 a statement that was changed after planning is not let through', async () => {
    const plan = await toyPlan(typeChange());
    const [statement] = statementsOf(plan);
    gateStatement(plan, statement!, dialect);
    const refused: Partial<PlannedStatement>[] = [
      { sql: 'DROP TABLE "shop"."_c"' },
      { sql: 'ALTER TABLE "shop"."c" BECOME {}' },
      { permit: { ...statement!.permit, dropTable: true } },
      { permit: { ...statement!.permit, shadow: inShop('p') } },
      {
        pair: { ...statement!.pair, shadow: inShop('p') },
        permit: { ...statement!.permit, shadow: inShop('p') },
      },
      {
        pair: { ...statement!.pair, shadow: { database: 'other', table: '_c' } },
        permit: { ...statement!.permit, shadow: { database: 'other', table: '_c' } },
      },
    ];
    for (const change of refused) {
      assert.throws(
        () => gateStatement(plan, { ...statement!, ...change }, dialect),
        (error) => ShadowSyncError.is(error, 'gate'),
        JSON.stringify(change),
      );
    }
  });
});
