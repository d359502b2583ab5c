/** The built command line as a process of its own, against a real server: what scripts and people depend on. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../support/removeFolder.ts';
import { skip } from '../support/skip.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Document {
  readonly dialect: string;
  readonly summary: Record<string, number>;
  readonly tables: readonly {
    readonly source: string;
    readonly shadow: string;
    readonly result: string;
    readonly reason: string | null;
    readonly outcome?: string;
    readonly verified?: boolean;
    readonly differences: readonly {
      readonly object: string;
      readonly name: string;
      readonly kind: string;
    }[];
    readonly statements: readonly {
      readonly sql: string;
      readonly undo: string | null;
      readonly outcome?: string;
      readonly error?: { readonly errno: number } | null;
      readonly findings: readonly { readonly code: string; readonly level: string }[];
    }[];
  }[];
}

let state: string;

/** A server that is not there, so that what comes before connecting is seen. */
const nowhere = ['--url', 'mysql://u@127.0.0.1:1/d'];

/** Runs the command line; `input` goes to its standard input. */
function shadowSync(
  words: readonly string[],
  options: { readonly env?: Record<string, string>; readonly input?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...words], {
    env: { ...process.env, SHADOW_SYNC_STATE: state, ...options.env },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') });
    });
  });
}

function parsed(ended: Ended): Document {
  return JSON.parse(ended.out) as Document;
}

