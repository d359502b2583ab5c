import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually, lastRequest, usePanels } from './usePanels.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

describe('the alert details', function () {
  this.timeout(60_000);
  const panels = usePanels();

  it('say what happened, what to do, what was measured and what became of each delivery', async () => {
    const page = await panels.open('alertDetails', 'sample');
    for (const name of [
      'What Happened',
      'What to Do',
      'Measured',
      'Deliveries',
      'Why a Channel Was Told or Not',
    ]) {
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
    await page.getByText('HTTP 503 · The receiver has trouble of its own.').waitFor();
    await page.getByText('Waits for the end of the quiet hours.').waitFor();
  });

  it('do what is asked for, and follow what becomes of the alert', async () => {
    const page = await panels.open('alertDetails', 'sample');
    await button(page, 'Acknowledge').click();
    assert.deepEqual(await lastRequest(page, 'act'), { action: 'acknowledge' });
    await page.getByRole('status').getByText('Acknowledged by ada').waitFor();
    await button(page, 'Copy as Markdown').click();
    await lastRequest(page, 'copy');
  });

  it('that can’t be read offer to try again; those of an alert that is gone close', async () => {
    const failed = await panels.open('alertDetails', 'unanswered');
    await failed.getByRole('alert').getByText('The sample failed.').waitFor();
    await button(failed, 'Retry').click();
    await failed.getByRole('heading', { name: 'What Happened' }).waitFor();
    const gone = await panels.open('alertDetails', 'gone');
    await button(gone, 'Close').click();
    await lastRequest(gone, 'close');
  });

  it('long names break and nothing scrolls sideways, in a narrow column too', async () => {
    for (const width of [420, 1200]) {
      const page = await panels.open('alertDetails', 'long', { width });
      await page.getByRole('heading', { name: 'Deliveries' }).waitFor();
      const overflow =
        'const body = document.querySelector("shadow-alert-details").shadowRoot.querySelector(".body");';
      await eventually(
        () => page.evaluate(`(() => { ${overflow} return body.scrollWidth - body.clientWidth; })()`),
        0,
      );
    }
  });

  it('headings of columns are never broken within a word', async () => {
    const page = await panels.open('alertDetails', 'odd');
    await page.locator('.samples thead th').first().waitFor();
    for (const heading of await page.locator('.samples thead th').all()) {
      const height = (await heading.boundingBox())?.height ?? 0;
      assert.ok(height > 0 && height < 30, `${await heading.innerText()}: ${String(height)}`);
    }
  });

  it('show hostile texts as what they are', async () => {
    const page = await panels.open('alertDetails', 'odd');
    await page.getByText('\\u{202e}gnp').first().waitFor();
    assert.equal(await page.locator('img').count(), 0);
  });
});
