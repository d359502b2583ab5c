/**
 * The tables that are measured: pairs of a source and its shadow, of which 70 % are equal, 20 % differ and 10 % lack the
 * shadow. Fifteen columns and three indexes each; some have foreign keys, partitions and generated columns. The same
 * number always gives the same tables.
 */
import { createConnection, type Connection } from 'mysql2/promise';
import { quoted } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';

/** The naming rule's prefix of every measured database. */
export const shadowPrefix = '__test_';

/** Named so that patterns of the command line can choose some. */
export function sourceName(i: number): string {
  return `${subjects[i % subjects.length] ?? ''}_${String(i).padStart(5, '0')}`;
}

type Fate = 'equal' | 'differs' | 'missing';

function fateOf(i: number): Fate {
  const place = i % 10;
  return place < 7 ? 'equal' : place < 9 ? 'differs' : 'missing';
}

/** What the analysis must find in a database of so many pairs. */
export function expectedResults(pairs: number): Readonly<Record<'consistent' | 'update' | 'create', number>> {
  const counts = { consistent: 0, update: 0, create: 0 };
  for (let i = 0; i < pairs; i++) {
    const fate = fateOf(i);
    counts[fate === 'equal' ? 'consistent' : fate === 'differs' ? 'update' : 'create'] += 1;
  }
  return counts;
}

/** Every table that exists, sources and shadows, sorted by name. */
export function tablesOf(pairs: number): readonly string[] {
  const names: string[] = [];
  for (let i = 0; i < pairs; i++) {
    names.push(sourceName(i));
    if (fateOf(i) !== 'missing') names.push(shadowPrefix + sourceName(i));
  }
  return names.sort();
}

const subjects = ['order', 'invoice_line', 'customer', 'shipment_tracking', 'ledger', 'product_price'];
const words = [
  'amount',
  'reference',
  'due_on',
  'counter',
  'label',
  'weight',
  'document',
  'state',
  'checked_at',
];

/** One of nine kinds of column; the lengths and names vary, as those of different people's tables do. */
function columnText(name: string, i: number, k: number): string {
  const size = 20 + ((i * 7 + k * 13) % 180);
  const types = [
    `decimal(${12 + (i % 6)},${2 + (k % 3)}) NOT NULL DEFAULT 0`,
    `varchar(${size}) NOT NULL DEFAULT ''`,
    'date DEFAULT NULL',
    `int unsigned NOT NULL DEFAULT ${i % 5}`,
    `varchar(${size}) CHARACTER SET latin1 DEFAULT NULL COMMENT 'the ${name} of it, up to ${size}'`,
    'double DEFAULT NULL',
    'text',
    "enum('new','open','it''s done','void') NOT NULL DEFAULT 'new'",
    'datetime(3) DEFAULT NULL',
  ];
  return `${quoted(name)} ${types[k] ?? ''}`;
}

interface Sketch {
  readonly columns: string[];
  readonly keys: string[];
  foreignKey: { readonly name: string; readonly parent: string } | null;
  readonly isPartitioned: boolean;
}

function sketch(i: number): Sketch {
  // A third of the columns are the table's own, as in schemas that grew over years.
  const names = words.map((word, k) => ((i + k) % 3 === 0 ? `${word}_${i}` : word));
  const isPartitioned = i % 20 === 3;
  const generated =
    i % 4 === 0
      ? "`slug` varchar(80) GENERATED ALWAYS AS (concat(`title`,'-',`id`)) STORED"
      : '`slug` varchar(80) DEFAULT NULL';
  return {
    columns: [
      '`id` bigint NOT NULL',
      '`tenant_id` bigint NOT NULL',
      '`title` varchar(60) NOT NULL',
      '`created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP',
      '`updated_at` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP',
      generated,
      ...names.map((name, k) => columnText(name, i, k)),
    ],
    keys: [
      'PRIMARY KEY (`id`)',
      `KEY ${quoted(`by_${names[1] ?? ''}`)} (${quoted(names[1] ?? '')}(10),\`tenant_id\`)`,
      `KEY ${quoted(`by_${names[0] ?? ''}`)} (${quoted(names[0] ?? '')},${quoted(names[2] ?? '')})`,
      isPartitioned ? 'KEY `by_tenant` (`tenant_id`)' : 'UNIQUE KEY `by_title` (`tenant_id`,`title`)',
    ],
    foreignKey: foreignKeyOf(i, isPartitioned),
    isPartitioned,
  };
}

