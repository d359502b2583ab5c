/** The system's Chromium, for tests in a real browser. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const candidates = [process.env['SHADOW_SYNC_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Where it is; null where there is none. */
export function findChromium(): string | null {
  return candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null;
}

/** Without a sandbox (root has none), without a graphics card, and without anything that would ask the network. */
export const quietArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Beside other suites it takes longer than playwright's half minute. */
const startLimitMs = 120_000;

/** Starts it without a window, and without anything that would ask the network. */
export async function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    timeout: startLimitMs,
    args: [...quietArguments],
  });
}
