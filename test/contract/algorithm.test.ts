/**
 * The predicted algorithm against the servers: a statement that is predicted as INSTANT or INPLACE is run with that
 * algorithm (and LOCK=NONE where no writer should wait) forced, which the server refuses when it can't. A prediction may
 * be too slow, never too fast.
 */
import assert from 'node:assert/strict';
import type { Connection } from 'mysql2/promise';
import type { Step } from '../../src/diff/dialect.ts';
import { predictAlgorithm } from '../../src/diff/mysql/findings/algorithm/predictAlgorithm.ts';
import type { Prediction } from '../../src/diff/mysql/findings/algorithm/predictAlgorithm.ts';
import { tableChange } from '../../src/diff/mysql/findings/tableChange.ts';
import type { MysqlTable } from '../../src/schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../src/schema/mysql/serverFacts.ts';
import { PairServer, expectedShadow, noRelease, readFacts } from '../golden/pairs/pairServer.ts';
import { openConnection } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { algorithmCases } from './algorithmCases.ts';
import type { AlgorithmCase } from './algorithmCase.ts';

/** How many cases each engine has to take, so that a suite that silently runs nothing fails. */
const LEAST = 60;

eachEngine('SS203 predicted algorithms are never too fast', (engine, getServer) => {
  let connection: Connection | undefined;
  let pairs: PairServer;
  let facts: MysqlServerFacts;
  let database: string;

  before(async function () {
    this.timeout(300_000);
    database = await freshDatabase(getServer());
    const opened = await openConnection(getServer(), { database });
    connection = opened;
    pairs = await PairServer.open(opened, database);
    facts = await readFacts(opened);
    await opened.query("set session sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'");
  });

  after(async () => {
    // A skipped suite never came to open it.
    if (connection === undefined) return;
    connection.destroy();
    await dropDatabase(getServer(), database);
  });

  it('every case that the server takes', async function () {
    this.timeout(300_000);
    const faults: string[] = [];
    let taken = 0;
    for (const one of algorithmCases) {
      if (!(await make(pairs, one))) continue;
      taken += 1;
      await runCase(pairs, facts).catch((error: unknown) => {
        faults.push(`${one.name}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    assert.deepEqual(faults, []);
    assert.ok(
      taken >= LEAST,
      `${engine} took only ${String(taken)} of ${String(algorithmCases.length)} cases`,
    );
  });
});

async function runCase(pairs: PairServer, facts: MysqlServerFacts): Promise<void> {
  const [from, source] = [await pairs.read('shadow'), await pairs.read('source')];
  const to = expectedShadow(pairs.dialect, source, from.name);
  for (const step of pairs.dialect.steps(from, to, noRelease)) await runForced(pairs, step, facts);
  assert.deepEqual(pairs.dialect.compare(to, await pairs.read('shadow')), []);
}

/** False when the server does not know what one of the tables is made of. */
async function make(pairs: PairServer, one: AlgorithmCase): Promise<boolean> {
  try {
    await pairs.makePair(one);
    return true;
  } catch {
    return false;
  }
}

async function runForced(pairs: PairServer, step: Step<MysqlTable>, facts: MysqlServerFacts): Promise<void> {
  assert.ok(step.before !== null && step.after !== null);
  const change = tableChange(step.before, step.after, step, null, facts);
  const prediction = predictAlgorithm(change);
  const id = await tableId(pairs, facts);
  const forced = force(step.sql, prediction, facts);
  try {
    await pairs.run(forced);
  } catch (error) {
    assert.fail(`${forced}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const after = await tableId(pairs, facts);
  if (!prediction.rebuilds) assert.equal(after, id, `the table was written anew by ${forced}`);
}

/** InnoDB gives a table another number when it writes it anew; null where it does not tell (other engines, partitions). */
async function tableId(pairs: PairServer, facts: MysqlServerFacts): Promise<string | null> {
  const isNew = facts.dialect === 'mysql' && (facts.version[0] ?? 0) >= 8;
  const view = isNew ? 'innodb_tables' : 'innodb_sys_tables';
  const [rows] = await pairs.connection.query({
    sql: `select table_id from information_schema.${view} where name = concat(database(), '/shadow')`,
    rowsAsArray: true,
  });
  const value = (rows as unknown as readonly (readonly (number | string)[])[])[0]?.[0];
  return value === undefined ? null : String(value);
}

/** The statement with the prediction demanded; as it is where the server takes no algorithm with it. */
function force(sql: string, prediction: Prediction, facts: MysqlServerFacts): string {
  const isPartitioning =
    /\b(?:ADD|DROP|REORGANIZE|COALESCE) PARTITION\b|\bPARTITION BY\b|\bREMOVE PARTITIONING\b/.test(sql);
  if (isPartitioning && !(facts.dialect === 'mysql' && (facts.version[0] ?? 0) >= 8)) return sql;
  if (isPartitioning && prediction.algorithm === 'COPY') return sql;
  const lock = prediction.blocksWrites || prediction.algorithm === 'INSTANT' ? '' : ', LOCK=NONE';
  return sql.replace(/^(ALTER TABLE `[^`]+`\.`[^`]+`) /, `$1 ALGORITHM=${prediction.algorithm}${lock}, `);
}