/** Every fifth table points to one whose shadow stands and is not partitioned. */
function foreignKeyOf(i: number, isPartitioned: boolean): Sketch['foreignKey'] {
  if (i % 5 !== 2 || isPartitioned || i < 10) return null;
  return { name: `fk_${sourceName(i)}`, parent: sourceName(Math.floor(i / 20) * 10) };
}

/** One way in which a shadow has drifted from its source. */
function drift(table: Sketch, i: number): void {
  const { columns, keys } = table;
  switch (Math.floor(i / 10) % 7) {
    case 0:
      columns.splice(13, 1);
      break;
    case 1:
      columns.push('`left_over` int DEFAULT NULL');
      break;
    case 2:
      columns[3] = '`created_at` timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)';
      break;
    case 3:
      keys.splice(2, 1);
      break;
    case 4:
      columns[2] = "`title` varchar(60) NOT NULL COMMENT 'older'";
      break;
    case 5:
      columns.splice(12, 0, ...columns.splice(14, 1));
      break;
    default:
      keys[2] = `${keys[2] ?? ''} COMMENT 'for the report'`;
      table.foreignKey = null;
  }
}

function createText(table: Sketch, name: string, affix: string): string {
  const lines = [...table.columns, ...table.keys];
  if (table.foreignKey !== null) {
    const { name: key, parent } = table.foreignKey;
    lines.push(
      `CONSTRAINT ${quoted(affix + key)} FOREIGN KEY (\`tenant_id\`) REFERENCES ${quoted(affix + parent)} (\`id\`)`,
    );
  }
  const partitions = [1, 2, 3, 4, 5].map((n) => `PARTITION p${n} VALUES LESS THAN (${n}000000)`);
  const tail = table.isPartitioned
    ? ` PARTITION BY RANGE (id) (${partitions.join(', ')}, PARTITION pmax VALUES LESS THAN MAXVALUE)`
    : '';
  return `CREATE TABLE ${quoted(name)} (${lines.join(', ')}) DEFAULT CHARSET=utf8mb4 COMMENT='measured'${tail}`;
}

function createStatements(i: number, fate: Fate): readonly string[] {
  const source = sourceName(i);
  const statements = [createText(sketch(i), source, '')];
  if (fate === 'missing') return statements;
  const shadow = sketch(i);
  if (fate === 'differs') drift(shadow, i);
  return [...statements, createText(shadow, shadowPrefix + source, shadowPrefix)];
}

/** Makes the database and fills it. Parents of foreign keys have smaller numbers, so the order is one. */
export async function makePairs(
  server: TestServer,
  database: string,
  pairs: number,
  fate: (i: number) => Fate = fateOf,
): Promise<void> {
  const connection = await createConnection({
    host: server.host,
    port: server.port,
    user: server.user,
    multipleStatements: true,
  });
  try {
    await connection.query(`CREATE DATABASE ${quoted(database)}; USE ${quoted(database)}`);
    await connection.query('SET foreign_key_checks = 0');
    for (let from = 0; from < pairs; from += 50) {
      const to = Math.min(pairs, from + 50);
      const numbers = Array.from({ length: to - from }, (_, k) => from + k);
      await run(
        connection,
        numbers.flatMap((i) => createStatements(i, fate(i))),
      );
    }
  } finally {
    connection.destroy();
  }
}

async function run(connection: Connection, statements: readonly string[]): Promise<void> {
  await connection.query(statements.join(';'));
}
