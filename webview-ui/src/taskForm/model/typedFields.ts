import type { TaskFormChange, TaskFormFields } from '../../../../src/protocol/taskForm.ts';

type Field = TaskFormChange['field'];
type Value = TaskFormChange['value'];

interface Typed {
  readonly value: Value;
  /** Grows with each change; only the last one of a field counts. */
  readonly turn: number;
  /** The state of this revision has it; null until the editor answered. */
  readonly revision: number | null;
}

/**
 * What was typed and the editor's state does not show yet. Typing is felt at once however long the answer takes, and a
 * state that was sent before it never takes a letter away again.
 */
export class TypedFields {
  readonly #typed = new Map<Field, Typed>();
  #turn = 0;

  /** Gives the turn of this change, for `heard`. */
  type({ field, value }: TaskFormChange): number {
    this.#turn += 1;
    this.#typed.set(field, { value, turn: this.#turn, revision: null });
    return this.#turn;
  }

  heard(field: Field, turn: number, revision: number): void {
    const typed = this.#typed.get(field);
    if (typed?.turn === turn) this.#typed.set(field, { ...typed, revision });
  }

  /** The editor refused: its state holds again. */
  withdraw(field: Field): void {
    this.#typed.delete(field);
  }

  /** A state has come. */
  settle(revision: number): void {
    for (const [field, typed] of [...this.#typed]) {
      if (typed.revision !== null && typed.revision <= revision) this.#typed.delete(field);
    }
  }

  /** The fields as they are to be shown. */
  over(fields: TaskFormFields): TaskFormFields {
    if (this.#typed.size === 0) return fields;
    return { ...fields, ...Object.fromEntries([...this.#typed].map(([field, { value }]) => [field, value])) };
  }
}
