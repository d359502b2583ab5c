import { commands, window } from 'vscode';
import type { InputBox, QuickPick, QuickPickItem } from 'vscode';
import { until } from './until.ts';

/** How long Enter is waited for before it is pressed again. */
export const pressAgainMs = 1_000;

/** A list that was shown to be looked at, not a question with a few answers. */
export interface ShownList {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * Stands in for a person at the quick inputs that the extension holds in its own hands: lists are read and answered with an
 * entry, password fields are filled in. They are really shown; only the hand on the keyboard is ours.
 */
export class QuickInputs {
  readonly lists: ShownList[] = [];
  readonly fields: { readonly title: string; readonly isPassword: boolean }[] = [];
  readonly #pick = Object.getOwnPropertyDescriptor(window, 'createQuickPick');
  readonly #input = Object.getOwnPropertyDescriptor(window, 'createInputBox');
  #entry: string | null = null;
  #secret: string | null = null;

  install(): void {
    const pick = window.createQuickPick.bind(window);
    const input = window.createInputBox.bind(window);
    define('createQuickPick', () =>
      this.#withHand(pick<QuickPickItem>(), (shown) => this.#answerList(shown)),
    );
    define('createInputBox', () => this.#withHand(input(), (shown) => this.#fillIn(shown)));
  }

  /** Null: go away. Entries are named by a part of their label. */
  answer(given: { readonly entry?: string | null; readonly secret?: string | null }): void {
    this.#entry = given.entry ?? null;
    this.#secret = given.secret ?? null;
    this.lists.length = 0;
    this.fields.length = 0;
  }

  remove(): void {
    if (this.#pick !== undefined) Object.defineProperty(window, 'createQuickPick', this.#pick);
    if (this.#input !== undefined) Object.defineProperty(window, 'createInputBox', this.#input);
  }

  #withHand<T extends QuickPick<QuickPickItem> | InputBox>(shown: T, answer: (shown: T) => Promise<void>): T {
    const show = shown.show.bind(shown);
    shown.show = () => {
      show();
      void answer(shown);
    };
    return shown;
  }

  async #answerList(list: QuickPick<QuickPickItem>): Promise<void> {
    this.lists.push({
      title: list.title ?? '',
      lines: list.items.map(({ label, description, detail }) => [label, description, detail].join(' ')),
    });
    const entry = this.#entry;
    const item = entry === null ? undefined : list.items.find(({ label }) => label.includes(entry));
    if (item === undefined) {
      list.hide();
      return;
    }
    this.#entry = null;
    list.activeItems = [item];
    await accept(list);
  }

  async #fillIn(field: InputBox): Promise<void> {
    this.fields.push({ title: field.title ?? '', isPassword: field.password });
    if (this.#secret === null) {
      field.hide();
      return;
    }
    field.value = this.#secret;
    await accept(field);
  }
}

async function accept(shown: QuickPick<QuickPickItem> | InputBox): Promise<void> {
  let isHidden = false;
  shown.onDidHide(() => (isHidden = true));
  let pressedAt = 0;
  await until(async () => {
    // Not shown yet, it takes no Enter; and a second one could be for what is shown after it.
    if (!isHidden && Date.now() - pressedAt > pressAgainMs) {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      pressedAt = Date.now();
    }
    return isHidden;
  });
}

function define(name: 'createQuickPick' | 'createInputBox', value: unknown): void {
  Object.defineProperty(window, name, { value, configurable: true, writable: true });
}
