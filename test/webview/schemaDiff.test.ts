import assert from 'node:assert/strict';
import { goTo, row, sash, selected } from './schemaDiffPage.ts';
import { eventually, lastRequest, requestsOf, usePanels } from './usePanels.ts';

describe('the schema diff panel', function () {
  this.timeout(60_000);
  const panels = usePanels();

  describe('details', () => {
    it('show only differences first, and everything on demand', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await row(page, /^orders /).click();
      const columns = page.getByRole('table', { name: 'Columns' });
      await columns.getByRole('rowheader', { name: 'status' }).waitFor();
      assert.equal(await columns.getByRole('rowheader').count(), 5);
      await page.getByRole('button', { name: 'Everything' }).click();
      await columns.getByRole('rowheader', { name: 'customer_id' }).waitFor();
      assert.equal(await columns.getByRole('rowheader').count(), 7);
    });

    it('mark the words that differ on either side', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await row(page, /^orders /).click();
      const total = page.locator('.table-row', { hasText: 'total' }).first();
      await eventually(() => total.locator('ins').allTextContents(), ['14', '4']);
      await eventually(() => total.locator('del').allTextContents(), ['12', '2']);
    });

    it('show both texts of a table that is not understood', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await row(page, /^geo_regions/).click();
      await page.getByRole('heading', { name: 'What the server says' }).waitFor();
      await page.locator('.texts ins', { hasText: 'WITH SYSTEM VERSIONING' }).waitFor();
    });

    it('follow the keyboard, and drop what was asked for before', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await goTo(page, /^audit_log/);
      for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowDown');
      await page.getByRole('heading', { name: /products/ }).waitFor();
      await page.getByText('ALTER TABLE `shop`.`__test_products`').first().waitFor();
    });
  });

  describe('states', () => {
    const expected: readonly (readonly [scene: string, text: string])[] = [
      ['empty', 'No tables are in the synchronization range.'],
      ['consistent', 'Every shadow table has the structure of its source.'],
      ['reading', '1,200 of 5,000'],
      ['failed', 'Check the user and set its password again.'],
      ['cancelled', 'The comparison was cancelled.'],
      ['running', 'Running: 4 of 15 statements'],
    ];
    for (const [scene, text] of expected) {
      it(`says what is the matter: ${scene}`, async () => {
        const page = await panels.open('schemaDiff', scene);
        await page.getByText(text).waitFor();
      });
    }

    it('says why there is nothing at all, and asks again', async () => {
      const page = await panels.open('schemaDiff', 'unanswered');
      await page.getByRole('alert').getByText('The sample failed.').waitFor();
      await page.getByRole('button', { name: 'Retry' }).click();
      await row(page, /^orders → /).waitFor();
    });

    it('keeps room for the list below a long heading in a narrow column', async () => {
      const page = await panels.open('schemaDiff', 'long', { width: 420 });
      await page.getByRole('treeitem').first().waitFor();
      const height = async (): Promise<number> => (await page.getByRole('tree').boundingBox())?.height ?? 0;
      await eventually(async () => (await height()) >= 72, true);
    });

    it('cancels a reading and begins again', async () => {
      const page = await panels.open('schemaDiff', 'reading');
      await page.getByRole('button', { name: 'Cancel' }).last().click();
      await page.getByRole('button', { name: 'Compare Again' }).click();
      await row(page, /^orders /).waitFor();
    });

    it('keeps the list while it is read again', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await row(page, /^orders /).click();
      // The reading takes a tenth of a second of the page's time, which stands still in the middle of it.
      await page.clock.install({ time: 0 });
      await page.clock.pauseAt(1000);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.clock.runFor(50);
      await page.getByRole('button', { name: 'Cancel' }).waitFor();
      assert.equal(await row(page, /^orders /).count(), 1);
      await page.clock.resume();
      await page.getByRole('button', { name: 'Refresh' }).waitFor();
      assert.deepEqual(await selected(page), ['orders']);
    });

    it('lets nobody tick while a run is under way', async () => {
      const page = await panels.open('schemaDiff', 'running');
      await goTo(page, /^orders /);
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      assert.ok((await requestsOf(page)).every(({ name }) => name !== 'setSkip'));
    });
  });

  describe('commands', () => {
    const commands: readonly (readonly [button: string, request: string, body: unknown])[] = [
      ['Open Change SQL', 'openChangeSql', {}],
      ['Open Undo SQL', 'openUndoSql', {}],
      ['Open All Differences', 'openAllDifferences', {}],
      ['Run…', 'run', {}],
    ];
    for (const [label, name, body] of commands) {
      it(label, async () => {
        const page = await panels.open('schemaDiff', 'sample');
        await page.getByRole('button', { name: label }).click();
        assert.deepEqual(await lastRequest(page, name), body);
      });
    }

    it('exports in the format that is chosen', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByRole('menuitem', { name: 'HTML Report' }).click();
      assert.deepEqual(await lastRequest(page, 'exportReport'), { format: 'html' });
    });

    it('sends every option with the one that was changed', async () => {
      const page = await panels.open('schemaDiff', 'sample');
      await page.getByRole('button', { name: 'Comparison Options' }).click();
      await page.getByRole('checkbox', { name: 'Column order counts' }).click();
      await page.locator('vscode-checkbox[aria-checked=false]').waitFor();
      await page.getByRole('radio', { name: 'Leave out' }).click();
      await page.getByText('Shadows have no foreign keys').waitFor();
      assert.deepEqual(await lastRequest(page, 'setOptions'), {
        options: {
          columnOrder: 'lax',
          comments: 'strict',
          foreignKeys: 'omit',
          storage: 'strict',
          partitions: 'strict',
        },
      });
    });

    it('are switched off where there is nothing to do', async () => {
      const page = await panels.open('schemaDiff', 'empty');
      for (const name of ['Open Change SQL', 'Open Undo SQL', 'Run…', 'Open Text Diff']) {
        await eventually(() => page.getByRole('button', { name }).isDisabled(), true);
      }
    });
  });

  it('moves the sash with the keyboard, within its bounds', async () => {
    const page = await panels.open('schemaDiff', 'sample');
    const handle = sash(page);
    await handle.focus();
    await page.keyboard.press('End');
    await eventually(() => handle.getAttribute('aria-valuenow'), '85');
    await page.keyboard.press('Home');
    await eventually(() => handle.getAttribute('aria-valuenow'), '15');
    await page.keyboard.press('Enter');
    await eventually(() => handle.getAttribute('aria-valuenow'), '40');
  });

  it('puts the two parts one above the other in a narrow column', async () => {
    const page = await panels.open('schemaDiff', 'sample', { width: 420 });
    const handle = sash(page);
    await eventually(() => handle.getAttribute('aria-orientation'), 'horizontal');
    await handle.focus();
    await page.keyboard.press('ArrowDown');
    await eventually(() => handle.getAttribute('aria-valuenow'), '42');
  });
});
