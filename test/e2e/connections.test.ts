import assert from 'node:assert/strict';
import { makeShop } from '../../scripts/sample/makeShop.ts';
import { findInFiles } from '../support/editor/findInFiles.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { runScript } from '../support/servers/connect.ts';
import { sharedServer } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { addConnection } from './addConnection.ts';

/** Words that nothing else holds: they are looked for in every file afterwards. */
const canary = 'Canary-Yx7-kept-nowhere';
const wrongCanary = 'Canary-Qw3-is-wrong';

describe('connections in VS Code', function () {
  this.timeout(400_000);
  const window = useWorkbench('connections');
  let server: TestServer;

  before(async () => {
    server = await sharedServer('mariadb-10.11');
    await makeShop(server, 'shop_of_team');
    await runScript(
      server,
      `CREATE USER dev@'%' IDENTIFIED BY '${canary}'; GRANT ALL ON shop_of_team.* TO dev@'%'`,
      'mysql',
    );
    await window().workbench.openContainer('Shadow Sync');
  });

  const url = (password: string): string =>
    `mariadb://dev:${password}@127.0.0.1:${String(server.port)}/shop_of_team`;

  it('says what is wrong with a password, and keeps nothing of the connection', async () => {
    const { workbench } = window();
    await addConnection(workbench, url(wrongCanary), 'Wrong');
    await workbench
      .quickPick(/denied/)
      .first()
      .waitFor();
    await workbench.picture('wrong-password');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
    assert.equal(await workbench.treeItem(/Wrong/).count(), 0);
  });

  it('adds a connection by its URL', async () => {
    const { workbench } = window();
    await addConnection(workbench, url(canary), 'Shop of the team');
    await workbench.treeItem(/Shop of the team/).waitFor();
    await workbench.picture('added');
  });

  it('browses to the tables', async () => {
    const { workbench } = window();
    await workbench.expand(/Shop of the team/);
    await workbench.expand(/^shop_of_team/);
    await workbench.treeItem(/^customers/).waitFor();
    await workbench.picture('tables');
  });

  it('keeps the connection and its password over a reload', async () => {
    const { workbench } = window();
    await workbench.reload();
    await workbench.openContainer('Shadow Sync');
    await workbench.expand(/Shop of the team/);
    await workbench.expand(/^shop_of_team/);
    await workbench.treeItem(/^customers/).waitFor();
    assert.equal(await workbench.quickInput.count(), 0);
  });

  it('writes the password to no file and no log', async () => {
    await window().stop();
    // What is no secret is found, and so would be what is one.
    assert.notDeepEqual(await findInFiles(window().profile.folder, 'Shop of the team'), []);
    assert.deepEqual(await findInFiles(window().profile.folder, canary), []);
    assert.deepEqual(await findInFiles(window().profile.folder, wrongCanary), []);
  });

  it('asked the network for nothing', () => {
    assert.deepEqual(window().refused, []);
  });
});
