import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { runScript } from '../support/servers/connect.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { stepByStep } from '../support/stepByStep.ts';
import { addConnection } from './addConnection.ts';
import { addTaskOutside, retryTaskOutside } from './taskCommandLine.ts';

const database = 'alarming';
const failure = /Synchronization task failure/;

describe('alerts in VS Code', function () {
  stepByStep();
  this.timeout(400_000);
  const window = useWorkbench('alerts');
  let server: TestServer | undefined;
  let taskId = '';

  before(async () => {
    server = await startServer('mariadb-10.11');
    const { workbench } = window();
    await runScript(server, `CREATE DATABASE ${database}`, 'mysql');
    // The shadows have rows that the source's unique key does not take.
    for (const table of ['orders', 'items']) {
      await runScript(
        server,
        `CREATE TABLE ${table} (id INT PRIMARY KEY, a INT, UNIQUE KEY only_one (a));
         CREATE TABLE __test_${table} (id INT PRIMARY KEY, a INT);
         INSERT INTO __test_${table} VALUES (1, 1), (2, 1)`,
        database,
      );
    }
    await workbench.openContainer('Shadow Sync');
    await addConnection(workbench, server.url(database), 'Alarming');
  });

  after(async () => {
    await server?.stop();
  });

  const ownServer = (): TestServer => {
    assert.ok(server !== undefined);
    return server;
  };

  /** What the icon of the activity bar counts; it is there only while something fires. */
  const badge = (): Locator =>
    window()
      .workbench.page.locator('.part.activitybar')
      .getByRole('tab', { name: 'Shadow Sync' })
      .locator('xpath=..')
      .locator('.badge-content:visible');

  const statusBar = (): Locator =>
    window()
      .workbench.page.locator('.part.statusbar')
      .getByRole('button', { name: /alerts? fires?$/ });

  const badgeSays = async (count: string): Promise<void> => {
    await badge()
      .filter({ hasText: new RegExp(`^${count}$`) })
      .waitFor();
    await statusBar().waitFor();
  };

  const badgeIsGone = async (): Promise<void> => {
    await badge().waitFor({ state: 'detached' });
    await statusBar().waitFor({ state: 'detached' });
  };

  it('says nothing while nothing is wrong', async () => {
    const { workbench } = window();
    assert.equal(await badge().count(), 0);
    assert.equal(await workbench.treeItem(failure).count(), 0);
  });

  it('a failing run becomes one line in the list, one message, and a count on the icon', async () => {
    const { workbench, profile } = window();
    const url = ownServer().url(database);
    // It goes away by itself: it is looked for before there is anything to say.
    [taskId] = await Promise.all([
      addTaskOutside(profile, url, '--tables', 'orders', '--allow-unsafe'),
      workbench.toast(failure).waitFor({ timeout: 240_000 }),
    ]);
    await workbench.treeItem(failure).waitFor();
    await badgeSays('1');
    await workbench.picture('alert');
    await workbench.pressOnToast(failure, 'Open');
    await workbench.tab(failure).waitFor();
    await workbench.picture('alert-details');
  });

  it('the count goes when the alert is acknowledged, and comes back when that is taken back', async () => {
    const { workbench } = window();
    await workbench.pressOnRow(workbench.treeItem(failure), 'Acknowledge Alert');
    await badgeIsGone();
    await workbench.treeItem(/Synchronization task failure.*Acknowledged by/).waitFor();
    await workbench.picture('acknowledged');
    await workbench.chooseFromMenu(workbench.treeItem(failure), 'End Acknowledgement or Snooze');
    await badgeSays('1');
    await workbench.treeItem(/Synchronization task failure.*Acknowledged by/).waitFor({ state: 'detached' });
  });

  /** The id that was just copied: that it was is said for seconds only, which a busy computer misses. */
  async function copiedId(): Promise<string> {
    const { page } = window().workbench;
    for (let looks = 0; ; looks += 1) {
      const text = await page.evaluate<string>('navigator.clipboard.readText()');
      if (/^a\w+$/.test(text)) return text;
      assert.ok(looks < 1500, `no id was copied: ${text}`);
      await page.waitForTimeout(100);
    }
  }

  it('a link in a message opens the details, after VS Code has asked', async () => {
    const { workbench } = window();
    await workbench.chooseFromMenu(workbench.treeItem(failure), 'Copy Alert ID');
    const alertId = await copiedId();
    await workbench.runCommand('View: Close All Editors');
    await workbench.tab(failure).waitFor({ state: 'detached' });
    // A window in which nobody has used the extension yet: the link loads it.
    await workbench.reload();
    await follow(`vscode://shadow-sync.shadow-sync/alert/${alertId}`);
    await workbench.tab(failure).waitFor();
    await workbench.panel.getByText('What to do').first().waitFor();
    await workbench.picture('deep-link');
  });

  it('a link to an alert that is not there says so, and one that is none of ours opens nothing', async () => {
    const { workbench } = window();
    await workbench.runCommand('View: Close All Editors');
    await follow('vscode://shadow-sync.shadow-sync/alert/anobody00000?close=1');
    await follow('vscode://shadow-sync.shadow-sync/alert/anobody00000');
    await workbench.tab('anobody00000').waitFor();
    await workbench.panel.getByText('This alert is gone').waitFor();
    assert.equal(await workbench.page.locator('.part.editor .tabs-container').getByRole('tab').count(), 1);
    await workbench.picture('deep-link-gone');
    await workbench.runCommand('View: Close All Editors');
  });

  it('is a Problem on the statement that failed, whose code opens the alert', async () => {
    const { workbench } = window();
    const problem = (await workbench.problems('oms_sync_failed')).first();
    await problem.waitFor();
    await workbench.picture('alert-problem');
    await problem.getByText('oms_sync_failed').click();
    await workbench.tab(failure).waitFor();
    await workbench.runCommand('View: Close All Editors');
  });

  it('the Problem has quick fixes: they show the alert and answer it', async () => {
    const { workbench } = window();
    await (await workbench.problems('oms_sync_failed')).first().click();
    // It opens the run's change SQL, whose own Problem then stands for it; VS Code fixes what can't be edited from here only.
    await workbench.tab(/change\.sql/).waitFor();
    const problem = (await workbench.problems('Duplicate entry')).filter({ hasText: 'failed' }).first();
    await openFixes(problem);
    for (const words of ['Show task', 'Acknowledge alert', 'Snooze alert…']) await fix(words).waitFor();
    await workbench.picture('quick-fixes');
    await fix('Show alert').hover();
    await workbench.page.keyboard.press('Enter');
    await workbench.tab(failure).waitFor();
    await workbench.picture('shown-by-fix');
  });

  const fix = (words: string): Locator => window().workbench.page.getByRole('menuitem', { name: words });

  it('is over, and counts no more, when the task has succeeded', async () => {
    const { workbench, profile } = window();
    await runScript(ownServer(), 'DELETE FROM __test_orders WHERE id = 2', database);
    await badgeSays('1');
    await retryTaskOutside(profile, taskId);
    await workbench.treeItem(/Synchronization task failure.*Recovered/).waitFor();
    await badgeIsGone();
    await (await workbench.problems('oms_sync_failed')).first().waitFor({ state: 'detached' });
    await workbench.picture('recovered');
  });

  it('a new failure counts anew, until it is closed', async () => {
    const { workbench, profile } = window();
    await addTaskOutside(profile, ownServer().url(database), '--tables', 'items', '--allow-unsafe');
    const firing = workbench.treeItem(/Synchronization task failure.*Firing/);
    await firing.waitFor();
    await badgeSays('1');
    await workbench.chooseFromMenu(firing, 'Close Alert');
    await workbench.treeItem(/Synchronization task failure.*Closed.*Completed/).waitFor();
    await badgeIsGone();
    await workbench.picture('closed');
  });

  /** What can be done about a Problem is asked for when it is chosen, and comes a moment later. */
  async function openFixes(problem: Locator): Promise<void> {
    const { page } = window().workbench;
    for (let attempt = 1; ; attempt += 1) {
      // A list that came just too late lies over the Problem.
      await page.keyboard.press('Escape');
      await problem.click();
      await page.keyboard.press('Control+.');
      const isThere = await fix('Show alert')
        .waitFor({ timeout: 5_000 })
        .then(
          () => true,
          () => false,
        );
      if (isThere) return;
      assert.ok(attempt < 30, 'the Problem has no quick fix');
    }
  }

  /** Follows a link as another program would; VS Code asks whether the extension may have it. */
  async function follow(link: string): Promise<void> {
    const { workbench } = window();
    await workbench.runCommand('Developer: Open URL');
    await workbench.answer('URL to open', link);
    await workbench.pressInDialog('to open this URI', 'Open');
  }
});
