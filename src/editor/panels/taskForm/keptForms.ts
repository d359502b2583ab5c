/** The forms of one window that are open and what was typed in them, so that a reload loses none of it. */
import type { Memento } from 'vscode';
import { readKeptForm } from '../../tasks/form/keptDraft.ts';
import type { KeptForm } from '../../tasks/form/keptDraft.ts';

/** More forms than anybody has open; older ones are gone with their tabs. */
const mostKept = 20;

const key = 'shadowSync.taskForms';

export class KeptForms {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Null when it is not kept, or can't be understood any more. */
  recall(id: string): KeptForm | null {
    return readKeptForm(this.#all().find(([kept]) => kept === id)?.[1]);
  }

  async keep(id: string, form: KeptForm): Promise<void> {
    const others = this.#all().filter(([kept]) => kept !== id);
    await this.#memento.update(key, [[id, form], ...others].slice(0, mostKept));
  }

  async forget(id: string): Promise<void> {
    await this.#memento.update(
      key,
      this.#all().filter(([kept]) => kept !== id),
    );
  }

  #all(): (readonly [string, unknown])[] {
    const kept: unknown = this.#memento.get(key);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown): (readonly [string, unknown])[] => {
      if (!Array.isArray(entry)) return [];
      const [id, form]: readonly unknown[] = entry as readonly unknown[];
      return typeof id === 'string' ? [[id, form]] : [];
    });
  }
}
