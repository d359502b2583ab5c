/**
 * `npm run screenshots`: takes the pictures of the README and docs anew, into docs/images. The tour of the README is driven in
 * a real VS Code with the packaged extension, on a throw-away MariaDB with the sample database; nothing else is
 * left behind.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { addConnection } from '../test/e2e/addConnection.ts';
import { addTaskOutside } from '../test/e2e/taskCommandLine.ts';
import { makeProfile, type EditorProfile } from '../test/support/editor/editorProfile.ts';
import { installExtension, startEditorServer } from '../test/support/editor/editorServer.ts';
import { openBrowser } from '../test/support/editor/openBrowser.ts';
import { Workbench, workbenchSettings } from '../test/support/editor/workbench.ts';
import { runScript } from '../test/support/servers/connect.ts';
import { EngineUnavailable } from '../test/support/servers/engineRecipe.ts';
import { startServer, type TestServer } from '../test/support/servers/startServer.ts';
import { EditorUnavailable } from './editor/editorUnavailable.ts';
import { packExtension } from './editor/packExtension.ts';
import { palettePng } from './editor/palettePng.ts';
import { makeShop } from './sample/makeShop.ts';

const folder = join(import.meta.dirname, '../docs/images');

/** A README is read over slow lines too. */
const largestBytes = 200_000;

/** What a slow machine may need for one step. */
const stepLimitMs = 60_000;

/** Room for what the picture is about, and a caret that blinks in no picture. */
const pictureSettings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
};

/** How long the window is looked at until it is at rest. */
const mostLooks = 20;
const betweenLooksMs = 1_000;

/** What is undone when it is over, the last first. */
const undo: (() => Promise<void> | void)[] = [];

