/**
 * Foreign text (names, messages of servers) made fit for places where VS Code reads markup (reliability.md U1 to U3):
 * a table may be called `[Fix](command:workbench.action.reloadWindow)`.
 */
import { visibleText } from '../../shadow/visibleText.ts';

/** Longer names are cut where they are only shown. */
const longest = 300;

/** For notifications and dialogs, whose text VS Code searches for links. */
export function plainText(text: string): string {
  const visible = visibleText(text);
  const cut = visible.length > longest * 4 ? `${visible.slice(0, longest * 4)}…` : visible;
  // A zero-width space keeps "](" from being read as a link and changes nothing that is seen.
  return cut.replaceAll('](', ']\u200b(');
}

/** For labels of quick picks and the status bar, where `$(name)` is an icon. */
export function plainLabel(text: string): string {
  const visible = visibleText(text);
  const cut = visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
  return cut.replaceAll('$(', '$\u200b(');
}
