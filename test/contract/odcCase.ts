/** One weakness of ODC (reference/odc.md §12) as a test on every engine where it applies. */
import assert from 'node:assert/strict';
import type { PairResult } from '../../src/shadow/analysis.ts';
import { oracleDifferences } from '../support/oracle/oracleDifferences.ts';
import { openConnection, quoted, runScript } from '../support/servers/connect.ts';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import {
  openProduct,
  problemsOf,
  resultOf,
  statementsOf,
  type Product,
  type Synced,
  type SyncRequest,
} from '../support/syncDatabase.ts';

const prefix = '_t_';

/** A pair in a database of its own: `parent` and its shadow stand beside it. */
export interface OdcCase {
  /** The number with what is tried: `O-25 …`. */
  readonly title: string;
  readonly table: string;
  /** Column list and options of both sides; `null`: no shadow yet. */
  readonly source: string;
  readonly shadow: string | null;
  /** Statements behind that, such as rows. */
  readonly also?: string;
  readonly on?: readonly EngineName[];
  readonly adopt?: readonly string[];
  /** Looked at after the first analysis and plan, before anything runs. */
  readonly planned?: (seen: Planned) => void;
  /** Looked at when all is synchronised; the proof by both oracles comes by itself. */
  readonly done?: (seen: Done) => void | Promise<void>;
}

/** What the product found and means to do. */
export interface Planned {
  readonly result: PairResult;
  readonly statements: ReturnType<typeof statementsOf>;
  /** The statements as one text. */
  readonly sql: string;
  readonly engine: EngineName;
}

/** The state afterwards. */
export interface Done extends Planned {
  readonly server: TestServer;
  readonly database: string;
  readonly synced: Synced;
  /** SHOW CREATE TABLE of the shadow. */
  readonly shadowText: string;
}

/** Declares a suite of cases, each as one test per engine. */
export function odcCases(title: string, cases: readonly OdcCase[]): void {
  eachEngine(title, (engine, getServer) => {
    let database = '';
    let product: Product;
    before(async () => {
      database = await freshDatabase(getServer());
      product = await openProduct(getServer());
      const columns = '(id int primary key, name varchar(20))';
      await runScript(
        getServer(),
        `create table parent${columns}; create table ${prefix}parent${columns}`,
        database,
      );
    });
    after(async () => {
      if (database === '') return; // the engine can't be had
      await product.close();
      await dropDatabase(getServer(), database);
    });
    for (const each of cases) {
      if (each.on?.includes(engine) === false) continue;
      it(each.title, async function () {
        this.timeout(300_000);
        await prove(each, engine, getServer(), database, product);
      });
    }
  });
}

async function prove(
  each: OdcCase,
  engine: EngineName,
  server: TestServer,
  database: string,
  product: Product,
): Promise<void> {
  const shadow = `${prefix}${each.table}`;
  const script = [
    `create table ${quoted(each.table)}${each.source}`,
    ...(each.shadow === null ? [] : [`create table ${quoted(shadow)}${each.shadow}`]),
    ...(each.also === undefined ? [] : [each.also]),
  ].join(';');
  await runScript(server, script, database);
  const request: SyncRequest = {
    database,
    rule: { prefix },
    range: { include: [each.table] },
    allowUnsafe: true,
    ...(each.adopt === undefined ? {} : { adopt: each.adopt }),
  };
  const first = await product.analyse(request);
  const statements = statementsOf(product.plan(first));
  const planned = {
    result: resultOf(first, each.table),
    statements,
    sql: statements.map(({ sql }) => sql).join(';\n'),
    engine,
  };
  each.planned?.(planned);
  const synced = await product.sync(request);
  assert.deepEqual(problemsOf(synced.run), []);
  assert.equal(resultOf(synced.again, each.table).result, 'consistent', 'the second analysis');
  assert.deepEqual(synced.nextPlan.groups, [], 'the second plan');
  const connection = await openConnection(server);
  try {
    const sides = {
      database,
      shadowDatabase: database,
      shadowOf: (name: string) => prefix + name,
      sources: [each.table],
    };
    assert.deepEqual(await oracleDifferences(connection, sides), []);
    const [rows] = await connection.query(`show create table ${quoted(database)}.${quoted(shadow)}`);
    const shadowText = (rows as readonly Readonly<Record<string, string>>[])[0]?.['Create Table'] ?? '';
    await each.done?.({ ...planned, server, database, synced, shadowText });
  } finally {
    connection.destroy();
  }
}
