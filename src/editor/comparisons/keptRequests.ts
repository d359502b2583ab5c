/** Requests of comparisons kept over reloads of the window and from one comparison to the next. */
import { EventEmitter } from 'vscode';
import type { Disposable, Event, Memento } from 'vscode';
import type { ComparisonRequest } from '../../comparison/comparisonRequest.ts';
import { readComparisonRequest } from '../../comparison/readComparisonRequest.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/** A database of one connection. */
export interface DatabaseAddress {
  readonly connectionId: string;
  readonly database: string;
}

/**
 * The last comparison of each database: naming rule, range, options, skips. The next one begins with them, and the tree
 * knows by them which tables are shadows.
 */
export class LastRequests implements Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<DatabaseAddress>();

  /** Fires when another comparison of a database is remembered. */
  readonly onDidChange: Event<DatabaseAddress> = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Null when this database was never compared, or what was kept can't be understood any more. */
  recall(address: DatabaseAddress): ComparisonRequest | null {
    const request = readKept(this.#memento.get(keyOf(address)));
    // A kept request of another database is no choice for this one.
    const isIts = request?.connection.id === address.connectionId && request.database === address.database;
    return isIts ? request : null;
  }

  /** Two tables put side by side say nothing about how the database's shadows are called: they are not remembered. */
  async remember(request: ComparisonRequest): Promise<void> {
    if (request.isByHand) return;
    const address = { connectionId: request.connection.id, database: request.database };
    const key = keyOf(address);
    if (JSON.stringify(this.#memento.get(key)) === JSON.stringify(request)) return;
    await this.#memento.update(key, request);
    this.#changed.fire(address);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function keyOf({ connectionId, database }: DatabaseAddress): string {
  return `shadowSync.lastComparison.${connectionId}.${database}`;
}

/** As many comparisons as anybody has open in one window, and some that were. */
const mostKept = 30;

const keptKey = 'shadowSync.comparisons';

/** The comparisons of one window by id, so that panels and documents find theirs again after a reload. */
export class WindowRequests {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  /** Null when it is not kept, or can't be understood any more. */
  recall(id: string): ComparisonRequest | null {
    return readKept(this.#all().find(([kept]) => kept === id)?.[1]);
  }

  async keep(id: string, request: ComparisonRequest): Promise<void> {
    const others = this.#all().filter(([kept]) => kept !== id);
    await this.#memento.update(keptKey, [[id, request], ...others].slice(0, mostKept));
  }

  #all(): [string, unknown][] {
    const kept: unknown = this.#memento.get(keptKey);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown): [string, unknown][] => {
      if (!Array.isArray(entry)) return [];
      const [id, request]: readonly unknown[] = entry as readonly unknown[];
      return typeof id === 'string' ? [[id, request]] : [];
    });
  }
}

function readKept(value: unknown): ComparisonRequest | null {
  if (value === undefined) return null;
  try {
    return readComparisonRequest(value);
  } catch (error) {
    // Written by another version: as good as nothing, and the user is asked again.
    if (ShadowSyncError.is(error, 'usage')) return null;
    throw error;
  }
}
