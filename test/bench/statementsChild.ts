/**
 * The floor of a run: the statements of a plan, one after the other over one connection, and nothing else. One argument, a
 * `StatementsOrder` as JSON.
 */
import { readFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';

export interface StatementsOrder {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Holds the statements as a JSON array. */
  readonly file: string;
}

async function send({ file, ...where }: StatementsOrder): Promise<void> {
  const statements = JSON.parse(readFileSync(file, 'utf8')) as readonly string[];
  const startedAt = performance.now();
  const connection = await createConnection(where);
  // As parents of foreign keys come first, no check has to be off.
  for (const sql of statements) await connection.query(sql);
  connection.destroy();
  const innerMs = performance.now() - startedAt;
  process.stdout.write(JSON.stringify({ innerMs, statements: statements.length }));
}

void send(JSON.parse(process.argv[2] ?? '{}') as StatementsOrder);
