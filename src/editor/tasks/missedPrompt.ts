/** Asks what becomes of starts that passed while nothing of ours was running: once for each, all of them in one question. */
import { commands, l10n, window } from 'vscode';
import type { Task } from '../../task/model/task.ts';
import type { Disposing, Editor } from '../editor.ts';
import { gathered } from '../ui/gathered.ts';
import { plainText } from '../ui/plainText.ts';
import { showError } from '../ui/showError.ts';
import { missedSlot } from './missedStarts.ts';
import type { TaskActions } from './taskActions.ts';
import type { TaskBook } from './taskBook.ts';
import { taskLabel, timeText } from './taskWords.ts';

/** Where it is kept what was asked already, for all windows. */
const key = 'tasks.askedAboutMissed';

/** A window that opens finds one missed start after the other. */
const gatherMs = 2_000;

/** Older questions are forgotten; their tasks have long been answered, or stand in the list. */
const mostKept = 500;

export class MissedPrompt implements Disposing {
  readonly #editor: Editor;
  readonly #book: TaskBook;
  readonly #actions: TaskActions;
  readonly #endings: readonly (() => void)[];
  #isAsking = false;

  constructor(editor: Editor, book: TaskBook, actions: TaskActions) {
    this.#editor = editor;
    this.#book = book;
    this.#actions = actions;
    const gather = gathered(gatherMs, () => void this.#ask());
    // From the first of them on: whatever else changed a moment before must not part it from the others.
    const ask = (): void => {
      if (this.#open().length > 0) gather();
    };
    const focus = window.onDidChangeWindowState(ask);
    this.#endings = [book.onDidChange(ask), () => void focus.dispose(), () => gather.stop()];
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  /** Only in the window that somebody looks at: another one would ask the same. */
  async #ask(): Promise<void> {
    if (this.#isAsking || !window.state.focused) return;
    const open = this.#open();
    if (open.length === 0) return;
    this.#isAsking = true;
    try {
      const kept = [...this.#kept(), ...open.map((task) => questionOf(task))].slice(-mostKept);
      await this.#editor.context.globalState.update(key, kept);
      await this.#askAbout(open);
    } catch (error) {
      await showError(this.#editor.log, error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Those that nobody was asked about yet. */
  #open(): readonly Task[] {
    const missed = this.#book.tasks.filter((task) => missedSlot(task) !== null);
    if (missed.length === 0) return missed;
    const asked = new Set(this.#kept());
    return missed.filter((task) => !asked.has(questionOf(task)));
  }

  async #askAbout(tasks: readonly Task[]): Promise<void> {
    const run = l10n.t('Run Now');
    const leave = l10n.t('Leave It');
    const show = l10n.t('Show Tasks');
    const answer = await window.showInformationMessage(this.#question(tasks), run, leave, show);
    const ids = tasks.map(({ id }) => id);
    if (answer === run) await this.#actions.act('run', ids);
    else if (answer === leave) await this.#actions.act('dismissMissed', ids);
    else if (answer === show) await commands.executeCommand('shadowSync.tasks.focus');
  }

  #question(tasks: readonly Task[]): string {
    const now = this.#editor.services.clock.now();
    const names = tasks.slice(0, 3).map((task) => {
      const time = timeText(missedSlot(task) ?? now, now);
      return `${plainText(taskLabel(task))} (${time})`;
    });
    const more = tasks.length - names.length;
    const shown = more > 0 ? l10n.t('{0} and {1} more', names.join(', '), more) : names.join(', ');
    return l10n.t('Starts were missed while no window was open: {0}. Run now?', shown);
  }

  #kept(): readonly string[] {
    const kept: unknown = this.#editor.context.globalState.get(key);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  }
}

/** A task that misses another start is asked about again. */
function questionOf(task: Task): string {
  return `${task.id}/${String(missedSlot(task))}`;
}
