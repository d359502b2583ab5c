import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { findInFiles } from '../support/editor/findInFiles.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { runScript } from '../support/servers/connect.ts';
import { sharedServer } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { stepByStep } from '../support/stepByStep.ts';
import { hostileDatabase, hostileNames, makeHostileTables } from './hostileNames.ts';

const connection = `Team ${hostileNames.link}$(trash)`;

/** Found by none of the usual ways to write text, if it is not there. */
const canary = 'CanaryRailsKeptNowhere7';
const password = `it's "q" @:/?# ${canary} пароль 密码`;

/** Two of the forged messages have ten megabytes each, which a busy machine does not pass on at once. */
const logLimitMs = 150_000;

/**
 * Keeps what was ever drawn in the window that no name may turn into: a link that runs a command, the icon of a name, an
 * element of a page.
 */
const watch = `(() => {
  window.railsFound = [];
  const look = () => {
    for (const one of document.querySelectorAll('a, .codicon-trash, .codicon-flame, img[src="x"]')) {
      const isLink = one.localName === 'a';
      if (isLink && one.textContent.trim() !== 'Fix') continue;
      const around = one.closest('.notification-toast, .quick-input-widget, .monaco-dialog-box, .monaco-list-row, .tab');
      const found = one.outerHTML + ' in ' + (around ?? one.parentElement)?.className;
      if (!window.railsFound.includes(found)) window.railsFound.push(found);
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})()`;

