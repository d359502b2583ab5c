/**
 * Serves every panel in every scene and theme to a browser, on the loopback address: with the page and the policy that
 * the editor uses, and a fake host in place of the editor.
 */
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { contentSecurityPolicy, panelPage } from '../../src/protocol/panelPage.ts';
import { panels } from '../bundles.mjs';
import { buildFiles } from './harnessBundles.ts';
import type { BuiltFiles } from './harnessBundles.ts';

export const themes = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;

export type Theme = (typeof themes)[number];

/** The scenes of each panel, by the names that the fake host knows. */
export const scenes: Readonly<Record<(typeof panels)[number], readonly string[]>> = {
  schemaDiff: [
    'sample',
    'production',
    'empty',
    'consistent',
    'reading',
    'failed',
    'cancelled',
    'running',
    'many',
    'long',
    'unanswered',
    'odd',
  ],
  taskForm: ['sample', 'empty', 'loading', 'failed', 'clash', 'again', 'many', 'long', 'odd'],
  taskDetails: [
    'sample',
    'running',
    'approval',
    'log',
    'runs',
    'schedule',
    'draft',
    'gone',
    'many',
    'long',
    'odd',
  ],
  approvalProcesses: ['sample', 'empty', 'conflict', 'failed', 'unanswered', 'many', 'long', 'odd'],
  alertDetails: ['sample', 'resolved', 'gone', 'unanswered', 'long', 'odd'],
  alertSettings: ['sample', 'empty', 'refused', 'unanswered', 'long', 'odd'],
  connectionForm: ['add', 'edit', 'tunnel', 'oracle', 'testing', 'passed', 'failed', 'odd'],
};

export interface HarnessServer {
  readonly url: string;
  /** The address of one panel in one scene. */
  address(panel: (typeof panels)[number], scene: string, theme?: Theme, language?: string): string;
  close(): Promise<void>;
}

export interface HarnessOptions {
  /** As they ship, built once; otherwise built anew for each page, so that a change is seen by reloading it. */
  readonly isShipped: boolean;
  readonly port?: number;
}

/** Starts the server on a free port, or on the one that is given. */
export async function startHarness({ isShipped, port = 0 }: HarnessOptions): Promise<HarnessServer> {
  let files = await buildFiles(isShipped);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    respond(url, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });

  async function respond(url: URL, response: ServerResponse): Promise<void> {
    const [, room = '', name = ''] = url.pathname.split('/');
    if (room === 'panel') {
      if (!isShipped) files = await buildFiles(false);
      await sendPanel(url, name, response);
    } else if (room === 'files') {
      sendFile(files, name, response);
    } else if (room === 'themes') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(await themeSheet(name));
    } else {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(indexPage());
    }
  }

  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the harness has no port');
  const base = `http://127.0.0.1:${address.port}`;
  return {
    url: `${base}/`,
    address: (panel, scene, theme = 'dark', language = 'en') =>
      `${base}/panel/${panel}?${new URLSearchParams({ scene, theme, language }).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function sendPanel(url: URL, panel: string, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(16).toString('base64');
  const theme = url.searchParams.get('theme') ?? 'dark';
  const language = url.searchParams.get('language') ?? 'en';
  const page = {
    title: `Shadow Sync: ${panel}`,
    language,
    script: `/files/${panel}.js`,
    style: '/files/page.css',
    source: "'self'",
    nonce,
    texts: language === 'en' ? {} : await translations(language),
  };
  const head = `<link rel="stylesheet" href="/themes/${encodeURIComponent(theme)}">
<script nonce="${nonce}" src="/files/fakeHost.js"></script>`;
  const html = panelPage(page, head).replace('<body>', `<body class="vscode-${bodyClass(theme)}">`);
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(page),
    })
    .end(html);
}

/** The class by which the editor tells a panel what kind of theme it has. */
function bodyClass(theme: string): string {
  return theme === 'high-contrast-light' ? 'high-contrast-light vscode-high-contrast' : theme;
}

async function translations(language: string): Promise<Readonly<Record<string, string>>> {
  const parts = new URL('../../l10n/parts/', import.meta.url);
  // All of them, as the editor's own bundle: panels also show what the floors below say.
  const files = (await readdir(parts)).filter((name) => name.endsWith(`.${language}.json`));
  const texts = await Promise.all(
    files.map(async (name): Promise<object> => {
      const part: unknown = JSON.parse(await readFile(new URL(name, parts), 'utf8'));
      return part ?? {};
    }),
  );
  return Object.fromEntries(
    texts.flatMap((part) => Object.entries(part).map(([key, value]) => [key, String(value)])),
  );
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

function sendFile(files: BuiltFiles, name: string, response: ServerResponse): void {
  const contents = files.get(name);
  const type = types[extname(name)];
  if (contents === undefined || type === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type }).end(contents);
}

async function themeSheet(name: string): Promise<string> {
  const known = themes.find((theme) => theme === name) ?? 'dark';
  const json: unknown = JSON.parse(await readFile(new URL(`themes/${known}.json`, import.meta.url), 'utf8'));
  const variables = Object.entries(json ?? {}).map(([key, value]) => `--vscode-${key}: ${String(value)};`);
  return `:root { ${variables.join('\n')} }`;
}

function indexPage(): string {
  const link = (panel: string, scene: string, theme: Theme): string =>
    `<a href="/panel/${panel}?scene=${scene}&theme=${theme}">${theme}</a>`;
  const rows = panels.flatMap((panel) =>
    scenes[panel].map(
      (scene) =>
        `<tr><th>${panel}</th><td>${scene}</td>${themes.map((theme) => `<td>${link(panel, scene, theme)}</td>`).join('')}</tr>`,
    ),
  );
  return `<!doctype html><html lang="en"><title>Panels</title><main><h1>Panels</h1><table>${rows.join('\n')}</table></main></html>`;
}
