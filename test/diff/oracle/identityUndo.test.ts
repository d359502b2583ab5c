/** DROP IDENTITY is undone by making the column anew, which no foreign key of another table to it survives (ORA-02273). */
import assert from 'node:assert/strict';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import { analyse } from '../../../src/shadow/analyse.ts';
import type { Plan } from '../../../src/shadow/analysis.ts';
import { makePlan } from '../../../src/shadow/plan.ts';
import { goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import { OracleModel } from '../../support/oracle/interpreter/oracleModel.ts';

const dialect = oracleDialect(goldenOracle);

/** A parent whose shadow has an identity that the source has not, and these tables beside. */
function modelWith(...others: readonly string[]): OracleModel {
  const model = new OracleModel({ databases: ['S', 'X'] });
  const key = (prefix: string): string => `CONSTRAINT ${prefix}_PK PRIMARY KEY (ID)`;
  model.execute(`CREATE TABLE "S"."P" (ID NUMBER(10), NOTE DATE, ${key('P')})`);
  model.execute(
    `CREATE TABLE "S"."Q_P" (ID NUMBER(10) GENERATED ALWAYS AS IDENTITY, NOTE DATE, ${key('Q_P')})`,
  );
  for (const sql of others) model.execute(sql);
  return model;
}

const child = (name: string, parent: string): string =>
  `CREATE TABLE "S"."${name}" (REF NUMBER(10), CONSTRAINT ${name}_FK FOREIGN KEY (REF) REFERENCES "S"."${parent}" (ID))`;

async function planOf(model: OracleModel, include: readonly string[] = []): Promise<Plan> {
  const analysis = await analyse({
    database: 'S',
    rule: { prefix: 'Q_', suffix: '', shadowDatabase: null },
    range: { include, exclude: [] },
    reader: model,
    dialect,
    adopt: ['*'],
    options: defaultCompareOptions,
    signal: { aborted: false },
    clock: () => 0,
  });
  return makePlan(analysis, { dialect, serverIdentity: 'model' });
}

describe('the undo of DROP IDENTITY below a foreign key', function () {
  // The grammar takes its time to come up.
  this.timeout(0);

  it('works: a shadow’s foreign key is dropped first and made again last, there and back', async () => {
    const model = modelWith(child('C', 'P'), child('Q_C', 'Q_P'));
    const before = ['Q_P', 'Q_C'].map((table) => model.rows({ database: 'S', table }));
    const plan = await planOf(model);
    const statements = plan.groups.flatMap((group) => group.statements);
    assert.deepEqual(
      statements.map(({ sql }) => sql.replaceAll('"S".', '')),
      [
        'ALTER TABLE "Q_C" DROP CONSTRAINT "Q_C_FK"',
        'ALTER TABLE "Q_P" MODIFY ("ID" DROP IDENTITY)',
        'ALTER TABLE "Q_C" ADD CONSTRAINT "Q_C_FK" FOREIGN KEY ("REF") REFERENCES "Q_P" ("ID")',
      ],
    );
    for (const { sql } of statements) model.execute(sql);
    for (const sql of statements.toReversed().flatMap(({ undo }) => undo ?? [])) model.execute(sql);
    const after = ['Q_P', 'Q_C'].map((table) => model.rows({ database: 'S', table }));
    assert.deepEqual(
      after.map(({ identities, constraints }) => [identities.length, constraints.length]),
      before.map(({ identities, constraints }) => [identities.length, constraints.length]),
    );
  });

  it('is not needed where nothing refers to the table', async () => {
    const [group] = (await planOf(modelWith())).groups;
    assert.deepEqual(
      group?.statements.map(({ sql }) => sql),
      ['ALTER TABLE "S"."Q_P" MODIFY ("ID" DROP IDENTITY)'],
    );
  });

  it('is refused up front where a table that is no shadow refers to it', async () => {
    const { groups, omitted } = await planOf(modelWith(child('OWN', 'Q_P')), ['P']);
    assert.deepEqual(groups, []);
    assert.equal(omitted.length, 1);
    assert.match(omitted[0]?.reason ?? '', /the foreign key OWN_FK of S\.OWN points at it/);
  });
});
