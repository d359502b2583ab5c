import { chromium, type BrowserContext } from 'playwright-core';
import { installBrowser } from '../../../scripts/editor/browser.ts';
import { quietArguments } from '../chromium.ts';
import type { EditorProfile } from './editorProfile.ts';

/** A browser whose own profile lies in the editor's. */
export interface OpenedBrowser {
  readonly context: BrowserContext;
  /** Addresses beyond the loopback that something asked for; they were refused. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** A browser that starts beside other suites takes longer than playwright's half minute. */
const startLimitMs = 120_000;

/** Opens the browser. Whoever opens it closes it; a test process that ends takes it along. */
export async function openBrowser(profile: EditorProfile): Promise<OpenedBrowser> {
  const context = await chromium.launchPersistentContext(profile.browserData, {
    executablePath: await installBrowser(),
    headless: true,
    timeout: startLimitMs,
    colorScheme: 'dark',
    args: [...quietArguments],
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    env: definedOnly(profile.environment()),
  });
  const refused: string[] = [];
  await context.route(
    (url) => !['127.0.0.1', 'localhost'].includes(url.hostname),
    (route) => {
      refused.push(route.request().url());
      return route.abort();
    },
  );
  return { context, refused, close: () => context.close() };
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
