import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { query, quoted, runScript } from '../../test/support/servers/connect.ts';
import type { TestServer } from '../../test/support/servers/startServer.ts';

const sample = import.meta.dirname;

/** Makes the sample database: 25 tables, and the shadows `__test_…` as a team left them. */
export async function makeShop(server: TestServer, database = 'shop'): Promise<void> {
  await query(server, `create database ${quoted(database)} character set utf8mb4`);
  for (const file of ['shop.sql', 'shop-shadows.sql']) {
    await runScript(server, readFileSync(join(sample, file), 'utf8'), database);
  }
}
