/** A process of its own for C-12: connects, fails to connect, and prints everything it can get hold of. */
import { inspect } from 'node:util';
import { openDatabase } from '../../../src/database/mysql/openDatabase.ts';
import { connectTo } from './connectTo.ts';
import { parseConnectionUrl } from '../../../src/connection/connectionUrl.ts';

const password = process.env['SHADOW_SYNC_TEST_PASSWORD'] ?? '';
const { target } = parseConnectionUrl(`mysql://c12@127.0.0.1:${process.env['SHADOW_SYNC_TEST_PORT'] ?? ''}/`);

function show(value: unknown): void {
  console.log(inspect(value, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null }));
}

const database = await openDatabase({ ...target, password });
const connection = await connectTo({ ...target, password });
show(database.facts);
show(database);
show(connection);
console.log('connected');
for (const wrong of [
  { ...target, password, user: 'somebody else' },
  { ...target, password, database: 'nowhere' },
  { ...target, password, tls: { mode: 'verify-identity' } as const },
]) {
  await openDatabase(wrong).catch(show);
}
await connection.rows('SELECT nonsense', [], { timeoutMs: 5000 }).catch(show);
await connection.close();
await database.close();
