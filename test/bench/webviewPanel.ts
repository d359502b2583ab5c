/**
 * `node test/bench/webviewPanel.ts`: how the schema diff panel feels with 10,000 pairs, in a real browser: the time from
 * an input to the frame that shows it, and the frames of a long scroll. The figures are this machine's, now.
 */
import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { startHarness } from '../../webview-ui/harness/harnessServer.ts';
import { findChromium, startChromium } from '../support/chromium.ts';

const rounds = 15;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs in the page: does something and gives the milliseconds until the second frame after it, when it was painted. */
const painted = (action: string): string => `(async () => {
  const root = document.querySelector('shadow-schema-diff').shadowRoot;
  const list = root.querySelector('shadow-list').shadowRoot;
  const tree = list.querySelector('.scroller');
  const press = (key, more = {}) => tree.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  const start = performance.now();
  ${action}
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - start;
})()`;

const number = v.number();

async function measure(page: Page, title: string, actions: readonly string[]): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    for (const action of actions) times.push(v.parse(number, await page.evaluate(painted(action))));
  }
  say(`${title.padEnd(44)} median ${median(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms`);
}

const type = (text: string): string => `{
  const field = root.querySelector('#search');
  field.value = ${JSON.stringify(text)};
  field.dispatchEvent(new Event('input'));
}`;

async function measureScroll(page: Page): Promise<void> {
  const frames = v.parse(
    v.array(v.number()),
    await page.evaluate(`(async () => {
      const root = document.querySelector('shadow-schema-diff').shadowRoot;
      const tree = root.querySelector('shadow-list').shadowRoot.querySelector('.scroller');
      const frames = [];
      let last = await new Promise((resolve) => requestAnimationFrame(resolve));
      for (let i = 0; i < 240; i++) {
        tree.scrollTop += 400;
        const now = await new Promise((resolve) => requestAnimationFrame(resolve));
        frames.push(now - last);
        last = now;
      }
      return frames;
    })()`),
  );
  const late = frames.filter((ms) => ms > 1000 / 60 + 4).length;
  say(
    `${'scrolling 400 px a frame, 240 frames'.padEnd(44)} median ${median(frames).toFixed(1)} ms a frame, ${late} late, worst ${Math.max(...frames).toFixed(1)} ms`,
  );
}

const path = findChromium();
if (path === null) throw new Error('There is no Chromium on this computer.');
const server = await startHarness({ isShipped: true });
const browser = await startChromium(path);
try {
  const [cpu] = cpus();
  say(
    `${cpus().length} × ${cpu?.model ?? 'processor'}, load ${(loadavg()[0] ?? 0).toFixed(2)}, 10,000 pairs, ${rounds} rounds`,
  );
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const start = performance.now();
  await page.goto(server.address('schemaDiff', 'many'));
  await page.getByRole('treeitem', { name: /^open_orders_00000/ }).waitFor();
  say(`${'from navigation to the first rows'.padEnd(44)} ${(performance.now() - start).toFixed(0)} ms`);
  await page.getByText('10,000 tables', { exact: true }).waitFor();
  say(`${'from navigation to all rows'.padEnd(44)} ${(performance.now() - start).toFixed(0)} ms`);
  await measure(page, 'arrow key', ["press('ArrowDown');"]);
  await measure(page, 'select all, select one', ["press('a', { ctrlKey: true });", "press('ArrowDown');"]);
  await measure(page, 'End, Home', ["press('End');", "press('Home');"]);
  await measure(page, 'tick a group of 2,500', [
    "list.querySelector('#row-group-update .tick').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));",
  ]);
  await measure(page, 'filter: a part, a pattern, none', [type('orders'), type('*9'), type('')]);
  await measureScroll(page);
} finally {
  await browser.close();
  await server.close();
}
