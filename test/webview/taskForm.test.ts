import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

const field = (page: Page, name: string): Locator => page.locator(`#${name} input, input#${name}`);
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const tables = (page: Page): Locator => page.locator('#tables').getByRole('tree');
const pairs = (page: Page): Locator => page.locator('#pairs-list').getByRole('tree');
const tab = (page: Page, name: RegExp): Locator => page.getByRole('tab', { name });
const rowIn = (list: Locator, name: RegExp): Locator => list.getByRole('treeitem', { name });
const focused = (page: Page): Locator => page.locator(':focus');
const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Bodies of all requests of one name so far. */
async function sent(page: Page, name: string): Promise<readonly unknown[]> {
  return (await requestsOf(page)).filter((one) => one.name === name).map(({ body }) => body);
}

describe('the task form', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('says what is missing, and submits nothing before it is there', async () => {
    const page = await panels.open('taskForm', 'empty');
    await eventually(() => button(page, 'Submit').isDisabled(), true);
    await page.getByText('It can’t be submitted yet: Choose a connection.').waitFor();
    await page.getByRole('heading', { name: 'Remarks and tags' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Choose…' }).first().click();
    assert.deepEqual(await lastRequest(page, 'changeTarget'), { part: 'connection' });
    assert.deepEqual(await sent(page, 'submit'), []);
  });

  it('is filled in and submitted with the keyboard alone', async () => {
    const page = await panels.open('taskForm', 'again');
    await page.getByRole('heading', { name: 'Initiate Task t1k2j3h4abcd Again' }).waitFor();
    await field(page, 'prefix').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('_t_');
    await page.keyboard.press('Tab');
    await page.keyboard.type('_s');
    assert.deepEqual(await lastRequest(page, 'change'), { field: 'suffix', value: '_s' });
    await page.getByRole('cell', { name: '_t_addresses_s' }).waitFor();
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await lastRequest(page, 'submit'), {});
  });

  it('answers nothing to a choice that the editor made', async () => {
    const page = await panels.open('taskForm', 'sample');
    await page.evaluate(`addEventListener('message', ({ data }) => {
      if (data.name === 'state') window.lastState = data;
    })`);
    await field(page, 'remarks').or(page.locator('#remarks textarea')).first().fill('changed');
    await eventually(() => page.evaluate('window.lastState !== undefined'), true);
    const before = (await sent(page, 'change')).length;
    // Written anew here and set from outside, a choice must not come back as the user's: it would undo a later one.
    await page.evaluate(`{
      const { body } = window.lastState;
      const fields = { ...body.fields, rangeMode: 'partial', execution: 'once', onError: 'continue' };
      window.harness.say({ ...window.lastState, body: { ...body, revision: body.revision + 1, fields } });
    }`);
    await eventually(() => page.getByRole('radio', { name: 'Once', exact: true }).isChecked(), true);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    assert.deepEqual((await sent(page, 'change')).slice(before), []);
  });

  it('never takes a letter away while the editor is behind', async () => {
    const page = await panels.open('taskForm', 'sample');
    const text = 'order_*, bill_??, [ab]*, !*_old, and so on';
    await field(page, 'include').pressSequentially(text);
    await eventually(() => field(page, 'include').inputValue(), text);
    const bodies = await sent(page, 'change');
    assert.equal(bodies.length, text.length);
    assert.deepEqual(bodies.at(-1), { field: 'include', value: text });
  });

  it('ticks tables one by one, all that the search shows, and never a shadow table', async () => {
    const page = await panels.open('taskForm', 'sample');
    await rowIn(tables(page), /^carriers$/)
      .locator('.tick')
      .click();
    assert.deepEqual(await lastRequest(page, 'chooseTables'), { ids: [2], isChosen: true });
    await rowIn(tables(page), /^Tables 4 of 19 ticked$/).waitFor();
    await field(page, 'search-tables').fill('*s');
    await rowIn(tables(page), /^carriers$/).waitFor();
    await tables(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    const body = await lastRequest(page, 'chooseTables');
    assert.ok(typeof body === 'object' && body !== null && 'ids' in body && Array.isArray(body.ids));
    assert.ok(body.ids.length > 5 && !body.ids.includes(16), JSON.stringify(body));
    await field(page, 'search-tables').fill('nothing like it');
    await page.getByText('No table matches the search.').waitFor();
  });

  it('O-87: shows both sides of the analysis, and skips from either', async () => {
    const page = await panels.open('taskForm', 'sample');
    await tab(page, /^Synchronized Tables 11/).waitFor();
    await rowIn(pairs(page), /^orders → /).click();
    await button(page, 'Skip').click();
    assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [12], skip: true });
    await tab(page, /^Synchronized Tables 10/).waitFor();
    await tab(page, /^Unsynchronized Tables 10/).click();
    await rowIn(pairs(page), /^orders → /).click();
    await button(page, 'Undo Skip').click();
    assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [12], skip: false });
    await tab(page, /^Unsynchronized Tables 9/).waitFor();
  });

  it('O-87: skips several at once by keyboard, and views with Enter', async () => {
    const page = await panels.open('taskForm', 'sample');
    await rowIn(pairs(page), /^audit_log → /).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Space');
    assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [1, 3], skip: true });
    await rowIn(pairs(page), /^orders → /).click();
    await page.keyboard.press('Enter');
    assert.deepEqual(await lastRequest(page, 'view'), { id: 12 });
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Skip', exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('moves in its tabs with the arrow keys', async () => {
    const page = await panels.open('taskForm', 'sample');
    await tab(page, /^Synchronized/).focus();
    await page.keyboard.press('ArrowRight');
    await tab(page, /^Unsynchronized/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
    await page.getByRole('tabpanel', { name: /^Unsynchronized/ }).waitFor();
  });

  it('O-65: has unsafe statements ticked one by one, and follows in SQL and counts', async () => {
    const page = await panels.open('taskForm', 'sample');
    const unsafe = section(page, 'Unsafe statements');
    const sql = section(page, 'SQL preview');
    await unsafe.getByText('0 of 3 ticked').waitFor();
    assert.equal(await sql.getByText(/__test_customers/).count(), 0);
    await unsafe.getByRole('checkbox', { name: /__test_customers/ }).click();
    assert.deepEqual(await lastRequest(page, 'allow'), { revision: 1, id: 6, isAllowed: true });
    await unsafe.getByText('1 of 3 ticked').waitFor();
    await sql.getByText(/ALTER TABLE `shop`.`__test_customers`/).waitFor();
    await unsafe.getByRole('button', { name: 'Confirm…' }).click();
    assert.deepEqual(await lastRequest(page, 'confirmShadow'), { revision: 1, id: 9 });
  });

  it('O-58: asks for ticks page by page where there are thousands', async () => {
    const page = await panels.open('taskForm', 'many');
    const lines = page.locator('.unsafe-line');
    await eventually(() => lines.count(), 50);
    await button(page, 'Show More').click();
    await eventually(() => lines.count(), 100);
    assert.ok((await page.locator('#tables').getByRole('treeitem').count()) < 60, 'rows in sight only');
    await page.getByText(/^This is the beginning of/).waitFor();
  });

  it('shows when a recurring task runs, in words and in its zone', async () => {
    const page = await panels.open('taskForm', 'sample');
    await page.getByText('every day at 02:30').waitFor();
    await page.getByText('Sunday, November 22, 2026 at 2:30 AM').waitFor();
    await page.getByRole('radio', { name: 'Once', exact: true }).click();
    await field(page, 'onceAt').fill('2026-12-24T18:00');
    assert.deepEqual(await lastRequest(page, 'change'), { field: 'onceAt', value: '2026-12-24T18:00' });
    await page.getByRole('radio', { name: 'Run once' }).click();
    assert.deepEqual(await lastRequest(page, 'change'), { field: 'missed', value: 'run-once' });
    await page.getByRole('radio', { name: 'Immediately' }).click();
    await page.getByRole('radio', { name: 'Run once' }).waitFor({ state: 'detached' });
  });

  it('shows at the field what is wrong with it, and clashes before they cost an analysis', async () => {
    const page = await panels.open('taskForm', 'clash');
    await page.locator('[data-field=onceAt] .wrong').getByText('This time is in the past.').waitFor();
    await page.locator('[data-field=parallel] .wrong').waitFor();
    await eventually(() => field(page, 'onceAt').getAttribute('aria-invalid'), 'true');
    await page.getByText('the name is taken by a view').waitFor();
    await page.getByText('20 pairs · 10 shadow tables exist already · 2 names clash · and 17 more').waitFor();
    await page.getByText('This is a production server').waitFor();
  });

  it('says in place that the tables moved, with what to do', async () => {
    const page = await panels.open('taskForm', 'again');
    await page.locator('#remarks textarea').fill('moved');
    await button(page, 'Submit').click();
    const alert = page.getByRole('alert');
    await alert.getByText('The tables moved since the change SQL was looked at. Look at it again').waitFor();
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('counts the characters of the remarks', async () => {
    const page = await panels.open('taskForm', 'sample');
    await page.locator('#remarks textarea').fill('x'.repeat(12));
    await page.getByText('12 of 200 characters').waitFor();
  });

  it('shows which approval process holds, why, and what it is worth', async () => {
    const page = await panels.open('taskForm', 'sample');
    const approval = section(page, 'Approval');
    await approval.getByText('The environment is test. The highest finding is unsafe.').waitFor();
    await approval.getByText('ada, grace').waitFor();
    await approval.getByText('a checklist for yourself').waitFor();
  });

  it('O-64, O-91, O-92: cancels an analysis, and says what failed with a way to try again', async () => {
    const reading = await panels.open('taskForm', 'loading');
    await reading.locator('#cancel-analysis').click();
    await reading.getByText('The analysis was stopped.').waitFor();
    const failed = await panels.open('taskForm', 'failed');
    await failed.getByText('The structures could not be analyzed.').waitFor();
    await button(failed, 'Retry').click();
    assert.deepEqual(await lastRequest(failed, 'refreshTables'), {});
    await button(failed, 'Analyze Again').click();
    assert.deepEqual(await lastRequest(failed, 'analyse'), {});
  });

  it('has its sections’ names as one stop of the Tab key, and its fields called by their labels', async () => {
    const page = await panels.open('taskForm', 'sample');
    const sections = page.getByRole('navigation');
    await page.keyboard.press('Tab');
    await sections.getByRole('button', { name: 'Target' }).and(focused(page)).waitFor();
    await page.keyboard.press('ArrowDown');
    await sections.getByRole('button', { name: 'Synchronization range' }).and(focused(page)).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Approval' }).and(focused(page)).waitFor();
    await sections.getByRole('button', { name: 'Approval' }).focus();
    await page.keyboard.press('Tab');
    await page.locator('#change-connection').and(focused(page)).waitFor();
    for (const name of ['Prefix', 'Suffix', 'Tables to leave out', 'Cron expression', 'Remarks']) {
      await page.getByRole('textbox', { name, exact: true }).waitFor();
    }
    await field(page, 'parallel').fill('1');
    const clash = await panels.open('taskForm', 'clash');
    const wrong = 'Parallelism. Give a whole number from 1 to 8.';
    await clash.getByRole('textbox', { name: wrong, exact: true }).waitFor();
  });

  it('keeps the keyboard where it is when a command switches itself off or goes away', async () => {
    const page = await panels.open('taskForm', 'sample');
    await rowIn(pairs(page), /^orders → /).click();
    await eventually(() => button(page, 'Skip').isEnabled(), true);
    await button(page, 'Skip').focus();
    await page.keyboard.press('Enter');
    await page.locator('#undo-skip').and(focused(page)).waitFor();
    const many = await panels.open('taskForm', 'many');
    await button(many, 'Show More').focus();
    await many.keyboard.press('Enter');
    await many.locator('.unsafe-line').nth(50).getByRole('checkbox').and(focused(many)).waitFor();
    const long = await panels.open('taskForm', 'long');
    await button(long, 'Use the Same').focus();
    await long.keyboard.press('Enter');
    await long.locator('#pick-shadow-database').and(focused(long)).waitFor();
  });

  it('goes on behind what is closed', async () => {
    const page = await panels.open('taskForm', 'again');
    await page.locator('#remarks textarea').fill('moved');
    await button(page, 'Submit').focus();
    await page.keyboard.press('Enter');
    const close = page.getByRole('alert').getByRole('button', { name: 'Close' });
    await close.waitFor();
    await page.locator('#submit').and(focused(page)).waitFor();
    await close.focus();
    await page.keyboard.press('Enter');
    await page.locator('#submit').and(focused(page)).waitFor();
  });

  it('goes on in the list from the place of a table that was skipped', async () => {
    const page = await panels.open('taskForm', 'sample');
    await rowIn(pairs(page), /^orders → /).click();
    await page.keyboard.press('Space');
    await rowIn(pairs(page), /^products → /)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await rowIn(pairs(page), /^shipments → /)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
  });

  it('goes to a section by its name', async () => {
    const page = await panels.open('taskForm', 'sample');
    await page.getByRole('navigation').getByRole('button', { name: 'Approval' }).click();
    await page.getByRole('heading', { name: 'Approval' }).and(page.locator(':focus')).waitFor();
  });

  it('keeps its tab over a reload; the draft is the editor’s', async () => {
    const page = await panels.open('taskForm', 'sample');
    await tab(page, /^Unsynchronized/).click();
    await page.reload();
    await tab(page, /^Unsynchronized/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor();
  });

  it('shows hostile texts as what they are', async () => {
    const page = await panels.open('taskForm', 'odd');
    await page.getByText(String.raw`<img src=x onerror=alert(1)>\u{202e}gnp`).waitFor();
    assert.equal(await page.locator('img').count(), 0);
    await page.locator('[data-field=prefix] .wrong').getByText('<b>no</b>').waitFor();
    const remarks = page.locator('#remarks textarea');
    await eventually(() => remarks.inputValue(), '</script><script>alert(1)</script>');
  });
});
