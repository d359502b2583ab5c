/**
 * How a command is declared. The tables of this folder are the one place where ids, titles, menus and keys stand:
 * scripts/manifest.ts writes `contributes` of package.json and its translations from them, and their keys are the only
 * ids that compile.
 */

/** A text in every language of the product. */
export interface Translated {
  readonly en: string;
  readonly zh: string;
}

/** One place in a menu. */
export interface MenuPlace {
  readonly menu:
    | 'view/title'
    | 'view/item/context'
    | 'editor/title'
    | 'editor/title/run'
    | 'editor/context'
    | 'explorer/context'
    | 'webview/context';
  readonly when: string;
  /** As VS Code wants it: `inline`, `navigation@1`, `1_open@2`, … */
  readonly group: string;
}

export interface CommandSpec {
  readonly title: Translated;
  /** A codicon, without `$()`; commands in title bars and inline places need one. */
  readonly icon?: string;
  /** When the command can be used; the palette then shows it disabled nowhere, so prefer asking over refusing. */
  readonly enablement?: string;
  readonly menus?: readonly MenuPlace[];
  /** Off for commands whose place is one item (a CodeLens, a Problem) and that another command offers in the palette. */
  readonly isInPalette?: boolean;
  readonly key?: { readonly key: string; readonly mac?: string; readonly when: string };
}

/** Checks a table of commands without widening its keys. */
export function commandTable<Id extends string>(
  table: Readonly<Record<Id, CommandSpec>>,
): Readonly<Record<Id, CommandSpec>> {
  return table;
}
