/** Colours and badges of the tree's nodes. What they say stands in the description too: no colour says anything alone. */
import { FileDecoration, ThemeColor, Uri, l10n, window } from 'vscode';
import type { Disposable } from 'vscode';
import type { ConnectionMark } from './connectionMarks.ts';
import type { ShadowMark } from './tableRows.ts';

/** Of addresses that lead nowhere: VS Code decorates what has one. */
const scheme = 'shadow-sync-tree';

/** One address for all tables with the mark: their decoration is the same. */
export function tableUri(mark: ShadowMark): Uri {
  const known = tableUris.get(mark) ?? Uri.from({ scheme, path: `/table/${mark}` });
  tableUris.set(mark, known);
  return known;
}

const tableUris = new Map<ShadowMark, Uri>();

export function connectionUri(id: string, marks: readonly ConnectionMark[]): Uri {
  return Uri.from({ scheme, path: `/connection/${marks.join('+')}`, query: id });
}

/** Lets VS Code ask for them. */
export function registerTreeDecorations(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => (uri.scheme === scheme ? decorationOf(uri.path) : undefined),
  });
}

function decorationOf(path: string): FileDecoration | undefined {
  const [, what, mark = ''] = path.split('/');
  if (what === 'connection') return connectionDecoration(mark.split('+'));
  const colour = what === 'table' ? colours.get(mark) : undefined;
  return colour === undefined ? undefined : new FileDecoration(undefined, undefined, new ThemeColor(colour));
}

const colours: ReadonlyMap<string, string> = new Map<ShadowMark, string>([
  ['none', 'gitDecoration.addedResourceForeground'],
  ['differs', 'gitDecoration.modifiedResourceForeground'],
  ['unsupported', 'list.warningForeground'],
  ['skipped', 'disabledForeground'],
  ['failed', 'list.errorForeground'],
]);

function connectionDecoration(marks: readonly string[]): FileDecoration | undefined {
  if (marks.includes('production')) {
    return new FileDecoration('P', l10n.t('Production'), new ThemeColor('list.warningForeground'));
  }
  if (marks.includes('not-encrypted')) {
    return new FileDecoration('!', l10n.t('Not encrypted'), new ThemeColor('list.warningForeground'));
  }
  return undefined;
}
