import { openConnection } from '../support/servers/connect.ts';
import type { TestServer } from '../support/servers/startServer.ts';

/** A marked statement as the server's process list shows it. */
export interface SeenStatement {
  readonly id: string;
  readonly state: string;
}

/** The statements that carry our marker and name this database, as the server sees them now. */
export async function runningStatements(
  server: TestServer,
  database: string,
): Promise<readonly SeenStatement[]> {
  return await look(server, database, () => true);
}

/** Resolves when the server works on such a statement, in a state that the pattern describes. */
export async function untilRunning(
  server: TestServer,
  database: string,
  state = /copy|alter/i,
): Promise<SeenStatement> {
  const [found] = await look(server, database, (seen) => seen.some((one) => state.test(one.state)));
  if (found === undefined) throw new Error('nothing runs');
  return found;
}

async function look(
  server: TestServer,
  database: string,
  isEnough: (seen: readonly SeenStatement[]) => boolean,
): Promise<readonly SeenStatement[]> {
  const connection = await openConnection(server);
  try {
    for (;;) {
      const [rows] = await connection.query(
        'SELECT id AS id, info AS info, state AS state FROM information_schema.processlist',
      );
      const seen = (rows as unknown as readonly Readonly<Record<string, unknown>>[])
        .filter(({ info }) => String(info).startsWith('/* shsync run='))
        .filter(({ info }) => String(info).includes(`\`${database}\``))
        .map(({ id, state }) => ({ id: String(id), state: String(state) }));
      if (isEnough(seen)) return seen;
    }
  } finally {
    connection.destroy();
  }
}
