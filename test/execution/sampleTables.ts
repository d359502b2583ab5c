/** Tables that the execution suites work on. */
import { readFileSync } from 'node:fs';
import { openConnection, runScript } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { prefix } from './liveRun.ts';

/** Ten pairs: five shadows missing (two of them child and parent), five that differ; one needs two statements. */
export async function makeTenPairs(server: TestServer, database: string): Promise<void> {
  const script = [
    'CREATE TABLE a1 (id INT PRIMARY KEY, note VARCHAR(20), KEY by_note (note))',
    'CREATE TABLE a2 (id INT PRIMARY KEY, parent INT, CONSTRAINT a2_parent FOREIGN KEY (parent) REFERENCES z9 (id))',
    'CREATE TABLE a3 (id INT PRIMARY KEY, qty BIGINT NOT NULL DEFAULT 1)',
    `CREATE TABLE ${prefix}a3 (id INT PRIMARY KEY, qty INT NOT NULL DEFAULT 1)`,
    "CREATE TABLE a4 (id INT PRIMARY KEY, first_note VARCHAR(10), last_note VARCHAR(10)) COMMENT='four'",
    `CREATE TABLE ${prefix}a4 (id INT PRIMARY KEY)`,
    'CREATE TABLE a5 (id INT PRIMARY KEY, name VARCHAR(30))',
    'CREATE TABLE a6 (id INT PRIMARY KEY, a INT, b INT, UNIQUE KEY both_of (a, b))',
    `CREATE TABLE ${prefix}a6 (id INT PRIMARY KEY, a INT, b INT, c INT)`,
    'CREATE TABLE a7 (id INT PRIMARY KEY, parent INT, CONSTRAINT a7_parent FOREIGN KEY (parent) REFERENCES a1 (id))',
    `CREATE TABLE ${prefix}a7 (id INT PRIMARY KEY)`,
    'CREATE TABLE a8 (id INT PRIMARY KEY, at DATETIME)',
    'CREATE TABLE a9 (id BIGINT PRIMARY KEY, t TEXT)',
    `CREATE TABLE ${prefix}a9 (id INT PRIMARY KEY, t TEXT)`,
    'CREATE TABLE z9 (id INT PRIMARY KEY, other VARCHAR(5))',
  ].join(';\n');
  await runScript(server, `SET foreign_key_checks=0;\n${script}`, database);
}

/** What the server has computed since its start (proc(5), fields 14 and 15), in milliseconds: a tick is 10 of them. */
function computedMs({ pid }: TestServer): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * One pair whose ALTER copies so many rows that it can be caught at work: rows are doubled until copying half of them
 * took so long, whatever the machine. Only what the server computes counts: a machine that stood still for a moment would
 * end the doubling at a few rows, and their ALTER is over before anybody sees it.
 */
export async function makeSlowPair(server: TestServer, database: string, halfTakesMs = 700): Promise<void> {
  const connection = await openConnection(server, { database });
  const shadow = `${prefix}slow`;
  await connection.query('CREATE TABLE slow (n BIGINT PRIMARY KEY, t VARCHAR(200))');
  await connection.query(`CREATE TABLE ${shadow} (n INT PRIMARY KEY, t VARCHAR(200))`);
  await connection.query(`INSERT INTO ${shadow} VALUES (1, REPEAT('x', 100))`);
  for (let rows = 1, took = 0; took < halfTakesMs; rows *= 2) {
    const before = computedMs(server);
    await connection.query(`INSERT INTO ${shadow} SELECT n + ${String(rows)}, t FROM ${shadow}`);
    took = computedMs(server) - before;
  }
  connection.destroy();
}
