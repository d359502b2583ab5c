import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TabInputWebview, Uri, commands, env, extensions, window } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { removeFolder } from '../support/removeFolder.ts';
import { Dialogs, when } from './dialogs.ts';
import type { Answer } from './dialogs.ts';
import { hostDatabaseUrl, openHostDatabase } from './hostDatabase.ts';
import { QuickInputs } from './quickInputs.ts';
import { until } from './until.ts';

const password = 'canary-of-the-host-suite';
const account = 'connections_host';

describe('connections in VS Code', () => {
  const dialogs = new Dialogs();
  const inputs = new QuickInputs();
  let server: Connection;
  let folder: string;

  before(async () => {
    await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
    server = await openHostDatabase();
    await server.query(`drop user if exists '${account}'@'%'`);
    await server.query(`create user '${account}'@'%' identified by '${password}'`);
    await server.query(`grant select on *.* to '${account}'@'%'`);
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-connections-'));
    dialogs.install();
    inputs.install();
  });

  after(async () => {
    dialogs.answer(when('Which connections?', await ownNames()), when('Delete', 'Delete'));
    await commands.executeCommand('shadowSync.connection.delete');
    inputs.remove();
    dialogs.remove();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await server.query(`drop user '${account}'@'%'`);
    await server.end();
    removeFolder(folder);
  });

  function url(secret: string, more = ''): string {
    const { port } = new URL(hostDatabaseUrl());
    return `mysql://${account}:${secret}@127.0.0.1:${port}/${more}`;
  }

  function addAs(name: string, address: string, environment = '$(tools) Development'): readonly Answer[] {
    return [
      when('everything else is named', address),
      when('Name of the Connection', name),
      when('What is this server for?', environment),
    ];
  }

  /** The labels that a command offers when nothing is selected; nothing is copied. */
  async function names(): Promise<readonly string[]> {
    dialogs.answer(when('Which connections?', undefined));
    await commands.executeCommand('shadowSync.name.copy');
    return dialogs.asked.find(({ text }) => text.includes('Which connections?'))?.offered ?? [];
  }

  async function ownNames(): Promise<readonly string[]> {
    return (await names()).filter((name) => /^\$\(server\) (First|Second|Copied)/.test(name));
  }

  it('C-05: adds one by URL, says what is not taken of it, and tries it', async () => {
    dialogs.answer(...addAs('First', url(password, '?multipleStatements=true&debug=1')));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    const asked = await dialogs.said('Name of the Connection');
    assert.deepEqual(inputs.lists, [], 'the server was reached, and there was nothing to decide');
    assert.match(asked.text, /user connections_host, host 127\.0\.0\.1, port \d+, a password/);
    assert.match(asked.text, /Not taken: multipleStatements, debug\./);
    assert.ok(!JSON.stringify(dialogs.asked).includes(password));
    assert.deepEqual(await ownNames(), ['$(server) First']);
  });

  it('C-10: keeps nothing of one whose password is wrong, unless that is wanted', async () => {
    inputs.answer({ entry: null });
    dialogs.answer(...addAs('Second', url('wrong-canary')));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.match(inputs.lists[0]?.lines.join('\n') ?? '', /\$\(error\) Account.*Access denied/);
    assert.ok(!JSON.stringify(inputs.lists).includes('wrong-canary'));
    assert.deepEqual(await ownNames(), ['$(server) First']);

    inputs.answer({ entry: 'Save Anyway' });
    dialogs.answer(...addAs('Second', url('wrong-canary'), '$(shield) Production'));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.deepEqual(await ownNames(), ['$(server) First', '$(server) Second']);
  });

  it('sets another password, without showing it, and the test is then well', async () => {
    inputs.answer({ secret: password });
    dialogs.answer(when('Which connection?', '$(server) Second'));
    await commands.executeCommand('shadowSync.connection.setPassword');
    assert.deepEqual(
      inputs.fields.map(({ isPassword }) => isPassword),
      [true],
    );

    inputs.answer({ entry: null });
    dialogs.answer(when('Which connection?', '$(server) Second'));
    await commands.executeCommand('shadowSync.connection.test');
    const [list] = inputs.lists;
    assert.match(list?.lines.join('\n') ?? '', /\$\(pass\) Account/);
  });

  it('asks for the password only when the server refuses to go without', async () => {
    inputs.answer({ secret: password });
    dialogs.answer(...addAs('Second without', url('').replace(':@', '@')));
    await commands.executeCommand('shadowSync.connection.addByUrl');
    assert.equal(inputs.fields.length, 1);
    assert.match(inputs.fields[0]?.title ?? '', /^Password: Second without/);
    assert.ok((await ownNames()).includes('$(server) Second without'));
  });

  it('moves several into a group, and renames the group', async () => {
    dialogs.answer(
      when('Which connections?', await ownNames()),
      when('Which group?', '$(new-folder) New Group…'),
      when('Name of the group', 'Load tests'),
    );
    await commands.executeCommand('shadowSync.connection.moveToGroup');
    dialogs.answer(when('Which group?', '$(folder) Load tests'), when('Name of the group', 'Rehearsals'));
    await commands.executeCommand('shadowSync.group.rename');
    dialogs.answer(when('Which group?', undefined));
    await commands.executeCommand('shadowSync.group.rename');
    assert.deepEqual(
      dialogs.asked.map(({ offered }) => offered),
      [['$(folder) Rehearsals']],
    );
  });

  it('exports them without secrets, and offers what is there already as a copy only', async () => {
    const file = join(folder, 'connections.json');
    dialogs.replaceSaveDialog(() => Uri.file(file));
    dialogs.answer(when('Which connections?', await ownNames()));
    await commands.executeCommand('shadowSync.connection.exportFile');
    const text = await readFile(file, 'utf8');
    assert.match(text, /"shadow-sync-connections"/);
    assert.ok(!text.includes(password));

    const original = Object.getOwnPropertyDescriptor(window, 'showOpenDialog');
    Object.defineProperty(window, 'showOpenDialog', {
      value: () => Promise.resolve([Uri.file(file)]),
      configurable: true,
      writable: true,
    });
    const before = await names();
    try {
      dialogs.answer(when('Tick the connections to add', 'as offered'));
      await commands.executeCommand('shadowSync.connection.importFile');
    } finally {
      if (original !== undefined) Object.defineProperty(window, 'showOpenDialog', original);
    }
    assert.deepEqual(await names(), before, 'nothing was ticked beforehand');
  });

  it('opens the form for one of them, once, and for a copy', async () => {
    const forms = (): number =>
      window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('connectionForm'))
        .length;
    dialogs.answer(when('Which connection?', '$(server) First'));
    await commands.executeCommand('shadowSync.connection.edit');
    await until(() => forms() === 1);
    await commands.executeCommand('shadowSync.connection.edit');
    await commands.executeCommand('shadowSync.connection.duplicate');
    await until(() => forms() === 2);
  });

  it('copies names', async () => {
    dialogs.answer(when('Which connections?', ['$(server) First']));
    await commands.executeCommand('shadowSync.name.copy');
    assert.equal(await env.clipboard.readText(), 'First');
  });

  it('U-09: says plainly that a connection is not there, whoever asks for it', async () => {
    dialogs.answer();
    const nobody = { kind: 'connection', connectionId: 'nobody' };
    await commands.executeCommand('shadowSync.connection.delete', nobody);
    const said = await dialogs.said('not there any more');
    assert.equal(said.kind, 'error');
    for (const strange of [7, 'x', null, { target: 7 }, [[]]]) {
      dialogs.answer();
      await commands.executeCommand('shadowSync.connection.test', strange);
      await dialogs.said('Which connection?');
    }
  });

  it('C-11: deletes them after a question, with their secrets', async () => {
    const [first = ''] = await ownNames();
    dialogs.answer(when('Which connections?', [first]), when('Delete', undefined));
    await commands.executeCommand('shadowSync.connection.delete');
    assert.ok((await ownNames()).includes(first), 'the question was not answered with yes');

    dialogs.answer(when('Which connections?', [first]), when('Delete', 'Delete'));
    await commands.executeCommand('shadowSync.connection.delete');
    const asked = await dialogs.said('passwords and passphrases are deleted too');
    assert.deepEqual(asked.offered, ['Delete']);
    assert.ok(!(await ownNames()).includes(first));
  });
});
