/** The panels in a real browser, for a suite: served as they ship, under the policy that they ship with. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { after, afterEach, before, beforeEach } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import type { panels } from '../../webview-ui/bundles.mjs';
import { startHarness } from '../../webview-ui/harness/harnessServer.ts';
import type { HarnessServer, Theme } from '../../webview-ui/harness/harnessServer.ts';
import { findChromium, startChromium } from '../support/chromium.ts';
import { skip } from '../support/skip.ts';

type Panel = (typeof panels)[number];

export interface PanelRequest {
  readonly name: string;
  readonly body: unknown;
}

export interface OpenOptions {
  readonly theme?: Theme;
  readonly language?: string;
  readonly width?: number;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface Panels {
  /** Opens a panel in a scene of its fake host. */
  open(panel: Panel, scene: string, options?: OpenOptions): Promise<Page>;
}

/** One step, and one test, on a computer that has several suites to run. */
const stepLimitMs = 120_000;
const testLimitMs = 400_000;
const openLimitMs = 300_000;

/**
 * Gives the suite around it a browser and a server. After each test, its page must have asked for nothing that the
 * policy forbids, and nothing in it may have thrown.
 */
export function usePanels(): Panels {
  let server: HarnessServer | undefined;
  let browser: Browser | undefined;
  const pages: Page[] = [];
  const complaints: string[] = [];

  before(async function () {
    this.timeout(openLimitMs);
    const path = findChromium();
    if (path === null) skip(this, 'there is no Chromium on this computer; apt-get install chromium');
    server = await startHarness({ isShipped: true });
    browser = await startChromium(path);
  });

  beforeEach(function () {
    this.currentTest?.timeout(testLimitMs);
  });

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    assert.deepEqual(complaints.splice(0), []);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    open: async (panel, scene, { theme, language, width = 1200, reducedMotion = 'reduce' } = {}) => {
      assert.ok(browser !== undefined && server !== undefined);
      const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion });
      pages.push(page);
      page.setDefaultTimeout(stepLimitMs);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
      await page.goto(server.address(panel, scene, theme, language));
      await page.locator('main > *').first().waitFor();
      return page;
    },
  };
}

const heardSchema = v.array(v.object({ kind: v.string(), name: v.string(), body: v.unknown() }));

/** Over when what was typed or pressed until now has been passed on: the toolkit does that a turn, or a frame, later. */
const settled = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))';

/** What the panel has asked of the editor so far, oldest first. */
export async function requestsOf(page: Page): Promise<readonly PanelRequest[]> {
  await page.evaluate(settled);
  const heard = v.parse(heardSchema, await page.evaluate('window.harness.heard'));
  return heard.filter(({ kind }) => kind === 'request').map(({ name, body }) => ({ name, body }));
}

/** Waits until the panel has asked for this, and gives what it sent with it the last time. */
export async function lastRequest(page: Page, name: string): Promise<unknown> {
  await eventually(async () => (await requestsOf(page)).some((one) => one.name === name), true);
  return (await requestsOf(page)).findLast((one) => one.name === name)?.body;
}

/** Reads until it is as expected; the toolkit passes values on a turn later. Bounded: the last reading is then judged. */
export async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + stepLimitMs;
  let found = await read();
  while (!isDeepStrictEqual(found, expected) && Date.now() < deadline) {
    await setTimeout(20);
    found = await read();
  }
  assert.deepEqual(found, expected);
}
