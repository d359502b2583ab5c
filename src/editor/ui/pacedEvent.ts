/** An event that comes at most once per interval, the last one never lost: for what is made anew as a whole each time. */
import { EventEmitter } from 'vscode';
import type { Disposable, Event } from 'vscode';
import { atMostEvery } from './atMostEvery.ts';

export class PacedEvent implements Disposable {
  readonly #emitter = new EventEmitter<void>();
  readonly #end: () => void;
  readonly event: Event<void> = this.#emitter.event;

  constructor(source: Event<unknown>, intervalMs: number) {
    const fire = atMostEvery(intervalMs, () => this.#emitter.fire());
    const heard = source(() => fire());
    this.#end = () => {
      heard.dispose();
      fire.stop();
    };
  }

  dispose(): void {
    this.#end();
    this.#emitter.dispose();
  }
}
