/** Draws media/icon.png, the picture of the extension in lists and galleries: an SVG through Chromium, 256 × 256. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installBrowser } from './editor/browser.ts';

const size = 256;

const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="${size}" height="${size}">
  <rect width="128" height="128" rx="26" fill="#1f2937"/>
  <g fill="none" stroke-width="6" stroke-linejoin="round" stroke-linecap="round">
    <g stroke="#7dd3fc">
      <path d="M53 101a8 8 0 0 1-8-8V91M70 101h8M94 101a8 8 0 0 0 8-8M102 77v-8M102 53a8 8 0 0 0-8-8h-2"/>
    </g>
    <rect x="26" y="26" width="60" height="60" rx="8" fill="#111827" stroke="#f9fafb"/>
    <path d="M26 45h60M46 45v41" stroke="#f9fafb"/>
    <path d="M56 66l7 7 13-14" stroke="#4ade80"/>
  </g>
</svg>`;

const browser = await chromium.launch({ executablePath: await installBrowser(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0;background:transparent">${picture}</body>`);
  await page.screenshot({ path: join(import.meta.dirname, '../media/icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
