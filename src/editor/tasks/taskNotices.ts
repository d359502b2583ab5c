/**
 * What happens to tasks in this window: all of it in the log, and what needs the user as one message for all of it, when
 * somebody looks at the window.
 */
import { commands, l10n, window } from 'vscode';
import type { TaskNotice } from '../../task/taskPorts.ts';
import type { Disposing, Editor } from '../editor.ts';
import { gathered } from '../ui/gathered.ts';
import type { Paced } from '../ui/atMostEvery.ts';
import { plainText } from '../ui/plainText.ts';
import { isBad, needsUser, newestPerTask } from './noticeDigest.ts';
import { stateText, taskLabel } from './taskWords.ts';

/** What ends together is told together. */
const gatherMs = 2_000;

export class TaskNotices implements Disposing {
  readonly #editor: Editor;
  readonly #endings: readonly (() => void)[];
  readonly #tell: Paced;
  #waiting: TaskNotice[] = [];
  #isShowing = false;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#tell = gathered(gatherMs, () => void this.#show());
    const focus = window.onDidChangeWindowState(() => this.#tell());
    this.#endings = [
      editor.services.onTaskNotice((notice) => this.#take(notice)),
      () => void focus.dispose(),
      () => this.#tell.stop(),
    ];
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  #take(notice: TaskNotice): void {
    const { log } = this.#editor;
    if (isBad(notice)) log.warn(notice.message);
    else log.info(notice.message);
    if (!needsUser(notice)) return;
    this.#waiting.push(notice);
    this.#tell();
  }

  async #show(): Promise<void> {
    if (this.#isShowing || this.#waiting.length === 0 || !window.state.focused) return;
    this.#isShowing = true;
    const notices = newestPerTask(this.#waiting);
    this.#waiting = [];
    const [first] = notices;
    try {
      await this.#showOne(notices.length === 1 && first !== undefined ? first : null, notices);
    } finally {
      this.#isShowing = false;
    }
    // What came meanwhile was not shown yet.
    this.#tell();
  }

  async #showOne(single: TaskNotice | null, notices: readonly TaskNotice[]): Promise<void> {
    const task = single?.task ?? null;
    const details = l10n.t('Show Details');
    const list = l10n.t('Show Tasks');
    const text =
      task === null
        ? l10n.t('{0} tasks need you: {1}', notices.length, summary(notices))
        : l10n.t('Task {0}: {1}', plainText(taskLabel(task)), stateText(task));
    const answer = await window.showInformationMessage(text, task === null ? list : details);
    if (answer === list) await commands.executeCommand('shadowSync.tasks.focus');
    else if (answer === details && task !== null) {
      await commands.executeCommand('shadowSync.task.openDetails', { kind: 'task', taskId: task.id });
    }
  }
}

/** More than fits a message is counted. */
const mostNames = 3;

function summary(notices: readonly TaskNotice[]): string {
  const names = notices.flatMap(({ task }) =>
    task === null ? [] : [`${plainText(taskLabel(task))} (${stateText(task)})`],
  );
  const more = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(', ');
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}