try {
  const database = await startServer('mariadb-10.11');
  undo.push(() => database.stop());
  await makeShop(database);
  const profile = makeProfile({ ...workbenchSettings, ...pictureSettings });
  undo.push(() => {
    profile.remove();
  });
  await mkdir(folder, { recursive: true });
  const workbench = await openWindow(profile);
  await compareAndRun(workbench, database);
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await scheduleTask(workbench);
  await seeAlert(workbench, database, profile);
} catch (error) {
  if (!(error instanceof EditorUnavailable || error instanceof EngineUnavailable)) throw error;
  console.error(`The pictures can't be taken here: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const each of undo.reverse()) await each();
}

async function openWindow(profile: EditorProfile): Promise<Workbench> {
  const vsix = join(profile.folder, 'extension.vsix');
  await packExtension(vsix);
  await installExtension(profile, vsix);
  await rm(vsix);
  const server = await startEditorServer(profile);
  undo.push(() => server.stop());
  const browser = await openBrowser(profile);
  undo.push(() => browser.close());
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(stepLimitMs);
  const workbench = new Workbench(page, profile, 'readme');
  await workbench.open(server.address);
  return workbench;
}

/** Add a connection, compare, review, run: the first four steps of the README. */
async function compareAndRun(workbench: Workbench, database: TestServer): Promise<void> {
  const { page, panel } = workbench;
  await workbench.openContainer('Shadow Sync');
  await addConnection(workbench, database.url('shop'), 'Sample shop');
  await workbench.expand(/^Sample shop/);
  const rules = workbench.quickPick('__test_*').first();
  await workbench.openFromMenu(workbench.treeItem(/^shop/), 'Compare with Shadow Tables…', rules);
  await page.keyboard.press('Enter');
  await panel.getByRole('status').filter({ hasText: '15 statements' }).waitFor();
  await workbench.expand(/^shop/);
  await workbench.treeItem(/^customers/).waitFor();
  await panel.getByRole('treeitem', { name: /^customers →/ }).click();
  await panel.getByText('load_test_batch').first().waitFor();
  await picture(workbench, 'schemaDiff', 'dark');
  await picture(workbench, 'connections', 'light', page.locator('.part.sidebar'));

  await panel.getByRole('treeitem', { name: /^product_tags →/ }).click();
  await page.keyboard.press('Space');
  await panel.getByRole('status').filter({ hasText: '14 statements' }).waitFor();
  await panel.getByRole('button', { name: 'Open Change SQL' }).click();
  await workbench.tab('shop.change.sql').waitFor();
  await workbench.codeLens('Show Difference').first().waitFor();
  const dropped = (await workbench.problems('load_test_batch')).filter({ hasText: 'SS101' }).first();
  await dropped.dblclick();
  await workbench.codeLens('Allow').first().waitFor();
  await picture(workbench, 'changeSql', 'light');
  await page.keyboard.press('Control+j');
  await page.locator('.part.panel').waitFor({ state: 'hidden' });

  await workbench.runCommand('Shadow Sync: Run Change SQL…');
  await workbench.quickPick('DROP COLUMN').waitFor();
  await workbench.tickAll();
  await page.keyboard.press('Enter');
  await workbench.dialog('Run 14 statements?').waitFor();
  await picture(workbench, 'run', 'dark');
  await workbench.pressInDialog('Run 14 statements?', 'Run');
  await workbench.toast('The shadow tables are in line with their sources').waitFor();
  await workbench.tab('Compare: shop').click();
  await panel.getByRole('treeitem', { name: /^Consistent, 23/ }).waitFor();
  await picture(workbench, 'ran', 'dark');
}

/** A task that runs every night. */
async function scheduleTask(workbench: Workbench): Promise<void> {
  const { panel } = workbench;
  await workbench.runCommand('Shadow Sync: Create Shadow Sync Task…');
  await panel.getByRole('button', { name: 'Choose…', exact: true }).first().click();
  await workbench.typeAndAccept('shop');
  await workbench.quickInput.waitFor({ state: 'hidden' });
  await panel.locator('#remarks textarea').fill('Keep the load test in line');
  await panel.getByRole('radio', { name: 'On schedule' }).click();
  await panel.getByRole('button', { name: 'Analyze', exact: true }).click();
  await panel.getByText('Ready to be submitted.').waitFor();
  await panel.getByRole('navigation').getByRole('button', { name: 'Execution' }).click();
  await picture(workbench, 'taskForm', 'light');
  await panel.getByRole('button', { name: 'Submit', exact: true }).first().click();
  await workbench.treeItem(/^Keep the load test in line, Pending Execution/).waitFor();
}

/** A task that fails on the rows of a shadow, and the alert that says so. */
async function seeAlert(workbench: Workbench, database: TestServer, profile: EditorProfile): Promise<void> {
  const { panel } = workbench;
  await runScript(
    database,
    `CREATE TABLE gift_cards (id INT PRIMARY KEY, code CHAR(8) NOT NULL, UNIQUE KEY uq_gift_cards_code (code));
     CREATE TABLE __test_gift_cards (id INT PRIMARY KEY, code CHAR(8) NOT NULL);
     INSERT INTO __test_gift_cards VALUES (1, 'AUTUMN26'), (2, 'AUTUMN26')`,
    'shop',
  );
  const words = ['--tables', 'gift_cards', '--allow-unsafe', '--remarks', 'Gift cards before the load test'];
  await addTaskOutside(profile, database.url('shop'), ...words);
  await workbench.toast(/Synchronization task failure/).waitFor();
  await workbench.runCommand('View: Close All Editors');
  await workbench.treeItem(/Synchronization task failure/).dblclick();
  await panel.getByText('What to do').first().waitFor();
  await workbench.runCommand('Notifications: Clear All Notifications');
  await picture(workbench, 'alertDetails', 'dark');
}

/** Takes one picture of the window or a part of it; the theme follows what the browser says its user prefers. */
async function picture(
  { page }: Workbench,
  name: string,
  theme: 'light' | 'dark',
  part?: Locator,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(theme === 'dark' ? '.monaco-workbench.vs-dark' : '.monaco-workbench.vs').waitFor();
  // What is pointed at is drawn differently, and nothing is pointed at in a picture.
  await page.mouse.move(0, 0);
  const drawn = await untilAtRest(() => (part === undefined ? page.screenshot() : part.screenshot()));
  const png = await palettePng(drawn, page.context());
  if (png.length > largestBytes) throw new Error(`${name}.png has ${String(png.length)} bytes.`);
  await writeFile(join(folder, `${name}.png`), png);
  console.log(`docs/images/${name}.png: ${String(Math.round(png.length / 1000))} kB`);
}

/** A theme is faded in, and the editor moves its lenses a moment after the text: the picture that stays the same is it. */
async function untilAtRest(draw: () => Promise<Buffer>): Promise<Buffer> {
  let last = await draw();
  for (let look = 1; look <= mostLooks; look += 1) {
    await pause(betweenLooksMs);
    const next = await draw();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error('The window does not come to rest.');
}
