import assert from 'node:assert/strict';
import { it } from 'mocha';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import { query, quoted } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

const notCancelled = { aborted: false };

async function listed(url: string): Promise<readonly string[]> {
  const database = await openDatabase(parseConnectionUrl(url).target);
  try {
    return await database.listDatabases(notCancelled);
  } finally {
    await database.close();
  }
}

eachEngine('the list of databases', (_engine, server) => {
  it('has the databases of users, whatever they are called, and none of the server’s own', async () => {
    const plain = await freshDatabase(server());
    const odd = 'odd `name` 漢字';
    await query(server(), `create database ${quoted(odd)}`);
    try {
      const names = await listed(`mysql://root@127.0.0.1:${String(server().port)}/`);
      assert.ok(names.includes(plain) && names.includes(odd), names.join());
      for (const own of ['mysql', 'information_schema', 'performance_schema', 'sys']) {
        assert.ok(!names.includes(own), own);
      }
    } finally {
      await query(server(), `drop database ${quoted(odd)}`);
      await dropDatabase(server(), plain);
    }
  });

  it('has only what the account may see', async () => {
    const seen = await freshDatabase(server());
    const hidden = await freshDatabase(server());
    const account = "'lister'@'%'";
    await query(server(), `create user ${account} identified by 'x'`);
    try {
      await query(server(), `grant select on ${quoted(seen)}.* to ${account}`);
      const names = await listed(`mysql://lister:x@127.0.0.1:${String(server().port)}/`);
      assert.ok(names.includes(seen), names.join());
      assert.ok(!names.includes(hidden), names.join());
    } finally {
      await query(server(), `drop user ${account}`);
      await dropDatabase(server(), seen);
      await dropDatabase(server(), hidden);
    }
  });
});
