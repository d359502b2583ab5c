/** A comparison on real servers, from the first reading to the run and back. */
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeSql, undoSql } from '../../src/comparison/changeSql.ts';
import { atOnce } from '../../src/shadow/inSlices.ts';
import { Comparison } from '../../src/comparison/comparison.ts';
import { requestForTwoTables } from '../../src/comparison/comparisonRequest.ts';
import type { ComparisonRequest } from '../../src/comparison/comparisonRequest.ts';
import type { ComparisonServices } from '../../src/comparison/comparisonServices.ts';
import { exportReport } from '../../src/comparison/exportReport.ts';
import { pairDetails } from '../../src/comparison/pairDetails.ts';
import { pairRows } from '../../src/comparison/pairRows.ts';
import { ServerPool } from '../../src/comparison/serverPool.ts';
import { clock, newRunName, openJournals, openServer, parseConnectionUrl, pause } from '../../src/compose.ts';
import { displayName } from '../../src/schema/tableName.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { shownBy, toyRequest } from './toyWorld.ts';

const schema = `
  CREATE TABLE customers (id bigint NOT NULL PRIMARY KEY, name varchar(60) NOT NULL);
  CREATE TABLE orders (id bigint NOT NULL PRIMARY KEY, customer bigint NOT NULL, note varchar(200) DEFAULT NULL COMMENT 'free text',
    KEY by_customer (customer), CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES customers (id));
  CREATE TABLE __test_customers (id bigint NOT NULL PRIMARY KEY, name varchar(60) NOT NULL);
  CREATE TABLE __test_orders (id bigint NOT NULL PRIMARY KEY, customer bigint NOT NULL, note varchar(200) DEFAULT NULL,
    old int DEFAULT NULL, KEY by_customer (customer),
    CONSTRAINT __test_orders_customer FOREIGN KEY (customer) REFERENCES __test_customers (id));
  CREATE TABLE items (id bigint NOT NULL PRIMARY KEY, price decimal(10,2) NOT NULL);
  INSERT INTO __test_customers VALUES (1, 'a');
  INSERT INTO __test_orders VALUES (1, 1, 'x', 7);
`;

