/**
 * The floor: the least that an analysis over mysql2 can cost. Reads the same texts with the same packing over as many
 * connections, and does nothing with them. One argument, a `ReadingOrder` as JSON; says a `ReadingTime` as JSON.
 */
import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2';
import type { Connection } from 'mysql2';

/** What to read. */
export interface ReadingOrder {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Holds the names of the tables as a JSON array: thousands are too many for an argument. */
  readonly tablesFile: string;
}

/** What it took from the first connection to the last text. */
export interface ReadingTime {
  readonly innerMs: number;
  readonly tables: number;
  readonly bytes: number;
}

// src/database/mysql/readDefinitions.ts.
const tablesPerPacket = 250;
const connections = 2;

function open({ host, port }: ReadingOrder): Promise<Connection> {
  const connection = createConnection({ host, port, user: 'root', multipleStatements: true });
  return new Promise((resolve, reject) => {
    connection.once('connect', () => {
      resolve(connection);
    });
    connection.once('error', reject);
  });
}

/** The driver's quickest way: no objects, no conversion of values but the decoding of the text. */
function readPacket(connection: Connection, sql: string, texts: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = connection.query({ sql, rowsAsArray: true, typeCast: false });
    query.on('error', reject);
    query.on('result', (row: unknown) => {
      if (Array.isArray(row)) texts.push((row as Buffer[])[1]?.toString('utf8') ?? '');
    });
    query.on('end', resolve);
  });
}

async function read(order: ReadingOrder, tables: readonly string[]): Promise<ReadingTime> {
  const startedAt = performance.now();
  const { database } = order;
  const count = Math.ceil(tables.length / tablesPerPacket);
  const size = Math.ceil(tables.length / count);
  const packets = Array.from({ length: count }, (_, i) =>
    tables
      .slice(i * size, (i + 1) * size)
      .map((table) => `SHOW CREATE TABLE \`${database}\`.\`${table}\``)
      .join(';'),
  );
  const texts: string[] = [];
  const drain = async (): Promise<void> => {
    const connection = await open(order);
    for (let sql = packets.shift(); sql !== undefined; sql = packets.shift()) {
      await readPacket(connection, sql, texts);
    }
    connection.destroy();
  };
  await Promise.all(Array.from({ length: Math.min(connections, count) }, drain));
  const innerMs = performance.now() - startedAt;
  return { innerMs, tables: texts.length, bytes: texts.reduce((sum, { length }) => sum + length, 0) };
}

const order = JSON.parse(process.argv[2] ?? '{}') as ReadingOrder;
const tables = JSON.parse(readFileSync(order.tablesFile, 'utf8')) as readonly string[];
void read(order, tables).then((time) => {
  process.stdout.write(JSON.stringify(time));
});
