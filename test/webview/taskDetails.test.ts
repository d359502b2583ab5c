import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string | RegExp): Locator => page.getByRole('tab', { name });
const statement = (page: Page, name: RegExp): Locator => page.getByRole('treeitem', { name });

describe('the task details', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('say what the task is, how it stands and why, and offer what its status allows', async () => {
    const page = await panels.open('taskDetails', 'sample');
    await page.getByRole('heading', { name: 'Shadow tables for the load test of the checkout' }).waitFor();
    await page.locator('.status', { hasText: 'Succeeded with Errors' }).first().waitFor();
    await page.getByText('Duplicate entry ‘7’ for key ‘uq_number’ (statement 2 of 3').first().waitFor();
    await button(page, 'Retry').click();
    assert.deepEqual(await lastRequest(page, 'act'), { action: 'retry' });
    await button(page, 'More…').click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await eventually(async () => await lastRequest(page, 'act'), { action: 'remove' });
  });

  it('show the failed statement at once, with its error, what to do about it, and its undo', async () => {
    const page = await panels.open('taskDetails', 'sample');
    await page.getByText('Duplicate entry ‘7’ for key ‘uq_number’ (error 1062)').waitFor();
    await page.getByText('Remove the rows that are there twice, then retry.').waitFor();
    await page.getByText('sent 3 times').waitFor();
    await page.getByText('Does not bring back: the values of the dropped column').waitFor();
    await button(page, 'Copy Statement').click();
    assert.deepEqual(await lastRequest(page, 'copyStatement'), { run: null, index: 1 });
  });

  it('are gone through with the keyboard alone', async () => {
    const page = await panels.open('taskDetails', 'sample');
    await tab(page, 'Task Information').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Approved by grace').waitFor();
    await page.keyboard.press('End');
    await page.getByRole('listbox', { name: 'Runs, the newest first' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('r1nk4q2h7mm1').waitFor();
    await page.keyboard.press('End');
    await page.getByText('3 starts passed while nothing of ours was running').waitFor();
  });

  it('filter statements by table, text and code', async () => {
    const page = await panels.open('taskDetails', 'sample');
    const filter = page.locator('shadow-statements vscode-text-field input');
    await filter.fill('__test_payments');
    await eventually(() => statement(page, /shop/).count(), 1);
    await filter.fill('ss101');
    await eventually(() => statement(page, /DROP COLUMN/).count(), 2);
    await filter.fill('nothing like it');
    await page.getByText('Nothing matches the filter').waitFor();
  });

  it('O-58: keep 12,000 statements out of the page but those in sight, and scroll through them', async () => {
    const page = await panels.open('taskDetails', 'many');
    await statement(page, /from shop/)
      .first()
      .waitFor();
    const rows = await page.getByRole('treeitem').count();
    assert.ok(rows < 100, `${String(rows)} rows are in the page`);
    await statement(page, /from shop/)
      .first()
      .click();
    await page.keyboard.press('End');
    await statement(page, /_3999/).first().waitFor();
  });

  it('show the timeline with who decided, when and what was said', async () => {
    const page = await panels.open('taskDetails', 'approval');
    await page.getByText('Waits for grace, linus').waitFor();
    const current = page.locator('[aria-current=step]');
    await eventually(() => current.count(), 1);
    await eventually(async () => (await current.innerText()).includes('Database team'), true);
    await page.getByText('an approval here is a checklist for yourself').waitFor();
  });

  it('search, filter, copy, save and open the log, and say which lines are torn', async () => {
    const page = await panels.open('taskDetails', 'log');
    await page.getByText('2 lines were not written whole').waitFor();
    await page.getByText('400 of 400 lines').waitFor();
    await page.getByRole('combobox', { name: 'Kind of log' }).click();
    await page.getByRole('option', { name: 'Alert Logs' }).click();
    await page.getByText(/^23 of 400 lines/).waitFor();
    await button(page, 'Errors').click();
    await page.getByText(/^5 of 400 lines/).waitFor();
    await page.locator('#log-search input').fill('duplicate');
    await button(page, 'Copy').click();
    const filter = { run: 'r1nk4z9h2kq4', levels: ['error'], text: 'duplicate' };
    assert.deepEqual(await lastRequest(page, 'copyLog'), { filter });
    await button(page, 'Save…').click();
    assert.deepEqual(await lastRequest(page, 'saveLog'), { filter });
    await button(page, 'Open in Editor').click();
    assert.deepEqual(await lastRequest(page, 'openLog'), { run: 'r1nk4z9h2kq4' });
  });

  it('follow the end of the log until somebody scrolls away', async () => {
    const page = await panels.open('taskDetails', 'log');
    await page.getByText('shop.__test_orders_399').waitFor();
    const follow = page.getByRole('checkbox', { name: 'Follow' });
    await eventually(() => follow.getAttribute('aria-checked'), 'true');
    await page.getByRole('log').hover();
    await page.mouse.wheel(0, -2000);
    await eventually(() => follow.getAttribute('aria-checked'), 'false');
    await follow.click();
    await page.getByText('shop.__test_orders_399').waitFor();
  });

  it('list the runs with what each did, and undo one of them', async () => {
    const page = await panels.open('taskDetails', 'runs');
    await page.getByText('3 done, 1 failed, 1 not run').waitFor();
    await page.getByText('Tables that were not brought in line (2)').click();
    await page.getByText('It goes together with another table').waitFor();
    await button(page, 'Undo This Run…').last().click();
    assert.deepEqual(await lastRequest(page, 'undoRun'), { run: 'r1nk4z9h2kq4' });
    await page.getByRole('option', { name: /Missed/ }).click();
    await eventually(() => page.locator('.run-head').getByRole('button').count(), 0);
    await page.getByRole('option', { name: /Succeeded$/ }).click();
    await button(page, 'Open Change SQL').last().click();
    assert.deepEqual(await lastRequest(page, 'openChangeSql'), { run: 'r1nk4q2h7mm1' });
    await button(page, 'Show Log').click();
    await page.getByRole('log').waitFor();
    assert.equal((await requestsOf(page)).findLast(({ name }) => name === 'log')?.name, 'log');
  });

  it('say what comes next, and that it needs an open window (S17)', async () => {
    const page = await panels.open('taskDetails', 'schedule');
    await page.getByText('Next runs').waitFor();
    await eventually(() => page.locator('.next .tag').count(), 5);
    await page.getByText('Runs only while a window of yours').waitFor();
  });

  it('show how far a run is, and stop it', async () => {
    const page = await panels.open('taskDetails', 'running');
    await page.getByText('2 of 5 tables · shop.__test_orders waits for a lock').waitFor();
    await button(page, 'Abort').click();
    assert.deepEqual(await lastRequest(page, 'act'), { action: 'abort' });
    await page.locator('.status', { hasText: 'Aborted' }).first().waitFor();
  });

  it('O-92: say why there is nothing to see of a draft, and of a task that was deleted', async () => {
    const draft = await panels.open('taskDetails', 'draft');
    await draft.getByText('A draft gets its plan when it is submitted.').waitFor();
    await tab(draft, 'Task Logs').click();
    await draft.getByText('The log begins with the first run.').waitFor();
    const gone = await panels.open('taskDetails', 'gone');
    await gone.getByText('This task was deleted').waitFor();
    await button(gone, 'Close').click();
    assert.deepEqual(await lastRequest(gone, 'close'), {});
  });

  it('show the tables that are left out, each with its reason', async () => {
    const page = await panels.open('taskDetails', 'sample');
    await tab(page, /Not Synchronized/).click();
    await page.getByText('It has a partitioning that can’t be changed in place.').waitFor();
    await page.getByText('Skipped by whoever made the task').waitFor();
  });

  it('say how many more are left out than can be read here, and keep the lines of remarks', async () => {
    const page = await panels.open('taskDetails', 'long');
    await page.getByRole('tab', { name: /^Not Synchronized/ }).click();
    await page.getByText('and 100 more', { exact: true }).waitFor();
    const sample = await panels.open('taskDetails', 'sample');
    const remarks = sample.locator('dd', { hasText: 'Before the launch on Friday' });
    assert.equal(
      await remarks.innerText(),
      'Shadow tables for the load test of the checkout\nBefore the launch on Friday',
    );
  });

  it('scroll as a page where a long title leaves no room for what is below it', async () => {
    const page = await panels.open('taskDetails', 'long', { width: 420 });
    const body = page.locator('.body');
    await eventually(async () => ((await body.boundingBox())?.height ?? 0) >= 300, true);
    await page.getByRole('tab', { name: 'Task Process' }).click();
    await page.locator('.step').last().scrollIntoViewIfNeeded();
  });

  it('come back to the part that was looked at after a reload', async () => {
    const page = await panels.open('taskDetails', 'sample');
    await tab(page, 'Task Logs').click();
    await page.getByRole('log').waitFor();
    await page.reload();
    await eventually(() => tab(page, 'Task Logs').getAttribute('aria-selected'), 'true');
  });

  it('show hostile texts as what they are', async () => {
    const page = await panels.open('taskDetails', 'odd');
    await page.getByText('\\u{202e}gnp').first().waitFor();
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('a').count(), 0);
  });
});
