/**
 * Foreign text (names, messages of servers) made fit for places where VS Code reads markup (reliability.md U1 to U3):
 * a table may be called `[Fix](command:workbench.action.reloadWindow)`.
 */
import { visibleText } from '../../shadow/visibleText.ts';

/** Longer names are cut where they are only shown. */
const longest = 300;

/** For notifications, prompts and dialogs. */
export function plainText(text: string): string {
  return plain(text, longest * 4);
}

/** For labels of quick picks and the status bar, and for titles. */
export function plainLabel(text: string): string {
  return plain(text, longest);
}

/**
 * Neither links nor icons, wherever it is shown: notifications read links, labels read icons, and the prompt of an input
 * box reads both. A zero-width space changes nothing that is seen.
 */
function plain(text: string, most: number): string {
  const visible = visibleText(text);
  const cut = visible.length > most ? `${visible.slice(0, most)}…` : visible;
  return cut.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}
