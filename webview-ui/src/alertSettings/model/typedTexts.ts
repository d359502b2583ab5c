import * as v from 'valibot';
import type { Memory, Transport } from '../../transport.ts';

const schema = v.object({
  typed: v.record(v.string(), v.string()),
  /** The channel whose message is being edited. */
  message: v.nullable(v.string()),
});

type Kept = v.InferOutput<typeof schema>;

/** What is being typed, by field, until it is kept: a long text outlives the panel's being hidden. */
export class TypedTexts {
  readonly #memory: Memory<Kept>;
  readonly #typed: Map<string, string>;
  #message: string | null;

  constructor(transport: Pick<Transport, 'memory'>) {
    this.#memory = transport.memory<Kept>(schema, { typed: {}, message: null });
    const { typed, message } = this.#memory.recalled;
    this.#typed = new Map(Object.entries(typed));
    this.#message = message;
  }

  get message(): string | null {
    return this.#message;
  }

  set message(channel: string | null) {
    this.#message = channel;
    this.#keep();
  }

  get(field: string): string | undefined {
    return this.#typed.get(field);
  }

  set(field: string, text: string): void {
    this.#typed.set(field, text);
    this.#keep();
  }

  /** It is kept elsewhere now; what was typed since then stays. */
  settle(field: string, text: string): void {
    if (this.#typed.get(field) !== text) return;
    this.#typed.delete(field);
    this.#keep();
  }

  /** Other values take their place. */
  forget(fields: readonly string[]): void {
    for (const field of fields) this.#typed.delete(field);
    this.#keep();
  }

  #keep(): void {
    this.#memory.keep({ typed: Object.fromEntries(this.#typed), message: this.#message });
  }
}
