/** What the server says it was sent: the DDL in its general log, the independent witness of PR2 and PR4. */
import { readFileSync } from 'node:fs';
import type { TestServer } from '../support/servers/startServer.ts';

/** The marked statements that the server received for this database since its start, in order, without the marker. */
export function sentStatements(server: TestServer, database: string): readonly string[] {
  if (server.generalLogFile === undefined) throw new Error('this server writes no general log');
  const found: string[] = [];
  // A statement may go over several lines; its first one holds the marker and the shadow's name.
  for (const line of readFileSync(server.generalLogFile, 'utf8').split('\n')) {
    const match = /\/\* shsync run=\S+ stmt=\d+ fence=\d+ \*\/ (.*)$/.exec(line);
    if (match?.[1]?.includes(`\`${database}\``) === true) found.push(match[1]);
  }
  return found;
}

/** How often each statement was sent, for those sent more than once. */
export function sentTwice(statements: readonly string[]): readonly string[] {
  return [...new Set(statements.filter((sql, index) => statements.indexOf(sql) !== index))];
}
