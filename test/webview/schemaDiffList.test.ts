import assert from 'node:assert/strict';
import { active, goTo, group, labels, list, row, search, selected } from './schemaDiffPage.ts';
import { lastRequest, requestsOf, usePanels } from './usePanels.ts';

describe('the list of the schema diff panel', function () {
  this.timeout(60_000);
  const panels = usePanels();

  describe('list', () => {
    it('groups the pairs by their result, with what is the matter first', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await group(page, 'Update').waitFor();
      const found = await labels(page.locator('[aria-level="1"]'));
      assert.deepEqual(found, [
        'Failed, 1',
        'Unsupported, 1',
        'Update, 9, 8 of 9 synchronized',
        'Create, 3, 3 of 3 synchronized',
        'Skipped, 1',
        'Consistent, 5',
      ]);
    });

    it('says of a pair all that its icons say', async () => {
      const page = await panels.open('schemaDiff', 'running');
      await row(page, 'customers → __test_customers, 4 differences, Update, Unsafe, Succeeded').waitFor();
    });

    it('moves by arrows, Home, End, pages and letters', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^carts/);
      await page.keyboard.press('ArrowDown');
      assert.match(await active(page), /^categories/);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      assert.match(await active(page), /^audit_log/);
      await page.keyboard.press('End');
      assert.match(await active(page), /^Consistent/);
      await page.keyboard.press('Home');
      assert.match(await active(page), /^Failed/);
      await page.keyboard.type('ship');
      assert.match(await active(page), /^shipments/);
      await page.keyboard.press('PageUp');
      assert.match(await active(page), /^Failed/);
    });

    it('closes and opens a group with the arrow keys', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^carts/);
      await page.keyboard.press('ArrowLeft');
      assert.match(await active(page), /^Update/);
      await page.keyboard.press('ArrowLeft');
      await row(page, /^carts/).waitFor({ state: 'detached' });
      assert.equal(await group(page, 'Update').getAttribute('aria-expanded'), 'false');
      await page.keyboard.press('ArrowRight');
      await row(page, /^carts/).waitFor();
    });

    it('O-87: selects a range with Shift and skips it with the space bar, in one request', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^inventory/);
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      assert.deepEqual(await selected(page), ['inventory', 'order_items', 'orders']);
      await page.keyboard.press('Space');
      assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [9, 11, 12], skip: true });
      await row(page, /^orders .*Skipped by you/).waitFor();
      assert.equal(await row(page, /^orders /).getAttribute('aria-checked'), 'false');
      await page.keyboard.press('Space');
      assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [9, 11, 12], skip: false });
      await page.locator('[aria-label^="orders "][aria-checked=true]').waitFor();
    });

    it('extends to the active row with Shift and the space bar', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^audit_log/);
      await page.keyboard.press('Control+ArrowDown');
      await page.keyboard.press('Control+ArrowDown');
      assert.deepEqual(await selected(page), ['audit_log']);
      await page.keyboard.press('Shift+Space');
      const body = await lastRequest(page, 'setSkip');
      // categories, where the keyboard is, was skipped: the range goes its way.
      assert.deepEqual(body, { ids: [1, 3, 4], skip: false });
    });

    it('selects all that is shown with Ctrl+A, and a range with Shift and a click', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^coupons/);
      await row(page, /^payments/).click({ modifiers: ['Shift'] });
      assert.deepEqual(await selected(page), ['coupons', 'invoices', 'payments']);
      await row(page, /^invoices/).click({ modifiers: ['Control'] });
      assert.deepEqual(await selected(page), ['coupons', 'payments']);
      await page.keyboard.press('Control+a');
      assert.equal((await selected(page)).length, 15);
    });

    it('has three states for a group: its checkbox skips all or none', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      const update = group(page, 'Update');
      assert.equal(await update.getAttribute('aria-checked'), 'mixed');
      await update.locator('.tick').click();
      await page.locator('[aria-label^="Update, 9, 9 of 9"][aria-checked=true]').waitFor();
      await update.locator('.tick').click();
      await page.locator('[aria-label^="Update, 9, 0 of 9"][aria-checked=false]').waitFor();
      assert.equal(await group(page, 'Create').getAttribute('aria-checked'), 'true');
    });

    it('opens its commands with Shift+F10 and gives the keyboard back', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^orders /);
      await page.keyboard.press('Shift+F10');
      const menu = page.getByRole('menu');
      await menu.waitFor();
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'hidden' });
      await list(page).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Shift+F10');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      assert.deepEqual(await lastRequest(page, 'openTextDiff'), { id: 12 });
    });

    it('has no checkbox where there is nothing to choose', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      for (const name of [/^price_history/, /^geo_regions/, /^sessions/]) {
        assert.equal(await row(page, name).getAttribute('aria-checked'), null);
      }
    });
  });

  describe('filter', () => {
    it('takes a part of a name, a pattern and a code', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await group(page, 'Update').waitFor();
      await search(page).fill('ORDER');
      await page.getByText('2 of 20 tables').waitFor();
      await search(page).fill('*s');
      await row(page, /^order_items/).waitFor();
      await row(page, /^audit_log/).waitFor({ state: 'detached' });
      await search(page).fill('ss104');
      await page.getByText('2 of 20 tables').waitFor();
      await row(page, /^customers/).waitFor();
    });

    it('O-58, O-92: shows results and levels as asked, and says when nothing is left', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await page.getByRole('button', { name: /^Create/ }).click();
      await page.getByText('3 of 20 tables').waitFor();
      await page.getByRole('combobox', { name: 'Filter by finding level' }).click();
      await page.getByRole('option', { name: 'Unsafe or worse' }).click();
      await page.getByText('No table matches the filter.').waitFor();
      await page.getByRole('button', { name: 'Clear Filter' }).click();
      await page.getByText('20 tables', { exact: true }).waitFor();
    });

    it('ticks only what it shows', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await search(page).fill('order*');
      await row(page, /^orders/).waitFor();
      await row(page, /^carts/).waitFor({ state: 'detached' });
      await group(page, 'Update').locator('.tick').click();
      assert.deepEqual(await lastRequest(page, 'setSkip'), { ids: [11, 12], skip: true });
    });
  });

  describe('very many pairs', () => {
    it('O-58: are all there, and few of them in the page', async () => {
      const page = await panels.open('schemaDiff', 'many');
      await page.getByText('10,000 tables', { exact: true }).waitFor();
      assert.ok((await page.getByRole('treeitem').count()) < 80);
      await group(page, 'Update').waitFor();
      await list(page).focus();
      await page.keyboard.press('End');
      assert.match(await active(page), /^Consistent/);
      await page.getByRole('treeitem', { name: /^Consistent/ }).waitFor();
    });

    it('are ticked by the group in one request', async () => {
      const page = await panels.open('schemaDiff', 'many');
      await page.getByText('10,000 tables', { exact: true }).waitFor();
      await group(page, 'Update').locator('.tick').click();
      await page.locator('[aria-label^="Update, 2,500, 0 of 2,500"]').waitFor();
      assert.equal((await requestsOf(page)).filter(({ name }) => name === 'setSkip').length, 1);
    });
  });
});
