/** The page that holds a panel, and what it may do: the same in the editor, in the harness and in the tests. */

export interface PanelPage {
  readonly title: string;
  /** BCP 47: the language of the panel's texts. */
  readonly language: string;
  /** Where the panel's bundle, and the style sheet of all panels, can be loaded from. */
  readonly script: string;
  readonly style: string;
  /** The source that style sheets and the icons' font may come from: `webview.cspSource`. */
  readonly source: string;
  /** Unguessable and new for each page. */
  readonly nonce: string;
  /** Translated texts by the English ones; empty for English. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What the page may load (U6): scripts by nonce, styles and fonts from the extension, nothing from elsewhere. */
export function contentSecurityPolicy({ source, nonce }: Pick<PanelPage, 'source' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The nonce: the toolkit tries out one rule in a style element when it starts.
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `img-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The page as HTML. `head` goes before the panel's own script. */
export function panelPage(page: PanelPage, head = ''): string {
  return `<!doctype html>
<html lang="${escaped(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(contentSecurityPolicy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${escaped(page.nonce)}">
<title>${escaped(page.title)}</title>
<link rel="stylesheet" href="${escaped(page.style)}">
${head}
</head>
<body>
<script type="application/json" id="l10n" nonce="${escaped(page.nonce)}">${json(page.texts)}</script>
<main id="panel"></main>
<script type="module" nonce="${escaped(page.nonce)}" src="${escaped(page.script)}"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that can stand in a script element: nothing in it ends the element or opens a comment there. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
