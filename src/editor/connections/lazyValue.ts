/** A value that is fetched when somebody first wants it, and kept until it is reset. Without `vscode`. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

export type LazyState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Attempt<T> {
  readonly abort: AbortController;
  readonly outcome: Promise<LazyState<T>>;
}

export class LazyValue<T> {
  readonly #fetch: (signal: AbortSignal) => Promise<T>;
  readonly #onChange: () => void;
  #state: LazyState<T> = { kind: 'idle' };
  #attempt: Attempt<T> | null = null;

  /** `onChange` is told when the state becomes another one, not for what `reset` does. */
  constructor(fetch: (signal: AbortSignal) => Promise<T>, onChange: () => void) {
    this.#fetch = fetch;
    this.#onChange = onChange;
  }

  get state(): LazyState<T> {
    return this.#state;
  }

  /** The value when it is there. */
  get value(): T | null {
    return this.#state.kind === 'loaded' ? this.#state.value : null;
  }

  /** The outcome: `loaded` or `failed`. All who ask while it is fetched share the attempt. Never throws. */
  async load(): Promise<LazyState<T>> {
    if (this.#state.kind === 'loaded' || this.#state.kind === 'failed') return this.#state;
    this.#attempt ??= this.#begin();
    return await this.#attempt.outcome;
  }

  /** The outcome where it comes soon, else `loading`: for those who have something to show meanwhile. Never throws. */
  async loadSoon(patienceMs: number): Promise<LazyState<T>> {
    let timer: NodeJS.Timeout | undefined;
    const later = new Promise<LazyState<T>>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'loading' }), patienceMs);
    });
    try {
      return await Promise.race([this.load(), later]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stops fetching; the state says so. */
  cancel(): void {
    this.#attempt?.abort.abort();
  }

  /** Forgets the value and stops fetching; the next one who asks begins anew. */
  reset(): void {
    this.#attempt?.abort.abort();
    this.#attempt = null;
    this.#state = { kind: 'idle' };
  }

  #begin(): Attempt<T> {
    const abort = new AbortController();
    this.#state = { kind: 'loading' };
    const attempt: Attempt<T> = { abort, outcome: this.#run(abort.signal, () => this.#attempt === attempt) };
    queueMicrotask(this.#onChange);
    return attempt;
  }

  async #run(signal: AbortSignal, isWanted: () => boolean): Promise<LazyState<T>> {
    const outcome = await this.#settle(signal);
    // After a reset the answer is late, and belongs to nobody but those who still wait for it.
    if (!isWanted()) return outcome;
    this.#attempt = null;
    this.#state = outcome;
    this.#onChange();
    return outcome;
  }

  async #settle(signal: AbortSignal): Promise<LazyState<T>> {
    try {
      const value = await this.#fetch(signal);
      if (!signal.aborted) return { kind: 'loaded', value };
      return { kind: 'failed', error: new ShadowSyncError('cancelled', phrase`It was cancelled.`) };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}
