import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { makeShop } from '../../scripts/sample/makeShop.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { sharedServer } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { stepByStep } from '../support/stepByStep.ts';
import { addConnection } from './addConnection.ts';
import { analyseOutside } from './analyseOutside.ts';

const database = 'shop';

describe('from a comparison to shadows in line, in VS Code', function () {
  stepByStep();
  this.timeout(400_000);
  const window = useWorkbench('comparison');
  let server: TestServer;

  before(async () => {
    server = await sharedServer('mariadb-10.11');
    await makeShop(server, database);
    const { workbench } = window();
    await workbench.openContainer('Shadow Sync');
    await addConnection(workbench, server.url(database), 'Shop');
    await workbench.expand(/^Shop/);
  });

  /** A row of the panel's list of tables. */
  function row(source: string): Locator {
    return window().workbench.panel.getByRole('treeitem', { name: new RegExp(`^${source} →`) });
  }

  /** The panel's line that counts statements. */
  function count(words: string): Locator {
    return window().workbench.panel.getByRole('status').filter({ hasText: words });
  }

  it('compares a database with its shadows', async () => {
    const { workbench } = window();
    const rules = workbench.quickPick('__test_*').first();
    await workbench.openFromMenu(workbench.treeItem(/^shop\b/), 'Compare with Shadow Tables…', rules);
    await workbench.picture('naming-rule');
    await workbench.accept();
    await workbench.tab('Compare: shop').waitFor();
    await count('15 statements').waitFor();
    await workbench.picture('compared');
  });

  it('shows how one shadow differs', async () => {
    await row('customers').click();
    await window().workbench.panel.getByText('load_test_batch').first().waitFor();
    await window().workbench.picture('difference');
  });

  it('skips a table', async () => {
    const { workbench } = window();
    await row('product_tags').click();
    await workbench.page.keyboard.press('Space');
    await count('14 statements').waitFor();
    assert.match((await row('product_tags').getAttribute('aria-label')) ?? '', /Skipped by you/);
  });

  it('opens the change SQL, with a row above each statement', async () => {
    const { workbench } = window();
    await workbench.panel.getByRole('button', { name: 'Open Change SQL' }).click();
    await workbench.tab('shop.change.sql').waitFor();
    await workbench.codeLens('Show Difference').first().waitFor();
    await workbench.picture('change-sql');
    const text = await workbench.editorText();
    assert.match(text, /DROP COLUMN `load_test_batch`/);
    assert.doesNotMatch(text, /^ALTER TABLE `shop`\.`__test_product_tags`/m);
  });

  it('shows what the statements risk among the problems', async () => {
    const { workbench } = window();
    await (await workbench.problems('load_test_batch')).filter({ hasText: 'SS101' }).first().waitFor();
    await workbench.picture('problems');
    await workbench.page.keyboard.press('Control+Shift+M');
  });

  it('asks for what is unsafe, then for the whole, and runs it', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Run Change SQL…');
    await workbench.quickPick('DROP COLUMN').waitFor();
    await workbench.picture('unsafe');
    await workbench.tickAll();
    await workbench.accept();
    await workbench.dialog('Run 14 statements?').waitFor();
    await workbench.picture('run');
    await workbench.pressInDialog('Run 14 statements?', 'Run');
    await workbench.toast('The shadow tables are in line with their sources').waitFor();
    await workbench.picture('ran');
  });

  it('has brought the shadows in line', async () => {
    assert.equal(await analyseOutside(server, database), 0);
  });

  it('brings the change SQL back after a reload', async () => {
    const { workbench } = window();
    await workbench.tab('shop.change.sql').click();
    await workbench.reload();
    await workbench.tab('shop.change.sql').waitFor();
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /change.SQL/ })
      .waitFor();
  });

  it('brings the panel back, which shows that all is in line', async () => {
    const { workbench } = window();
    await workbench.tab('Compare: shop').click();
    await workbench.panel.getByRole('treeitem', { name: /^Consistent, 23/ }).waitFor();
    await workbench.picture('reloaded');
  });

  it('asks the network for nothing', () => {
    assert.deepEqual(window().refused, []);
  });
});
