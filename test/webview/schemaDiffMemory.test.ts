import assert from 'node:assert/strict';
import { inList, list, row, sash, search, selected } from './schemaDiffPage.ts';
import { eventually, usePanels } from './usePanels.ts';

describe('what the schema diff panel remembers and withstands', function () {
  this.timeout(60_000);
  const panels = usePanels();

  describe('memory', () => {
    it('outlives a reload: selection, filter, switch, sash', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await search(page).fill('order');
      await row(page, /^orders /).click();
      await page.getByRole('button', { name: 'Everything' }).click();
      await sash(page).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.reload();
      await page.getByRole('heading', { name: /orders/ }).waitFor();
      await eventually(() => search(page).inputValue(), 'order');
      await eventually(() => selected(page), ['orders']);
      const everything = page.getByRole('button', { name: 'Everything' });
      await eventually(() => everything.getAttribute('aria-pressed'), 'true');
      await eventually(() => sash(page).getAttribute('aria-valuenow'), '44');
    });

    it('outlives a reload: the place in a long list', async () => {
      const page = await panels.open('schemaDiff', 'many');
      await row(page, /^open_orders_00000/).waitFor();
      const place = (): Promise<unknown> => page.evaluate(`${inList}.querySelector('.scroller').scrollTop`);
      await page.evaluate(`${inList}.querySelector('.scroller').scrollTo(0, 48000)`);
      await eventually(
        () => page.evaluate("JSON.parse(Object.values(sessionStorage)[0] ?? '{}').scroll"),
        48000,
      );
      await page.reload();
      await list(page).waitFor();
      await eventually(place, 48000);
    });

    it('of another build is left aside', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await row(page, /^orders /).waitFor();
      await page.evaluate(
        `sessionStorage.setItem(Object.keys(sessionStorage)[0] ?? '/panel/schemaDiff?sample', '{"active":5,"text":{}}')`,
      );
      await page.reload();
      await row(page, /^orders /).waitFor();
    });
  });

  describe('hostile texts (U-03, U-04, U-06)', () => {
    it('are shown as what they are', async () => {
      const page = await panels.open('schemaDiff', 'odd');
      await row(page, /^abc\\u\{202e\}gnp\.exe/).waitFor();
      await row(page, /^zero\\u\{200b\}width/).waitFor();
      await row(page, /^\\u\{1b\}\[31mred/).waitFor();
      await row(page, /^<img src=x onerror=alert\(1\)>/).click();
      await page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
      await row(page, /^line\\u\{a\}break/).click();
      await page.getByText('near <b>"DROP TABLE orders"</b>\\u{2028}').first().waitFor();
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.locator('b').count(), 0);
      assert.equal(await page.locator('a').count(), 0);
    });

    it('from a broken editor are dropped and said', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      // The page's own complaints are counted; this one is provoked.
      page.removeAllListeners('console');
      const warning = page.waitForEvent('console', (message) => message.type() === 'warning');
      await page.evaluate(
        `window.harness.say({ v: 1, id: 0, kind: 'event', name: 'state', body: { heading: '<b>' } })`,
      );
      assert.match((await warning).text(), /another form than agreed/);
      await row(page, /^orders /).waitFor();
    });
  });
});
