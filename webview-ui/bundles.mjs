/**
 * What is bundled for the panels: one script each, and one style sheet with the icons' font for all of them. A new panel
 * is its name here and its folder in src/.
 */
export const panels = /** @type {const} */ ([
  'schemaDiff',
  'connectionForm',
  'taskForm',
  'taskDetails',
  'approvalProcesses',
  'alertDetails',
  'alertSettings',
]);

/**
 * The browser of the oldest editor that is supported (VS Code 1.105).
 * @satisfies {import('esbuild').BuildOptions}
 */
const browser = { platform: 'browser', format: 'esm', target: 'chrome138' };

/**
 * @type {readonly { readonly name: string, readonly entry: string, readonly outfile: string,
 *   readonly executable: boolean, readonly options: import('esbuild').BuildOptions }[]}
 */
export const webviewBundles = [
  ...panels.map((panel) => ({
    name: `webview-${panel}`,
    entry: `webview-ui/src/${panel}/main.ts`,
    outfile: `dist/webview/${panel}.js`,
    executable: false,
    // Nothing in a panel reads names of classes: keeping them costs a tenth of the size.
    options: { ...browser, keepNames: false },
  })),
  {
    name: 'webview-page',
    entry: 'webview-ui/src/page.css',
    outfile: 'dist/webview/page.css',
    executable: false,
    options: { ...browser, keepNames: false, loader: { '.ttf': 'file' }, assetNames: '[name]' },
  },
];
