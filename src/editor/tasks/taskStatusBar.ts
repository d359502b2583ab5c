/** One entry of the status bar, while tasks are scheduled or running: what comes next, and that it needs an open window. */
import { StatusBarAlignment, l10n, window } from 'vscode';
import type { StatusBarItem } from 'vscode';
import type { Disposing } from '../editor.ts';
import { isRunning } from '../../task/state/taskState.ts';
import { nodeTooltip } from '../trees/connections/nodeTooltip.ts';
import { atMostEvery } from '../ui/atMostEvery.ts';
import type { NextRuns } from './nextRuns.ts';
import type { TaskBook } from './taskBook.ts';
import { exactTime, taskLabel, timeText } from './taskWords.ts';

const paceMs = 200;

/** A day ends, and a time is then said with its day. */
const againMs = 60_000;

export interface TaskStatusBarParts {
  readonly book: TaskBook;
  readonly nextRuns: NextRuns;
  readonly now: () => number;
  readonly isTrusted: () => boolean;
}

export class TaskStatusBar implements Disposing {
  readonly #parts: TaskStatusBarParts;
  readonly #endings: readonly (() => void)[];
  #item: StatusBarItem | null = null;
  #isDisposed = false;

  constructor(parts: TaskStatusBarParts) {
    this.#parts = parts;
    const show = atMostEvery(paceMs, () => void this.#showSoon());
    const timer = setInterval(show, againMs);
    this.#endings = [() => clearInterval(timer), () => show.stop(), parts.book.onDidChange(show)];
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const end of this.#endings) end();
    this.#item?.dispose();
  }

  async #showSoon(): Promise<void> {
    await this.#parts.nextRuns.prepare(this.#parts.book.tasks);
    if (!this.#isDisposed) this.#show();
  }

  #show(): void {
    const { book, nextRuns, now } = this.#parts;
    const running = book.tasks.filter(({ state }) => isRunning(state));
    const next = nextRuns.first(book.tasks);
    if (running.length === 0 && next === null) {
      this.#item?.dispose();
      this.#item = null;
      return;
    }
    this.#item ??= this.#make();
    const time = next === null ? '' : timeText(next.at, now());
    this.#item.text =
      running.length > 0
        ? `$(sync~spin) ${runningText(running.length)}`
        : `$(clock) ${l10n.t('Task {0}', time)}`;
    this.#item.tooltip = nodeTooltip(
      ...running.map((task) => l10n.t('Running: {0}', taskLabel(task))),
      ...(next === null ? [] : [l10n.t('Next run: {0}, {1}', exactTime(next.at), taskLabel(next.task))]),
      this.#note(),
    );
    const about = running.length > 0 ? runningText(running.length) : l10n.t('Next run: {0}', time);
    this.#item.accessibilityInformation = { label: `Shadow Sync: ${about}` };
  }

  #make(): StatusBarItem {
    const item = window.createStatusBarItem('shadowSync.tasks', StatusBarAlignment.Left, 0);
    item.name = l10n.t('Shadow Sync Tasks');
    // VS Code makes this command for the view.
    item.command = 'shadowSync.tasks.focus';
    item.show();
    return item;
  }

  /** S17, S18. */
  #note(): string {
    return this.#parts.isTrusted()
      ? l10n.t('Tasks run only while a window of VS Code is open, or “shadow-sync run”.')
      : l10n.t('This window runs no tasks: its folder is not trusted.');
  }
}

function runningText(count: number): string {
  return count === 1 ? l10n.t('1 task runs') : l10n.t('{0} tasks run', count);
}
