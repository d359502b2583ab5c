import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flavourOf } from '../support/generate/flavour.ts';
import { identifier, literal } from '../support/generate/print.ts';
import { anyName, anyText, uniqueName } from '../support/generate/texts.ts';
import { oracleDifferences } from '../support/oracle/oracleDifferences.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer, type TestServer } from '../support/servers/startServer.ts';
import { problemsOf } from '../support/syncDatabase.ts';
import { checkLaw } from './laws.ts';
import { closeLaws, openLaws, type LawServer } from './world.ts';

/** Names and texts of one table; all of them may hurt. */
interface Quoted {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly comment: string; readonly value: string }[];
  readonly key: string;
  readonly constraint: string;
  readonly comment: string;
  readonly members: readonly string[];
}

const quotedTable: fc.Arbitrary<Quoted> = fc.record({
  table: anyName,
  columns: fc.array(fc.record({ name: anyName, comment: anyText, value: anyText }), {
    minLength: 1,
    maxLength: 4,
  }),
  key: anyName,
  constraint: anyName,
  comment: anyText,
  members: fc.uniqueArray(
    anyText.map((text) =>
      text
        .replace(/[,\p{C}]/gu, '')
        .trim()
        .slice(0, 20),
    ),
    {
      minLength: 1,
      maxLength: 3,
      selector: (text) =>
        text
          .normalize('NFKD')
          .replace(/\P{ASCII}/gu, '')
          .toLowerCase(),
    },
  ),
});

const tablesPerDatabase = 10;

/** The sessions that make the sources: each writes the same text in another way. */
const sessions = ['NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', ''];

function createQuoted(database: string, quoted: Quoted, isBackslashPlain: boolean): string {
  const text = (value: string): string => literal(value, { isBackslashPlain });
  const columns = quoted.columns.map(
    ({ name, comment, value }) =>
      `${identifier(name)} varchar(250) CHARACTER SET utf8mb4 NOT NULL DEFAULT ${text(value)} COMMENT ${text(comment)}`,
  );
  const [first] = quoted.columns;
  return [
    `CREATE TABLE ${identifier(database)}.${identifier(quoted.table)} (id int PRIMARY KEY, ${columns.join(', ')},`,
    `enu enum(${quoted.members.map(text).join(', ')}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, ref int,`,
    `KEY ${identifier(quoted.key)} (${identifier(first?.name ?? '')}(5)) COMMENT ${text(quoted.comment)},`,
    `CONSTRAINT ${identifier(quoted.constraint)} FOREIGN KEY (ref) REFERENCES ${identifier(database)}.${identifier(quoted.table)} (id)`,
    `) ENGINE=InnoDB COMMENT=${text(quoted.comment)}`,
  ].join(' ');
}

eachEngine('law of quoting', (engine) => {
  let server: TestServer;
  let laws: LawServer;
  /** Nothing where the engine can't be had. */
  const ends: (() => Promise<void>)[] = [];
  let databases = 0;
  before(async function () {
    this.timeout(300_000);
    // The product must not care what the server's own mode is.
    server = await startServer(engine, { args: ['--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES'] });
    ends.push(() => server.stop());
    laws = await openLaws(server, flavourOf(engine));
    ends.push(() => closeLaws(laws));
  });
  after(async function () {
    this.timeout(300_000);
    for (const end of ends.toReversed()) await end();
  });

  /** Makes what the server takes; gives the tables that it took. */
  async function make(database: string, tables: readonly Quoted[]): Promise<readonly Quoted[]> {
    const { connection, tally } = laws;
    const [taken, constraints] = [new Set<string>(), new Set<string>()];
    const made: Quoted[] = [];
    for (const [i, each] of tables.entries()) {
      const mode = sessions[i % sessions.length] ?? '';
      const columnNames = new Set(['id', 'enu', 'ref']);
      const quoted = {
        ...each,
        table: uniqueName(`${each.table}${String(i)}`, taken),
        constraint: uniqueName(each.constraint, constraints),
        columns: each.columns.map((column) => ({ ...column, name: uniqueName(column.name, columnNames) })),
      };
      await connection.query(`SET SESSION sql_mode = '${mode},NO_ENGINE_SUBSTITUTION'`);
      tally.tables += 1;
      tally.pairs += 1;
      try {
        await connection.query(createQuoted(database, quoted, mode === 'NO_BACKSLASH_ESCAPES'));
        made.push(quoted);
      } catch (error) {
        tally.refused += 1;
        const why = error instanceof Error ? error.message.replace(/'[^']*'/g, '…') : String(error);
        tally.reasons.set(why, (tally.reasons.get(why) ?? 0) + 1);
      }
    }
    await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
    return made;
  }

  /** What the shadow says when it is asked: comments by the dictionary, defaults by a row that takes them. */
  async function assertSaidBack(database: string, { table, columns, comment }: Quoted): Promise<void> {
    const { connection } = laws;
    const shadow = `__test_${table}`;
    const [rows] = await connection.query(
      "SELECT column_name AS name, HEX(column_comment) AS comment FROM information_schema.columns WHERE table_schema = ? AND table_name = ? AND column_name NOT IN ('id', 'enu', 'ref') ORDER BY ordinal_position",
      [database, shadow],
    );
    const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();
    assert.deepEqual(
      (rows as unknown as readonly { readonly name: string; readonly comment: string }[]).map((row) => [
        row.name,
        row.comment,
      ]),
      columns.map((column) => [column.name, hex(column.comment)]),
    );
    const place = `${identifier(database)}.${identifier(shadow)}`;
    await connection.query(`INSERT INTO ${place} (id) VALUES (1)`);
    const list = columns.map(({ name }, i) => `HEX(${identifier(name)}) AS v${String(i)}`);
    const [values] = await connection.query(`SELECT ${list.join(', ')} FROM ${place}`);
    const [row = {}] = values as unknown as readonly Readonly<Record<string, string>>[];
    assert.deepEqual(
      Object.values(row),
      columns.map(({ value }) => hex(value)),
    );
    const [said] = await connection.query(
      'SELECT HEX(table_comment) AS comment FROM information_schema.tables WHERE table_schema = ? AND table_name = ?',
      [database, shadow],
    );
    assert.deepEqual(said, [{ comment: hex(comment) }]);
  }

  it('PR8 every name, comment, default and member comes back byte for byte, whatever the sql_mode', async function () {
    this.timeout(0);
    const tables = fc.array(quotedTable, { minLength: 1, maxLength: tablesPerDatabase });
    await checkLaw(laws, tables, async (list) => {
      const { connection, product } = laws;
      databases += 1;
      const database = `quoting_${String(databases)}`;
      await connection.query(`CREATE DATABASE ${database}`);
      try {
        const made = await make(database, list);
        const synced = await product.sync({ database });
        assert.deepEqual(problemsOf(synced.run), []);
        const results = synced.again.results.map(({ pair, result, reason }) => [
          pair.source.table,
          result,
          reason,
        ]);
        assert.deepEqual(
          results.filter(([, result]) => result !== 'consistent'),
          [],
        );
        for (const quoted of made) await assertSaidBack(database, quoted);
        const sources = made.map(({ table }) => table);
        const sides = {
          database,
          shadowDatabase: database,
          shadowOf: (source: string) => `__test_${source}`,
          sources,
        };
        assert.deepEqual(await oracleDifferences(connection, sides), []);
      } finally {
        await connection.query(`DROP DATABASE ${database}`);
      }
    });
  });
});
