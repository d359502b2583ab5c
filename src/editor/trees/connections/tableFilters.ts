/** Which tables each database shows in the tree; kept for this workspace. */
import type { Memento } from 'vscode';
import type { DatabasePlace } from './databasePlace.ts';

const keyPrefix = 'shadowSync.tableFilter';

export class TableFilters {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** The text that was typed; empty for none. */
  get(place: DatabasePlace): string {
    const kept = this.#memento.get<unknown>(keyOf(place));
    return typeof kept === 'string' ? kept : '';
  }

  async set(place: DatabasePlace, text: string): Promise<void> {
    await this.#memento.update(keyOf(place), text.trim() === '' ? undefined : text.trim());
  }
}

function keyOf({ connectionId, database }: DatabasePlace): string {
  return `${keyPrefix}.${connectionId}.${database}`;
}
