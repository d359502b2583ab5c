import assert from 'node:assert/strict';
import { makeShop } from '../../scripts/sample/makeShop.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { sharedServer } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { addConnection } from './addConnection.ts';
import { analyseOutside } from './analyseOutside.ts';

const database = 'shop_keys';

/** No more than this many things to choose or press from the palette to shadows in line. */
const mostSteps = 10;

describe('the same by keyboard alone, in VS Code', function () {
  this.timeout(400_000);
  const window = useWorkbench('keyboard');
  let server: TestServer;

  before(async () => {
    server = await sharedServer('mariadb-10.11');
    await makeShop(server, database);
    const { workbench } = window();
    await addConnection(workbench, server.url(database), 'Shop');
    // It is shown in its tree at the end, which takes the focus.
    await workbench.page.locator('.part.sidebar [role="treeitem"][aria-selected="true"]').waitFor();
  });

  it(`takes fewer than ${String(mostSteps)} steps`, async () => {
    const { workbench } = window();
    const { keyboard } = workbench.page;
    let steps = 0;
    const step = async (take: () => Promise<void>): Promise<void> => {
      steps += 1;
      await take();
    };
    const press = async (keys: readonly string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    };
    await step(() => workbench.runCommand('Shadow Sync: Compare with Shadow Tables…'));
    await workbench.quickPick(database).first().waitFor();
    await step(() => workbench.typeAndAccept(database));
    await workbench.quickPick('All Tables').waitFor();
    await step(() => press(['Enter']));
    await workbench.quickPick('__test_*').first().waitFor();
    await step(() => press(['Enter']));
    const { panel } = workbench;
    const tables = panel.getByRole('treeitem', { name: /^product_tags →/ });
    await tables.waitFor();
    const skip = (): Promise<void> => workbench.runCommand('Shadow Sync: Skip Tables…');
    await step(() => workbench.openPickByKeys(skip, 'product_tags'));
    await step(async () => {
      await keyboard.type('product_tags');
      await press(['ArrowDown', 'Space', 'Enter']);
    });
    await panel.getByRole('status').filter({ hasText: '14 statements' }).waitFor();
    await step(() => workbench.openPickByKeys(() => press(['Control+Alt+Enter']), 'DROP COLUMN'));
    // To the box that ticks all, and back to the list.
    await step(() => press(['Shift+Tab', 'Space', 'Tab', 'Enter']));
    await workbench.dialog('Run 14 statements?').waitFor();
    await step(() => workbench.pressInDialogByKeys('Run 14 statements?', 'Run'));
    await workbench.toast('The shadow tables are in line with their sources').waitFor();
    assert.equal(await analyseOutside(server, database), 0);
    assert.ok(steps < mostSteps, `${String(steps)} steps`);
  });
});
