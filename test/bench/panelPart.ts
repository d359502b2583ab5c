/**
 * How the schema diff panel feels with 10,000 pairs, in a real browser: the time from an input to the frame that shows it,
 * and the frames of a long scroll. The floor is the same wait for a frame after a bare loop over 10,000 names.
 */
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { startHarness } from '../../webview-ui/harness/harnessServer.ts';
import { findChromium, startChromium } from '../support/chromium.ts';
import { ratio, tenths, whole, type BenchPage } from './benchPage.ts';
import { median } from './measureChild.ts';

/** Inputs are cheap: each is tried this many times per round. */
const triesPerRound = 3;

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

const type = (text: string): string => `{
  const field = root.querySelector('#search');
  field.value = ${JSON.stringify(text)};
  field.dispatchEvent(new Event('input'));
}`;

/** What a filter can't do without: a look at every name. */
const bareLoop = `{
  globalThis.benchNames ??= Array.from({ length: 10_000 }, (_, i) => 'open_orders_' + String(i).padStart(5, '0'));
  globalThis.benchFound = globalThis.benchNames.filter((name) => name.toLowerCase().includes('orders')).length;
}`;

/** The first is what the others are compared with. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  'a bare loop over 10,000 names': [bareLoop],
  'arrow key': ["press('ArrowDown');"],
  'select all, select one': ["press('a', { ctrlKey: true });", "press('ArrowDown');"],
  'End, Home': ["press('End');", "press('Home');"],
  'tick a group of 2,500': [
    "list.querySelector('#row-group-update .tick').dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));",
  ],
  'filter: a part, a pattern, none': [type('orders'), type('*9'), type('')],
};

export async function benchPanel(report: BenchPage, rounds: number): Promise<void> {
  const path = findChromium();
  if (path === null) {
    report.say('Not measured: there is no Chromium on this computer.');
    return;
  }
  const server = await startHarness({ isShipped: true });
  const browser = await startChromium(path);
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const start = performance.now();
    await page.goto(server.address('schemaDiff', 'many'));
    await page.getByRole('treeitem', { name: /^open_orders_00000/ }).waitFor();
    const firstRows = performance.now() - start;
    await page.getByText('10,000 tables', { exact: true }).waitFor();
    const allRows = performance.now() - start;
    report.say(
      `10,000 pairs, in Chromium ${browser.version()}. From navigation to the first rows ${whole(firstRows)} ms, to all rows ${whole(allRows)} ms.`,
    );
    await measureInputs(report, page, rounds * triesPerRound);
    await measureScroll(report, page);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureInputs(report: BenchPage, page: Page, tries: number): Promise<void> {
  const times = new Map<string, number[]>();
  for (const [name, actions] of Object.entries(inputs)) {
    const own: number[] = [];
    for (let i = 0; i < tries; i++) {
      for (const action of actions) own.push(v.parse(v.number(), await page.evaluate(painted(action))));
    }
    times.set(name, own);
  }
  const [floor = []] = times.values();
  report.sayTable(
    ['from an input to its frame', 'median ms', '× floor', 'worst ms'],
    [...times].map(([name, own]) => [
      name,
      tenths(median(own)),
      ratio(median(own) / median(floor)),
      tenths(Math.max(...own)),
    ]),
  );
}

/** A frame this much later than the screen's own rhythm is seen. */
const lateMs = 1000 / 60 + 4;

async function measureScroll(report: BenchPage, page: Page): Promise<void> {
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
  const late = frames.filter((ms) => ms > lateMs).length;
  report.say(
    `Scrolling by 400 px a frame: ${tenths(median(frames))} ms a frame, ${late} of ${frames.length} late, the worst ${tenths(Math.max(...frames))} ms.\n`,
  );
}
