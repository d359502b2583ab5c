/** What welcome views and menus know of a list. */
import { commands } from 'vscode';

type ListStateName = 'loading' | 'empty' | 'hidden' | 'some' | 'unreadable';

export class ListState {
  readonly #key: `shadowSync.${string}.state`;
  #told: ListStateName | null = null;

  constructor(key: `shadowSync.${string}.state`) {
    this.#key = key;
  }

  /** Only what is new is told. */
  tell(state: ListStateName): void {
    if (this.#told === state) return;
    this.#told = state;
    void commands.executeCommand('setContext', this.#key, state);
  }
}
