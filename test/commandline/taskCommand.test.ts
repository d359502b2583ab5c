/** What `task add` keeps of its words, and what a store that can't be used ends with; without a server. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommandLine } from '../../src/commandline/main.ts';
import { removeFolder } from '../support/removeFolder.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('task on the command line', () => {
  let folder: string;
  let store: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'shadow-sync-task-'));
    store = path.join(folder, 'store');
  });
  afterEach(() => {
    removeFolder(folder);
  });

  async function run(...words: readonly string[]): Promise<Ended> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine(words, {
      version: '0',
      environment: {},
      homeFolder: '/nowhere',
      writeOut: (text) => out.push(text),
      writeError: (text) => err.push(text),
      outIsTerminal: false,
      errorIsTerminal: false,
      readFirstLine: () => Promise.resolve(''),
      readFile: (file) => Promise.resolve(readFileSync(file, 'utf8')),
      signal: new AbortController().signal,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  const draft = (...words: readonly string[]): Promise<Ended> =>
    run('task', 'add', '--store', store, '--draft', '--prefix', '_', ...words);
  const url = ['--url', 'mysql://u@db.example/d'];

  /** All files below the store, as one text. */
  function kept(): string {
    const files = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return files.map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8')).join('\n');
  }

  it('keeps the TLS options with the new connection, as whole paths', async () => {
    const ended = await draft(...url, '--tls', 'verify-ca', '--tls-ca', 'ca.pem');
    assert.equal(ended.code, 0, ended.err);
    assert.match(kept(), /"mode": ?"verify-ca"/);
    assert.ok(kept().includes(JSON.stringify(path.resolve('ca.pem'))), kept());
  });

  it('refuses other TLS options than those of the connection that is kept already', async () => {
    assert.equal((await draft(...url, '--tls', 'verify-ca', '--tls-ca', 'ca.pem')).code, 0);
    assert.equal((await draft(...url)).code, 0, 'without a word about it the kept ones count');
    assert.equal((await draft(...url, '--tls', 'verify-ca', '--tls-ca', 'ca.pem')).code, 0);
    const other = await draft(...url, '--tls', 'required');
    assert.equal(other.code, 64);
    assert.match(other.err, /d on db\.example.*other TLS/);
  });

  it('says that a password in the URL is not kept, and keeps none', async () => {
    const { code, err } = await draft('--url', 'mysql://u:c4nary@db.example/d?ssl=1');
    assert.equal(code, 0);
    assert.match(err, /not taken from the connection URL: .*ssl.*password.*SHADOW_SYNC_PASSWORD/);
    assert.doesNotMatch(err + kept(), /c4nary/);
  });

  it('ends with 1 when the store can’t be kept where it is said to be', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    for (const words of [
      ['task', 'list'],
      ['run', '--once'],
      ['alert', 'list'],
      ['oms', 'list'],
    ]) {
      const { code, out, err } = await run(...words, '--store', file, '--json');
      assert.equal(code, 1, words.join(' '));
      assert.match(err, /^store: .*file/);
      assert.doesNotMatch(err, /window/);
      assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, 'store');
    }
  });

  it('gives a document for run --once too', async () => {
    const { code, out } = await run('run', '--once', '--store', store, '--json');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), []);
    assert.ok(existsSync(store));
  });
});
