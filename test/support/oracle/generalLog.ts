/** What a server was sent, read from its own general log: the oracle of PR2. */
import { readFileSync } from 'node:fs';
import type { TestServer } from '../servers/startServer.ts';
import { tokens } from './tokens.ts';

/** The first line of an entry, of any server: perhaps a time, the connection's number, the command, its text. */
const entry = /^(?:\d{6}\s+[\d:]+|\d{4}-\d\d-\d\dT[\d:.]+Z)?\t+\s*\d+ (\w+(?: \w+)?)\t([^]*)$/;

/** Where the log ends now. */
export function logLength(server: TestServer): number {
  return logOf(server).length;
}

/** Every statement that the server was sent behind that place, also those that a packet held together. */
function statementsSince(server: TestServer, from: number): readonly string[] {
  const statements: string[] = [];
  let isQuery = false;
  for (const line of logOf(server).subarray(from).toString('utf8').split('\n')) {
    const [, command, text = ''] = entry.exec(line) ?? [];
    if (command === undefined) {
      if (isQuery) statements.push(`${statements.pop() ?? ''}\n${line}`);
      continue;
    }
    isQuery = command === 'Query' || command === 'Execute' || command === 'Prepare';
    if (isQuery) statements.push(text);
  }
  return statements.flatMap(singleStatements);
}

function logOf({ generalLogFile }: TestServer): Buffer {
  if (generalLogFile === undefined) throw new Error('The server was started without a general log.');
  return readFileSync(generalLogFile);
}

/** Cut at the semicolons outside of quotes, without the comments in front. */
function singleStatements(text: string): readonly string[] {
  const bare = text.replace(/^\s*(?:\/\*(?!!)[^]*?\*\/\s*)*/, '');
  const parts: string[] = [''];
  for (const token of tokens(bare)) {
    if (token.kind === 'mark' && token.text === ';') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token.text} `);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const reads = /^(?:SHOW|SELECT|SET SESSION|SET @@SESSION|KILL QUERY|DO RELEASE_LOCK|EXPLAIN)\b/i;

/** The statements that are no reads: `CREATE TABLE` of what, `ALTER TABLE` of what, and whatever else, as it stands. */
export function writesSince(
  server: TestServer,
  from: number,
): readonly { readonly target: string | null; readonly sql: string }[] {
  return statementsSince(server, from)
    .filter((sql) => !reads.test(sql) || /\bINTO\b|\bFOR UPDATE\b/i.test(withoutQuotes(sql)))
    .map((sql) => ({ target: targetOf(sql), sql }));
}

function withoutQuotes(sql: string): string {
  return tokens(sql)
    .map(({ kind, text }) => (kind === 'name' || kind === 'string' ? '?' : text))
    .join(' ');
}

/** `database.table` of a CREATE TABLE or ALTER TABLE; null for any other statement. */
function targetOf(sql: string): string | null {
  const [verb, what, database, dot, table] = tokens(sql);
  const isTable = (verb?.value === 'CREATE' || verb?.value === 'ALTER') && what?.value === 'TABLE';
  if (!isTable || database?.kind !== 'name' || dot?.text !== '.' || table?.kind !== 'name') return null;
  return `${database.value}.${table.value}`;
}
