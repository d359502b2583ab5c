import { ProgressLocation, commands, window } from 'vscode';
import type { ProgressOptions, QuickPick, QuickPickItem } from 'vscode';
import { pressAgainMs } from './quickInputs.ts';
import { until } from './until.ts';

/** What the extension asked or said, in order. */
export interface Asked {
  readonly kind: 'pick' | 'input' | 'information' | 'warning' | 'error' | 'save';
  /** Title and prompt, or the message, with the detail of a modal dialog. */
  readonly text: string;
  /** Labels of a pick, buttons of a message. */
  readonly offered: readonly string[];
}

/**
 * Chooses what a dialog is answered with: a label of a pick, several of them, a text, a button; undefined to go away. Null:
 * this answer is not for this question.
 */
export type Answer = (asked: Asked) => string | readonly string[] | undefined | null;

interface Shown extends QuickPickItem {
  readonly picked?: boolean;
}

type Replaced = 'showQuickPick' | 'showInputBox' | 'createQuickPick' | 'showSaveDialog' | 'withProgress';
type Messages = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/**
 * Answers the extension's questions in place of a person: the smoke-test driver draws neither modal dialogs nor toasts. The
 * suite and the extension share one `vscode`, so that what is put into it here is what the extension calls.
 */
export class Dialogs {
  readonly asked: Asked[] = [];
  readonly #answers: Answer[] = [];
  readonly #originals = new Map<string, unknown>();

  install(): void {
    this.#replace(
      'showQuickPick',
      async (items: unknown, options: { title?: string; placeHolder?: string; canPickMany?: boolean }) => {
        const shown = (await items) as readonly Shown[];
        const text = `${options.title ?? ''}: ${options.placeHolder ?? ''}`;
        const answer = this.#answer({ kind: 'pick', text, offered: shown.map(({ label }) => label) });
        if (options.canPickMany !== true) return shown.find(({ label }) => label === answer);
        if (answer === 'as offered') return shown.filter(({ picked }) => picked === true);
        return Array.isArray(answer) ? shown.filter(({ label }) => answer.includes(label)) : undefined;
      },
    );
    this.#replace('showInputBox', (options: { title?: string; prompt?: string }) =>
      Promise.resolve(
        this.#answer({ kind: 'input', text: `${options.title ?? ''}: ${options.prompt ?? ''}`, offered: [] }),
      ),
    );
    this.#replaceMessage('showInformationMessage', 'information');
    this.#replaceMessage('showWarningMessage', 'warning');
    this.#replaceMessage('showErrorMessage', 'error');
    this.#acceptQuickPicks();
    // Its notifications are not drawn either, and so look closed by the user, which cancels.
    const original = window.withProgress.bind(window);
    this.#replace('withProgress', (options: ProgressOptions, task: Parameters<typeof original>[1]) =>
      original({ ...options, location: ProgressLocation.Window }, task),
    );
  }

  /** Puts back what was there. */
  remove(): void {
    for (const [name, original] of this.#originals) define(name, original);
    this.#originals.clear();
  }

  /** Answers the questions that come, each with the first of these that fits it. */
  answer(...answers: readonly Answer[]): void {
    this.#answers.splice(0, this.#answers.length, ...answers);
    this.asked.length = 0;
  }

  /** Waits for a question or message that holds these words. */
  async said(words: string | RegExp): Promise<Asked> {
    const holds = ({ text }: Asked): boolean =>
      typeof words === 'string' ? text.includes(words) : words.test(text);
    return await until(
      () => this.asked.find(holds),
      () => `${String(words)} among ${JSON.stringify(this.asked)}`,
    );
  }

  replaceSaveDialog(give: () => unknown): void {
    this.#replace('showSaveDialog', () => Promise.resolve(give()));
  }

  #answer(asked: Asked): string | readonly string[] | undefined {
    this.asked.push(asked);
    for (const answer of this.#answers) {
      const given = answer(asked);
      if (given !== null) return given;
    }
    return undefined;
  }

  #replaceMessage(name: Messages, kind: Asked['kind']): void {
    this.#replace(name, (message: string, ...rest: readonly unknown[]) => {
      const [first, ...more] = rest;
      const options = typeof first === 'object' && first !== null ? (first as { detail?: string }) : null;
      const buttons = (options === null ? rest : more).filter((one) => typeof one === 'string');
      const text = options?.detail === undefined ? message : `${message}\n${options.detail}`;
      return Promise.resolve(this.#answer({ kind, text, offered: buttons }));
    });
  }

  /** The naming rule is asked by a quick pick that is really shown: its first item is taken as by Enter. */
  #acceptQuickPicks(): void {
    const original = window.createQuickPick.bind(window);
    this.#replace('createQuickPick', () => {
      const quickPick = original<QuickPickItem>();
      const show = quickPick.show.bind(quickPick);
      quickPick.show = () => {
        show();
        void this.#accept(quickPick);
      };
      return quickPick;
    });
  }

  async #accept(quickPick: QuickPick<QuickPickItem>): Promise<void> {
    let isHidden = false;
    quickPick.onDidHide(() => (isHidden = true));
    const text = `${quickPick.title ?? ''}: ${quickPick.placeholder ?? ''}`;
    this.asked.push({ kind: 'pick', text, offered: quickPick.items.map(({ label }) => label) });
    let pressedAt = 0;
    await until(async () => {
      // A second Enter could be for what is shown after it.
      if (!isHidden && quickPick.activeItems.length > 0 && Date.now() - pressedAt > pressAgainMs) {
        await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        pressedAt = Date.now();
      }
      return isHidden;
    });
  }

  #replace(name: Replaced | Messages, replacement: unknown): void {
    if (!this.#originals.has(name)) this.#originals.set(name, Reflect.get(window, name));
    define(name, replacement);
  }
}

function define(name: string, value: unknown): void {
  Object.defineProperty(window, name, { value, configurable: true, writable: true });
}

/** Answers a question that holds these words. */
export function when(words: string | RegExp, given: string | readonly string[] | undefined): Answer {
  return ({ text }) => {
    const holds = typeof words === 'string' ? text.includes(words) : words.test(text);
    return holds ? given : null;
  };
}
