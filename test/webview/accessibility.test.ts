import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { panels as panelNames } from '../../webview-ui/bundles.mjs';
import { scenes, themes } from '../../webview-ui/harness/harnessServer.ts';
import { inList } from './schemaDiffPage.ts';
import { eventually, usePanels } from './usePanels.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const resultSchema = v.array(
  v.object({
    id: v.string(),
    nodes: v.array(v.object({ html: v.string(), failureSummary: v.optional(v.string()) })),
  }),
);

/**
 * What axe finds in the page. The policy lets no script in by an element, so it is brought in by the debugger, as an
 * extension of the browser would be.
 */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(
    `axe.run(document, { rules: { 'page-has-heading-one': { enabled: false } } }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))`,
  );
  return v
    .parse(resultSchema, violations)
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

/** Brings a panel into the state in which it shows most. */
async function unfold(page: Page): Promise<void> {
  const pair = page.getByRole('treeitem', { name: /^orders → / });
  if ((await pair.count()) > 0) {
    await pair.click();
  }
  const everything = page.getByRole('button', { name: 'Everything' });
  if ((await pair.count()) > 0 && (await page.locator('shadow-schema-diff').count()) > 0) {
    await everything.click();
    await page.getByRole('button', { name: 'Comparison Options' }).click();
    await page.getByRole('table', { name: 'Columns' }).waitFor();
  }
  const process = page.locator('.card-title').first();
  if ((await process.count()) > 0) {
    await process.click();
    await page.locator('.fields').waitFor();
  }
  const message = page.getByRole('button', { name: /^Message of / }).first();
  if ((await message.count()) > 0) {
    await message.click();
    await page.locator('.sample').waitFor();
    await page.locator('.placeholders summary').first().click();
  }
  const test = page.getByRole('button', { name: 'Test Connection' });
  if ((await test.count()) > 0 && (await test.isEnabled())) {
    await test.click();
    await page.locator('.stage').last().waitFor();
  }
}

describe('the panels for everyone', function () {
  this.timeout(120_000);
  const panels = usePanels();

  for (const panel of panelNames) {
    for (const theme of themes) {
      it(`axe finds nothing: ${panel}, ${theme}`, async () => {
        const page = await panels.open(panel, scenes[panel][0] ?? '', { theme });
        await unfold(page);
        assert.deepEqual(await findings(page), []);
      });
    }

    for (const scene of scenes[panel].slice(1)) {
      it(`axe finds nothing: ${panel}, ${scene}`, async () => {
        const page = await panels.open(panel, scene, { theme: 'light' });
        await unfold(page);
        assert.deepEqual(await findings(page), []);
      });
    }

    it(`has a title, one main landmark and a language: ${panel}`, async () => {
      const page = await panels.open(panel, scenes[panel][0] ?? '');
      assert.match(await page.title(), /\S/);
      assert.equal(await page.getByRole('main').count(), 1);
      assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    });

    it(`calls no control by what kind it is: ${panel}`, async () => {
      const page = await panels.open(panel, scenes[panel][0] ?? '');
      await unfold(page);
      const unnamed = page.locator(
        ':is([aria-label="Text field"], [aria-label="Text area"], [aria-label="Loading"])',
      );
      await eventually(() => unnamed.count(), 0);
    });

    it(`does not scroll sideways in a narrow column: ${panel}`, async () => {
      const page = await panels.open(panel, scenes[panel][0] ?? '', { width: 420 });
      await unfold(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      assert.equal(overflow, 0);
    });
  }

  it('marks what is active where the theme has no colours for it (high contrast)', async () => {
    const page = await panels.open('schemaDiff', 'sample', { theme: 'high-contrast' });
    const pair = page.getByRole('treeitem', { name: /^orders → / });
    await pair.click();
    const outline = (): Promise<unknown> =>
      page.evaluate(`getComputedStyle(${inList}.querySelector('.row.active') ?? document.body).outlineStyle`);
    await eventually(outline, 'solid');
  });
});
