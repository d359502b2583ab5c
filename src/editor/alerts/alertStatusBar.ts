/**
 * One entry of the status bar, while alerts fire: how many, the newest in its tooltip, and what can be done about all. It
 * is apart from the one of tasks: each opens its own list and can be hidden by itself, and an alert that nobody answers for
 * days must not take the place of the next run. On a day without alerts there is one entry at most.
 */
import { MarkdownString, StatusBarAlignment, ThemeColor, l10n, window, workspace } from 'vscode';
import type { StatusBarItem } from 'vscode';
import type { Alert } from '../../alert/model/alert.ts';
import type { Disposing } from '../editor.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import { timeText } from '../tasks/taskWords.ts';
import type { AlertBook } from './alertBook.ts';
import { statusBarChoice } from './alertPreferences.ts';
import { alertHeadline } from './alertWords.ts';

/** Named in the tooltip. */
const mostNames = 5;

export class AlertStatusBar implements Disposing {
  readonly #book: AlertBook;
  readonly #now: () => number;
  readonly #endings: readonly (() => void)[];
  #item: StatusBarItem | null = null;

  constructor(book: AlertBook, now: () => number) {
    this.#book = book;
    this.#now = now;
    const settings = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('shadowSync.alerts.statusBar')) this.#show();
    });
    this.#endings = [book.onDidChange(() => this.#show()), () => void settings.dispose()];
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#item?.dispose();
  }

  #show(): void {
    const choice = statusBarChoice();
    const firing = this.#book.open.filter(({ life }) => life.kind === 'firing');
    if (firing.length === 0 || choice === 'off') {
      this.#item?.dispose();
      this.#item = null;
      return;
    }
    this.#item ??= make();
    const isSerious = firing.some(({ level }) => level === 'HIGH');
    this.#item.text = `$(bell-dot) ${String(firing.length)}`;
    this.#item.tooltip = this.#tooltip(firing);
    this.#item.backgroundColor =
      choice === 'coloured' && isSerious ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.accessibilityInformation = { label: `Shadow Sync: ${countText(firing.length)}` };
  }

  #tooltip(firing: readonly Alert[]): MarkdownString {
    const tooltip = new MarkdownString('', true);
    tooltip.isTrusted = {
      enabledCommands: ['shadowSync.alerts.snoozeAll', 'shadowSync.alerts.openSettings'],
    };
    const newest = firing.toSorted((a, b) => b.lastAt - a.lastAt).slice(0, mostNames);
    for (const alert of newest) {
      tooltip.appendText(visibleText(`${timeText(alert.lastAt, this.#now())} ${alertHeadline(alert)}`));
      tooltip.appendMarkdown('\n\n');
    }
    if (firing.length > newest.length) {
      tooltip.appendText(l10n.t('and {0} more', firing.length - newest.length));
      tooltip.appendMarkdown('\n\n');
    }
    tooltip.appendMarkdown(
      `[${l10n.t('Snooze All')}](command:shadowSync.alerts.snoozeAll) · [${l10n.t('Settings')}](command:shadowSync.alerts.openSettings)`,
    );
    return tooltip;
  }
}

function make(): StatusBarItem {
  const item = window.createStatusBarItem('shadowSync.alerts', StatusBarAlignment.Left, 0);
  item.name = l10n.t('Shadow Sync Alerts');
  // VS Code makes this command for the view.
  item.command = 'shadowSync.alerts.focus';
  item.show();
  return item;
}

function countText(count: number): string {
  return count === 1 ? l10n.t('1 alert fires') : l10n.t('{0} alerts fire', count);
}