describe('hostile names, messages and panels in VS Code', function () {
  stepByStep();
  this.timeout(400_000);
  const window = useWorkbench('rails');
  const complaints: string[] = [];
  let server: TestServer;
  let isOver = false;

  before(async () => {
    server = await sharedServer('mariadb-10.11');
    await makeHostileTables(server);
    const account = `rails@'%' IDENTIFIED BY '${password.replaceAll("'", "''")}'`;
    await runScript(server, `CREATE USER ${account}; GRANT ALL ON *.* TO rails@'%'`, 'mysql');
    const { page } = window().workbench;
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog of the page: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      const text = message.text();
      if (/Content Security Policy|Refused to/.test(text)) complaints.push(text);
    });
    await page.evaluate(watch);
  });

  afterEach('nothing was drawn but text', async () => {
    if (isOver) return;
    assert.deepEqual(await window().workbench.page.evaluate('window.railsFound'), []);
    assert.deepEqual(complaints, []);
  });

  it('C-12: writes everything to its log from now on', async () => {
    const { workbench } = window();
    await workbench.runCommand('Developer: Set Log Level...');
    await workbench.pick('Trace');
    await workbench.openContainer('Shadow Sync');
  });

  it('C-05, U-01, U-06: adds a connection of such a name, and takes nothing of its URL but where and who', async () => {
    const { workbench } = window();
    const place = `rails:${encodeURIComponent(password)}@127.0.0.1:${String(server.port)}`;
    const more = '?multipleStatements=true&debug=true&enableCleartextPlugin=true&[Fix](command:x)=$(trash)';
    await workbench.runCommand('Shadow Sync: Add Connection by URL…');
    const url = `mariadb://${place}/${encodeURIComponent(hostileDatabase)}${more}`;
    await workbench.answer('Add Connection by URL', url);
    await workbench.quickMessage.filter({ hasText: 'Not taken: multipleStatements' }).waitFor();
    await workbench.picture('url');
    await workbench.answer('Name of the Connection', connection);
    await workbench.pick('Development');
    await workbench.treeItem(/^Team \[Fix\]/).waitFor();
  });

  it('U-01, U-03, U-04, U-06: shows such names in the tree and its tooltips as text', async () => {
    const { workbench } = window();
    await workbench.expand(/^Team \[Fix\]/);
    await workbench.expand(/^rails \[Fix\]/);
    for (const shown of [
      hostileNames.link,
      hostileNames.icon,
      hostileNames.image,
      hostileNames.script,
      'a\\u{202e}b\\u{200b}c',
      'r\\u{1b}[31med',
    ]) {
      const row = workbench.page.locator('.part.sidebar [role="treeitem"]').filter({ hasText: shown });
      await row.first().waitFor();
      await hoverOver(row.first(), shown);
    }
    await workbench.picture('tree');
  });

  it('U-01, U-06: shows them in quick picks and their titles as text', async () => {
    const { workbench } = window();
    const { keyboard } = workbench.page;
    await workbench.runCommand('Shadow Sync: Compare Two Tables…');
    await workbench.pick(/rails \[Fix\]/);
    await workbench.quickPick('onerror').first().waitFor();
    await workbench.picture('pick');
    await keyboard.press('Escape');
    await workbench.runCommand('Shadow Sync: Set Password…');
    await workbench.pick(/^Team|Team \[Fix\]/);
    await workbench.quickTitle.filter({ hasText: 'Password' }).waitFor();
    await keyboard.press('Escape');
  });

  it('U-03, U-04: compares, and the panel shows text', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Compare with Shadow Tables…');
    await workbench.pick(/rails \[Fix\]/);
    await workbench.pick('All Tables');
    await workbench.quickPick('__test_*').first().waitFor();
    await workbench.accept();
    const { panel } = workbench;
    for (const shown of ['onerror', '</script>', '[Fix](command:', '$(trash)']) {
      const row = panel.getByRole('treeitem').filter({ hasText: shown }).first();
      await row.click();
      await panel.getByText('legacy').first().waitFor();
    }
    await workbench.picture('panel');
    assert.equal(await panel.locator('img[src="x"], a:text-is("Fix")').count(), 0);
  });

  it('U-05: takes forged messages of a panel for nothing, and logs why without what they said', async () => {
    const { workbench, profile } = window();
    const { panel } = workbench;
    await panel.locator('body').evaluate(`(() => {
      const api = acquireVsCodeApi();
      const request = (name, body, id = 900000) => ({ v: 1, id, kind: 'request', name, body });
      const drop = 'DROP TABLE forged_canary';
      for (const message of [
        'text', 7, null, [], { command: 'run', sql: drop }, { v: 2, id: 1, kind: 'request', name: 'run', body: {} },
        request('sql', { sql: drop }), request('__proto__', {}), request('constructor', {}),
        request('run', { sql: drop }), request('setSkip', { ids: [drop], skip: true }),
        request('setSkip', { ids: [987654], skip: true }, 900001), request('pair', { revision: 1, id: 987654 }, 900002),
        request('openTextDiff', { id: -1 }), request('exportReport', { format: '/etc/passwd' }),
        request('rows', { revision: 0, offset: 0, limit: 1e9 }), { ...request('ready', {}), id: 1.5 },
        request('x'.repeat(10 * 1024 * 1024), {}), request('refresh', { x: 'y'.repeat(10 * 1024 * 1024) }),
      ]) api.postMessage(message);
    })()`);
    let log = '';
    const isThere = (): boolean => (log.match(/shadowSync\.schemaDiff: /g) ?? []).length >= 17;
    for (const end = Date.now() + logLimitMs; !isThere() && Date.now() < end;) {
      await workbench.page.waitForTimeout(200);
      log = await ownLog(profile.folder);
    }
    assert.ok(isThere(), log);
    assert.match(log, /more than 1 MiB/);
    assert.match(log, /something that is no request/);
    assert.match(log, /something that is not known here/);
    assert.match(log, /another form than agreed/);
    assert.ok(!log.includes('forged_canary'));
    // The panel goes on as before.
    await panel.getByRole('treeitem').filter({ hasText: '</script>' }).first().click();
    await panel.getByText('legacy').first().waitFor();
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0);
  });

  it('U-01, U-04, U-06: shows text above statements, among problems and in hovers', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Open Change SQL');
    await workbench.codeLens('Show Difference').first().waitFor();
    await workbench.page
      .locator('.part.editor .codelens-decoration')
      .filter({ hasText: 'trash' })
      .first()
      .waitFor();
    await (await workbench.problems('SS101')).first().waitFor();
    await workbench.picture('change-sql');
    await workbench.page.keyboard.press('Control+Shift+M');
    const statement = workbench.page
      .locator('.part.editor .view-line')
      .filter({ hasText: 'DROP COLUMN' })
      .first();
    const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'SS101' }).first();
    await hoverUntil(statement, hover, { x: 20, y: 8 });
    await workbench.picture('hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('U-02: shows what a server says with a link in it as text, in the problem and beside the statement', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Run Change SQL…');
    await workbench.quickPick('DROP COLUMN').first().waitFor();
    await workbench.tickAll();
    await workbench.picture('unsafe');
    await workbench.accept();
    await workbench.dialog(/Run \d+ statements/).waitFor();
    await workbench.picture('dialog');
    await workbench.pressInDialog(/Run \d+ statements/, 'Run, Going On After Failures');
    await workbench.toast('No shadow table was brought in line').waitFor();
    await (await workbench.problems(/Duplicate entry '\[Fix\]\(command:/)).first().waitFor();
    await workbench.picture('server-error');
  });

  it('U-02: shows an error of a command with a link in it as text', async () => {
    const { workbench } = window();
    await runScript(server, `DROP USER rails@'%'`, 'mysql');
    await runScript(server, `CREATE USER rails@'%' IDENTIFIED BY 'other'`, 'mysql');
    await workbench.runCommand('Shadow Sync: Disconnect');
    await workbench.tickAll();
    await workbench.accept();
    await workbench.runCommand('Shadow Sync: Compare Two Tables…');
    const toast = workbench.toast('Access denied');
    await toast.first().waitFor();
    // Read before it is pictured: it goes away by itself.
    assert.ok(!(await toast.first().textContent())?.includes(canary));
    await workbench.picture('error');
  });

  it('C-06, C-12, PR9: the password is in no file and no log, at the loudest level', async () => {
    const { folder } = window().profile;
    assert.match(await ownLog(folder), /\[(warning|info|error)\]/);
    isOver = true;
    await window().stop();
    // What is no secret is found, and so would be what is one.
    assert.notDeepEqual(await findInFiles(folder, 'multipleStatements'), []);
    assert.deepEqual(await findInFiles(folder, canary), []);
  });

  async function hoverOver(row: Locator, shown: string): Promise<void> {
    const { page } = window().workbench;
    const tooltip = page.locator('.workbench-hover:visible').filter({ hasText: shown }).first();
    await hoverUntil(row, tooltip);
  }

  /** What draws itself anew puts its tooltip away, and only the pointer's coming brings it. */
  async function hoverUntil(
    place: Locator,
    tooltip: Locator,
    position?: { x: number; y: number },
  ): Promise<void> {
    const { page } = window().workbench;
    for (let attempt = 1; !(await tooltip.isVisible()); attempt += 1) {
      if (attempt > 30) throw new Error(`There is no tooltip: ${String(tooltip)}`);
      await page.mouse.move(900, 600);
      await place.hover(position === undefined ? {} : { position });
      await tooltip.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
  }

  /** What the extension wrote to its log. */
  async function ownLog(folder: string): Promise<string> {
    const logs = join(folder, 'data/logs');
    const names = (await readdir(logs, { recursive: true })).filter((name) =>
      name.endsWith('Shadow Sync.log'),
    );
    return (await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')))).join('\n');
  }
});
