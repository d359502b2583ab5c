/** Takes a picture of every panel in every scene and theme, to be looked at: `node webview-ui/harness/shoot.ts FOLDER`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { panels } from '../bundles.mjs';
import { scenes, startHarness, themes } from './harnessServer.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** Parts of the names of the pictures that are wanted; without it all. */
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '1200' },
    height: { type: 'string', default: '800' },
    language: { type: 'string', default: 'en' },
  },
});
const folder = positionals[0];
if (folder === undefined) throw new Error('Say into which folder the pictures should go.');
await mkdir(folder, { recursive: true });

const server = await startHarness({ isShipped: true });
const browser = await chromium.launch({
  executablePath: process.env['SHADOW_SYNC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const viewport = { width: Number(values.width), height: Number(values.height) };
const wanted = panels
  .flatMap((panel) => scenes[panel].flatMap((scene) => themes.map((theme) => ({ panel, scene, theme }))))
  .map((view) => ({ ...view, name: `${view.panel}-${view.scene}-${view.theme}` }))
  .filter(({ name }) => name.includes(values.only));
try {
  for (const view of wanted) await shoot(view);
} finally {
  await browser.close();
  await server.close();
}

async function shoot({ panel, scene, theme, name }: (typeof wanted)[number]): Promise<void> {
  const page = await browser.newPage({ viewport });
  page.on('console', (message) => process.stdout.write(`${name}: ${message.text()}\n`));
  page.on('pageerror', (error) => process.stdout.write(`${name}: ${error.message}\n`));
  await page.goto(server.address(panel, scene, theme, values.language));
  await page.locator('main > *').first().waitFor();
  const row = page.getByRole('treeitem', { name: /^orders → / });
  if ((await row.count()) > 0) await row.click();
  const test = page.getByRole('button', { name: 'Test Connection' });
  const hasTest = ['testing', 'passed', 'failed'].includes(scene) && (await test.count()) > 0;
  if (hasTest) await test.click();
  const processCard = page.locator('.card-title').first();
  if ((await processCard.count()) > 0) await processCard.click();
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(folder ?? '', `${name}.png`) });
  await page.close();
}
