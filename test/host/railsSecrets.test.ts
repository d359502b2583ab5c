import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, commands, extensions } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { removeFolder } from '../support/removeFolder.ts';
import { Dialogs, when } from './dialogs.ts';
import type { Answer } from './dialogs.ts';
import { hostDatabaseUrl, openHostDatabase } from './hostDatabase.ts';
import { QuickInputs } from './quickInputs.ts';
import { removeConnections, replaceInWindow } from './railsStage.ts';
import { until } from './until.ts';

const account = 'rails_host';

/** Everything that a URL, a shell, SQL or JSON would like to read in its own way, and then as long as servers take it. */
const password = `it's "q" @:/?#[]\\ %41 пароль 密码 $(x) \`b\` `.padEnd(200, 'Canary');

describe('the secrets of connections in VS Code', () => {
  const dialogs = new Dialogs();
  const inputs = new QuickInputs();
  let server: Connection;
  let folder: string;

  before(async () => {
    await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
    server = await openHostDatabase();
    await server.query(`drop user if exists '${account}'@'%'`);
    await server.query(`create user '${account}'@'%' identified by ${server.escape(password)}`);
    await server.query(`grant all on *.* to '${account}'@'%'`);
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-secrets-'));
    dialogs.install();
    inputs.install();
    await removeConnections(dialogs);
  });

  after(async () => {
    await removeConnections(dialogs);
    inputs.remove();
    dialogs.remove();
    await server.query(`drop user '${account}'@'%'`);
    await server.end();
    removeFolder(folder);
  });

  function url(secret: string): string {
    const { port } = new URL(hostDatabaseUrl());
    const inUrl = secret === '' ? '' : `:${encodeURIComponent(secret)}`;
    return `mysql://${account}${inUrl}@127.0.0.1:${port}/mysql`;
  }

  function addAs(name: string, secret: string): readonly Answer[] {
    return [
      when('everything else is named', url(secret)),
      when('Name of the Connection', name),
      when('What is this server for?', '$(tools) Development'),
    ];
  }

  /** What was shown anywhere. */
  function shown(): string {
    return JSON.stringify([dialogs.asked, inputs.lists, inputs.fields]);
  }

  /** Connects as a comparison does, as far as its first question after that. */
  async function connect(name: string): Promise<void> {
    dialogs.answer(when('Which connection?', `$(server) ${name}`));
    await commands.executeCommand('shadowSync.comparison.start');
  }

  async function refusals(): Promise<number> {
    const [rows] = await server.query("show global status like 'Aborted_connects'");
    const [row] = rows as unknown as readonly { readonly Value: string }[];
    return Number(row?.Value);
  }

  it('C-06: logs in with a password of all sorts and 200 characters, from a URL', async () => {
    assert.equal(password.length, 200);
    inputs.answer({});
    dialogs.answer(...addAs('From a URL', password));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.deepEqual(inputs.lists, [], 'the server took it');
    assert.ok(!shown().includes('Canary'));
    await connect('From a URL');
    await dialogs.said('Choose a database');
  });

  it('C-06: logs in with it typed into the password field', async () => {
    inputs.answer({ secret: password });
    dialogs.answer(...addAs('Typed in', ''));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.deepEqual(inputs.lists, [], 'the server took it');
    assert.equal(inputs.fields.length, 1);
    inputs.answer({});
    await connect('Typed in');
    await dialogs.said('Choose a database');
    assert.deepEqual(inputs.fields, [], 'it is kept');
  });

  it('C-10: tries a wrong password once, and repeats it nowhere', async () => {
    inputs.answer({ entry: 'Save Anyway' });
    dialogs.answer(...addAs('Wrong', 'wrong-Canary'));
    const first = await refusals();
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.ok(!shown().includes('Canary'), shown());
    inputs.answer({});
    // The server counts a refusal after it has said it.
    const before = await until(async () => {
      const now = await refusals();
      return now > first ? now : null;
    });
    await connect('Wrong');
    const { kind } = await dialogs.said('Access denied');
    assert.equal(kind, 'error');
    await until(async () => (await refusals()) > before);
    assert.equal((await refusals()) - before, 1);
    assert.deepEqual(inputs.fields, [], 'it is not asked for in a loop');
    assert.ok(!shown().includes('Canary'), shown());
  });

  it('C-11: a deleted connection’s secret is gone: the same connection asks for it again', async () => {
    const file = Uri.file(join(folder, 'connections.json'));
    const ends = [
      replaceInWindow('showSaveDialog', () => Promise.resolve(file)),
      replaceInWindow('showOpenDialog', () => Promise.resolve([file])),
    ];
    try {
      const itself = when('Which connections?', ['$(server) From a URL']);
      dialogs.answer(itself);
      await commands.executeCommand('shadowSync.connection.exportFile');
      dialogs.answer(itself, when('Delete the connection', 'Delete'));
      await commands.executeCommand('shadowSync.connection.delete');
      dialogs.answer(when('Tick the connections to add', 'as offered'));
      await commands.executeCommand('shadowSync.connection.importFile');
    } finally {
      for (const end of ends) end();
    }
    inputs.answer({});
    await connect('From a URL');
    await until(() => inputs.fields.length > 0, shown);
    assert.match(inputs.fields[0]?.title ?? '', /^Password: From a URL/);
    assert.ok(!dialogs.asked.some(({ text }) => text.includes('Choose a database')));
  });
});