eachEngine('a comparison', (_engine, getServer) => {
  let folder = '';
  let services: ComparisonServices;
  let comparison: Comparison;
  let database = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-comparison-'));
    const { target } = parseConnectionUrl(getServer().url());
    const servers = new ServerPool({ clock, open: (_id, signal) => openServer(target, signal) });
    services = { servers, clock, pause, newRunName, journals: openJournals(join(folder, 'runs')) };
    database = await freshDatabase(getServer());
    await runScript(getServer(), schema, database);
  });

  afterEach(async () => {
    await comparison.dispose();
    await services.servers.dispose();
    removeFolder(folder);
  });

  async function read(more: Partial<ComparisonRequest> = {}): Promise<void> {
    const rule = { prefix: '__test_', suffix: '', shadowDatabase: null, overrides: [] };
    comparison = new Comparison(toyRequest({ database, rule, ...more }), services);
    await comparison.refresh();
  }

  function rows(): Readonly<Record<string, readonly unknown[]>> {
    return Object.fromEntries(
      pairRows(shownBy(comparison), null, 0, 100).map((row) => [
        row.source,
        [row.result, row.differences, row.outcome],
      ]),
    );
  }

  function tickAll(): readonly { statement: number; codes: readonly string[] }[] {
    return shownBy(comparison)
      .plan.groups.flatMap(({ statements }) => statements)
      .map(({ id, findings }) => ({ statement: id, codes: findings.map(({ code }) => code) }));
  }

  async function sleeping(): Promise<readonly string[]> {
    const list = await query(
      getServer(),
      "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE COMMAND = 'Sleep' AND ID <> CONNECTION_ID()",
    );
    return list.map(({ id }) => String(id));
  }

  const shown = (): string => shownBy(comparison).plan.hash;

  it('is read, reviewed, changed, run, and read again', async () => {
    await read();
    assert.deepEqual(rows(), {
      customers: ['consistent', 0, null],
      items: ['create', 0, null],
      orders: ['update', 2, null],
    });
    const { text, statements } = atOnce(changeSql(shownBy(comparison)));
    for (const { statement, startLine } of statements) {
      assert.equal(
        text.split('\n')[startLine],
        statement.sql.split('\n')[0]?.concat(statement.sql.includes('\n') ? '' : ';'),
      );
    }
    await comparison.setOptions({ ...comparison.request.options, comments: 'ignored' });
    assert.deepEqual(rows()['orders'], ['update', 1, null]);
    await comparison.setSkip(['__test_items'], true);

    const unticked = await comparison.run({
      planHash: shown(),
      allowed: [],
      onError: 'continue',
      parallel: 1,
      confirmedDatabase: null,
    });
    assert.deepEqual(unticked.counts, { succeeded: 0, failed: 0, skipped: 1 });
    const result = await comparison.run({
      planHash: shown(),
      allowed: tickAll(),
      onError: 'continue',
      parallel: 1,
      confirmedDatabase: null,
    });
    assert.equal(result.outcome, 'succeeded');
    assert.deepEqual(rows()['orders'], ['consistent', 0, 'succeeded']);
    assert.deepEqual(rows()['items'], ['create', 0, null]);
    const columns = await query(getServer(), 'SHOW COLUMNS FROM __test_orders', database);
    assert.deepEqual(
      columns.map((column) => column['Field']),
      ['id', 'customer', 'note'],
    );

    const undo = atOnce(undoSql(shownBy(comparison))).text;
    await runScript(getServer(), undo, database);
    await comparison.refresh();
    assert.deepEqual(rows()['orders'], ['update', 1, null]);
  });

  it('shows both tables part by part', async () => {
    await read();
    const current = shownBy(comparison);
    const id = pairRows(current, null, 0, 100).find(({ source }) => source === 'orders')?.id ?? -1;
    const { sections } = pairDetails(current, null, id) ?? assert.fail('no details');
    const changes = sections.flatMap(({ kind, rows: parts }) =>
      parts.filter((part) => part.kind !== 'same').map((part) => [kind, part.name, part.kind]),
    );
    assert.deepEqual(changes, [
      ['columns', 'note', 'changed'],
      ['columns', 'old', 'removed'],
    ]);
    const keys = sections.find(({ kind }) => kind === 'foreign keys')?.rows ?? [];
    assert.equal(keys[0]?.kind, 'same');
    assert.match(keys[0].shadow ?? '', /__test_customers/);
    const html = await exportReport(current, 'html', services, new AbortController().signal);
    assert.ok(html.includes('free text'));
  });

  it('R1 two tables by hand: looked at freely, changed only when the second is confirmed', async () => {
    const { connection } = toyRequest();
    comparison = new Comparison(
      requestForTwoTables(connection, { database, table: 'customers' }, { database, table: 'items' }),
      services,
    );
    await comparison.refresh();
    const { found, plan } = shownBy(comparison);
    assert.deepEqual(
      found.results.map(({ pair, result }) => [displayName(pair.shadow), result]),
      [[`${database}.items`, 'update']],
    );
    assert.equal(plan.groups.length, 1);
    await assert.rejects(
      comparison.run({
        planHash: plan.hash,
        allowed: tickAll(),
        onError: 'abort',
        parallel: 1,
        confirmedDatabase: null,
      }),
      { code: 'usage' },
    );
    const columns = await query(getServer(), 'SHOW COLUMNS FROM items', database);
    assert.deepEqual(
      columns.map((column) => column['Field']),
      ['id', 'price'],
    );
  });

  it('goes on when the server has closed the idle connections', async () => {
    const before = new Set(await sleeping());
    await read();
    const own = (await sleeping()).filter((id) => !before.has(id));
    assert.ok(own.length > 0);
    for (const id of own) await query(getServer(), `KILL ${id}`);
    await runScript(getServer(), 'CREATE TABLE late (id int NOT NULL PRIMARY KEY)', database);
    await comparison.refresh();
    assert.deepEqual(rows()['late'], ['create', 0, null]);
  });
});
