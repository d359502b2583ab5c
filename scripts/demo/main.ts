/**
 * `npm run demo`: the main job on a throw-away MariaDB. Starts a server in a temporary folder, makes the sample shop with
 * missing, drifted and foreign-looking shadows, and runs the real command line on it: analyze → script → sync → analyze.
 * Ends by itself with exit 0 and leaves nothing behind.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '../../test/support/servers/startServer.ts';
import type { TestServer } from '../../test/support/servers/startServer.ts';
import { makeShop } from '../sample/makeShop.ts';

const root = path.dirname(path.dirname(import.meta.dirname));
const cli = path.join(root, 'dist', 'cli.js');
const colour = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';

await demo();

async function demo(): Promise<void> {
  say('Starting a throw-away MariaDB on this computer …');
  const server = await startServer('mariadb-10.11');
  const state = mkdtempSync(path.join(os.tmpdir(), 'shadow-sync-demo-'));
  try {
    await makeShop(server);
    say(
      `MariaDB ${server.version} is up, with the database shop: 25 tables, and the shadows __test_… as a team left them.`,
    );
    await show(server, state);
  } finally {
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  }
  say('The server is stopped and its files are gone.');
}

async function show(server: TestServer, state: string): Promise<void> {
  const run = (words: readonly string[], expected: number, lines?: number): Promise<void> =>
    shadowSync([...words, '--url', server.url('shop'), '--prefix', '__test_'], {
      expected,
      state,
      ...(lines === undefined ? {} : { lines }),
    });
  chapter('1', 'How does each shadow differ from its source?');
  await run(['analyze'], 2);
  chapter('2', 'The change, as SQL to review. (The first lines; in the editor it opens as a document.)');
  await run(['script'], 2, 40);
  chapter('3', 'Run it. What may lose data does not run without being allowed.');
  await run(['sync', '--yes'], 3);
  chapter('4', 'Allow it, having read it. Every changed table is read again to verify it.');
  await run(['sync', '--yes', '--allow-unsafe'], 3);
  chapter('5', 'And now? Two tables are left, on purpose: each says why.');
  await run(['analyze'], 2);
  chapter('6', 'Without those two, all is consistent: exit code 0, which is what a CI job asks for.');
  await run(['analyze', '--exclude', 'price_history', 'product_tags'], 0);
}

interface Expectation {
  readonly expected: number;
  readonly state: string;
  readonly lines?: number;
}

/** Runs the real command line and shows what it prints; throws when it ends otherwise than this tour says. */
async function shadowSync(words: readonly string[], { expected, state, lines }: Expectation): Promise<void> {
  say(dim(`$ shadow-sync ${words.map(shown).join(' ')}`));
  // One pipe for results and messages, as on a terminal: two would tell nothing of their order.
  const child = spawn('sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, cli, ...words], {
    env: { ...process.env, SHADOW_SYNC_STATE: state, ...(colour ? { FORCE_COLOR: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const printed = Buffer.concat(out).toString('utf8').trimEnd().split('\n');
  const cut = lines !== undefined && printed.length > lines ? lines : printed.length;
  process.stdout.write(`${printed.slice(0, cut).join('\n')}\n`);
  if (cut < printed.length) say(dim(`… and ${String(printed.length - cut)} more lines`));
  say(dim(`exit code ${String(code)}`));
  if (code !== expected)
    throw new Error(`the demo expected exit code ${String(expected)}, got ${String(code)}`);
}

function shown(word: string): string {
  return /^[\w:/@.-]+$/.test(word) ? word : `'${word}'`;
}

function chapter(number: string, title: string): void {
  say('');
  say(bold(`── ${number} ── ${title}`));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function bold(text: string): string {
  return colour ? `\u001b[1m${text}\u001b[22m` : text;
}

function dim(text: string): string {
  return colour ? `\u001b[2m${text}\u001b[22m` : text;
}
