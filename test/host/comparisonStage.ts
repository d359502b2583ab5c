import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { when } from './dialogs.ts';
import type { Dialogs } from './dialogs.ts';
import { hostDatabaseUrl, openHostDatabase } from './hostDatabase.ts';

/** Where the tables of the suite about comparisons are. */
export const database = 'comparisons_host';

const schema = `
  create table customers (id int primary key, name varchar(80) not null, country char(2));
  create table orders (id int primary key, customer int not null, note varchar(200), key idx_customer (customer));
  create table items (id int primary key, title varchar(60));
  create table __test_customers (id int primary key, name varchar(80) not null, country char(2));
  create table __test_orders (id int primary key, customer int not null, legacy varchar(20));
  insert into __test_orders values (1, 1, 'x');
`;

/**
 * Makes the tables: one shadow is consistent, one differs, one is not there. Adds a connection to them as a user would, and
 * gives one of the suite's own, which it ends.
 */
export async function setStage(dialogs: Dialogs): Promise<Connection> {
  await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
  const server = await openHostDatabase();
  await server.query(`drop database if exists ${database}; create database ${database}`);
  await server.query(`use ${database}; ${schema}`);
  dialogs.install();
  dialogs.answer(
    when('Add Connection by URL: Host', hostDatabaseUrl()),
    when('Name of the Connection', 'Host database'),
    when('What is this server for?', '$(tools) Development'),
  );
  await commands.executeCommand('shadowSync.connection.addByUrl');
  const refused = dialogs.asked.filter(({ kind }) => kind === 'warning' || kind === 'error');
  assert.deepEqual(refused, [], JSON.stringify(dialogs.asked));
  return server;
}