describe('command line without a server', () => {
  before(() => (state = mkdtempSync(path.join(os.tmpdir(), 'shadow-sync-cli-'))));
  after(() => {
    removeFolder(state);
  });

  it('prints its version and its help', async () => {
    assert.match((await shadowSync(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    const help = await shadowSync(['sync', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.out, /--allow-unsafe/);
    assert.match(help.out, /Examples/);
    for (const command of ['task', 'run', 'alert', 'oms']) {
      const { out } = await shadowSync(['help', command]);
      assert.equal(out, (await shadowSync([command, '--help'])).out);
      assert.match(out, /Examples/);
    }
  });

  it('ends with 64 for bad usage, says what to do, and keeps standard output clean', async () => {
    const { code, out, err } = await shadowSync(['analyze', '--prefix', 'x']);
    assert.equal(code, 64);
    assert.equal(out, '');
    assert.match(err, /--url is missing/);
  });

  it('takes the account of this computer for who did it, where the environment does not say', async () => {
    const words = ['task', 'add', '--draft', '--json', '--store', state, '--prefix', 'x', ...nowhere];
    const child = spawn(process.execPath, [cli, ...words], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    await once(child, 'close');
    const task = JSON.parse(Buffer.concat(out).toString('utf8')) as { creator: string };
    assert.equal(task.creator, os.userInfo().username);
  });

  it('ends with 1 and a sentence, not a stack trace, when what it prints does not fit on the disk', async function () {
    const full = '/dev/full';
    if (!existsSync(full)) return skip(this, 'this system has no device that is always full');
    const handle = openSync(full, 'w');
    const child = spawn(process.execPath, [cli, '--help'], { stdio: ['ignore', handle, 'pipe'] });
    closeSync(handle);
    const err: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    const [code] = (await once(child, 'close')) as [number | null];
    const said = Buffer.concat(err).toString('utf8');
    assert.equal(code, 1);
    assert.match(said, /^output: standard output can't be written: ENOSPC\n.*space.*\n$/);
  });

  it('takes the password that was typed without waiting for the end of standard input', async () => {
    const child = spawn(process.execPath, [cli, 'analyze', '--prefix', 'x', '--password-stdin', ...nowhere]);
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.write('c4nary\n');
    const [code] = (await once(child, 'close')) as [number | null];
    child.stdin.destroy();
    assert.equal(code, 1);
    assert.match(Buffer.concat(err).toString('utf8'), /127\.0\.0\.1:1 refuses/);
  });

  it('ends with 1 when nobody listens, naming server and remedy but no stack', async () => {
    const { code, out, err } = await shadowSync([
      'analyze',
      '--url',
      'mysql://u:c4nary@127.0.0.1:1/d',
      '--prefix',
      'x',
      '--json',
    ]);
    assert.equal(code, 1);
    assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, 'connection');
    assert.match(err, /127\.0\.0\.1:1/);
    assert.doesNotMatch(out + err, /c4nary|\n {4}at /);
  });
});

eachEngine('command line', (_engine, getServer) => {
  let database: string;
  const url = (): string => getServer().url(database);

  before(() => (state = mkdtempSync(path.join(os.tmpdir(), 'shadow-sync-cli-'))));
  after(() => {
    removeFolder(state);
  });

  beforeEach(async () => {
    database = await freshDatabase(getServer());
    await runScript(
      getServer(),
      `create table a (id int primary key, v varchar(10));
       create table b (id int primary key, note varchar(20));
       create table __test_b (id int primary key, extra int, note varchar(20));
       create table c (id int primary key);
       create table __test_c (id int primary key)`,
      database,
    );
  });
  afterEach(() => dropDatabase(getServer(), database));

  it('script names what it leaves out before the script, where a terminal that scrolls still shows it', async () => {
    await runScript(getServer(), 'create view w as select 1 as one', database);
    const words = [cli, 'script', '--url', url(), '--prefix', '__test_', '--tables', 'a', 'w'];
    // One pipe for both, so that their order is seen.
    const child = spawn('sh', ['-c', 'exec "$0" "$@" 2>&1', process.execPath, ...words]);
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 2);
    assert.match(Buffer.concat(out).toString('utf8'), /^unsupported: w: .*is a view.*\n-- Shadow Sync/m);
  });

  it('analyze → script → sync → analyze', async () => {
    const analyzed = await shadowSync(['analyze', '--url', url(), '--prefix', '__test_', '--json']);
    assert.equal(analyzed.code, 2, analyzed.err);
    const document = parsed(analyzed);
    assert.deepEqual(document.summary, {
      create: 1,
      update: 1,
      consistent: 1,
      skipped: 0,
      unsupported: 0,
      failed: 0,
    });
    const b = document.tables.find(({ source }) => source === 'b');
    assert.ok(b);
    assert.deepEqual(
      b.differences.map(({ object, name, kind }) => [object, name, kind]),
      [['column', 'extra', 'removed']],
    );
    assert.equal(b.statements[0]?.sql, `ALTER TABLE \`${database}\`.\`__test_b\` DROP COLUMN \`extra\``);
    assert.ok(b.statements[0].findings.some(({ code, level }) => code === 'SS101' && level === 'unsafe'));

    const script = await shadowSync(['script', '--url', url(), '--prefix', '__test_']);
    assert.equal(script.code, 2);
    assert.match(script.out, /CREATE TABLE `[^`]+`\.`__test_a`/);

    const undo = await shadowSync(['script', '--undo', '--url', url(), '--prefix', '__test_']);
    assert.match(undo.out, /ADD COLUMN `extra`/);

    const withoutYes = await shadowSync(['sync', '--url', url(), '--prefix', '__test_']);
    assert.equal(withoutYes.code, 3);
    assert.match(withoutYes.err, /--yes/);

    const safe = await shadowSync(['sync', '--yes', '--url', url(), '--prefix', '__test_', '--json']);
    assert.equal(safe.code, 3, safe.err);
    const outcomes = new Map(
      parsed(safe).tables.map((table) => [table.source, [table.outcome, table.verified]]),
    );
    assert.deepEqual(outcomes.get('a'), ['succeeded', true]);
    assert.deepEqual(outcomes.get('b'), ['skipped', false]);
    assert.equal((await query(getServer(), `show columns from __test_b like 'extra'`, database)).length, 1);

    const all = await shadowSync([
      'sync',
      '--yes',
      '--allow-unsafe',
      '--url',
      url(),
      '--prefix',
      '__test_',
      '--json',
    ]);
    assert.equal(all.code, 0, all.err);
    assert.equal((await shadowSync(['analyze', '--url', url(), '--prefix', '__test_'])).code, 0);
  });

  it('the printed change SQL, run by hand, does what sync does; the printed undo takes it back', async () => {
    const words = ['--url', url(), '--prefix', '__test_'];
    const script = await shadowSync(['script', ...words]);
    const undo = await shadowSync(['script', '--undo', ...words]);
    const before = await shadowSync(['analyze', ...words, '--json']);
    await runScript(getServer(), script.out);
    assert.equal((await shadowSync(['analyze', ...words])).code, 0);
    await runScript(getServer(), undo.out);
    const again = await shadowSync(['analyze', ...words, '--json']);
    assert.deepEqual(parsed(again).tables, parsed(before).tables);
  });

  it('other database, tables and excludes', async () => {
    const shadows = await freshDatabase(getServer());
    const words = ['--url', url(), '--shadow-database', shadows, '--tables', '[ab]', '--exclude', 'b'];
    const synced = await shadowSync(['sync', '--yes', ...words, '--json']);
    assert.equal(synced.code, 0, synced.err);
    assert.deepEqual(
      parsed(synced).tables.map(({ source, shadow, outcome }) => [source, shadow, outcome]),
      [['a', 'a', 'succeeded']],
    );
    await dropDatabase(getServer(), shadows);
  });

  it('takes the password from the environment and from standard input, and shows it nowhere (C-06)', async () => {
    const secret = `c4n'ary "@ü${'x'.repeat(20)}`;
    await query(getServer(), `create user 'cli'@'%' identified by '${secret.replaceAll("'", "''")}'`);
    await query(getServer(), `grant all on \`${database}\`.* to 'cli'@'%'`);
    const words = [
      'analyze',
      '--url',
      `mysql://cli@127.0.0.1:${String(getServer().port)}/${database}`,
      '--prefix',
      '__test_',
    ];
    const byEnvironment = await shadowSync(words, { env: { SHADOW_SYNC_PASSWORD: secret } });
    assert.equal(byEnvironment.code, 2, byEnvironment.err);
    const byInput = await shadowSync([...words, '--password-stdin'], { input: `${secret}\n` });
    assert.equal(byInput.code, 2, byInput.err);
    const wrong = await shadowSync(words, { env: { SHADOW_SYNC_PASSWORD: `${secret}!` } });
    assert.equal(wrong.code, 1);
    assert.doesNotMatch(wrong.out + wrong.err, /c4n/);
    await query(getServer(), `drop user 'cli'@'%'`);
  });

  it('prints colours only for a terminal', async () => {
    const words = ['analyze', '--url', url(), '--prefix', '__test_'];
    assert.ok(!(await shadowSync(words)).out.includes('\u001b'));
    assert.ok((await shadowSync(words, { env: { FORCE_COLOR: '1' } })).out.includes('\u001b'));
    assert.ok(
      !(await shadowSync(words, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).out.includes('\u001b'),
    );
  });
});
