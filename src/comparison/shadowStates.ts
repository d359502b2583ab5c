/** How the shadow of each source table stood when it was compared last: what trees show beside the tables. */
import { assertNever } from '../schema/assertNever.ts';
import { tableKey } from '../schema/tableName.ts';
import type { ResultKind } from '../shadow/analysis.ts';
import type { Compared } from './comparisonState.ts';
import { Listeners } from './listeners.ts';
import type { RunOutcomeKind, RunProgress } from './runProgress.ts';

/** `none`: it is not there. `changing`: a run works on it. */
export type ShadowState =
  'none' | 'consistent' | 'differs' | 'unsupported' | 'skipped' | 'failed' | 'changing';

export interface ShadowStanding {
  readonly state: ShadowState;
  readonly shadow: string;
  /** When it was read; milliseconds since 1970 UTC. */
  readonly readAt: number;
}

/** What changed: one database of one connection. */
export interface ChangedStandings {
  readonly connectionId: string;
  readonly database: string;
}

export class ShadowStates {
  readonly #databases = new Map<string, Map<string, Map<string, ShadowStanding>>>();
  readonly #listeners = new Listeners<ChangedStandings>();

  /** Told after each change; gives back what ends that. */
  onDidChange(listener: (changed: ChangedStandings) => void): () => void {
    return this.#listeners.add(listener);
  }

  /**
   * Takes over what a comparison found. Tables outside its range stand as they were. Tables that were put side by side by
   * hand say nothing about shadows.
   */
  take({ request, found, readAt }: Compared): void {
    if (request.isByHand) return;
    const { id: connectionId } = request.connection;
    const { database } = request;
    const tables = this.#tablesOf(connectionId, database);
    const skipped = new Set(request.skip);
    for (const { pair, result } of found.results) {
      const shadow = pair.shadow.table;
      const state = skipped.has(shadow) ? 'skipped' : stateOf(result);
      tables.set(pair.source.table, { state, shadow, readAt });
    }
    this.#listeners.tell({ connectionId, database });
  }

  /**
   * While a run goes on: what it works on, what it has brought in line, which it has read again then, and what it could not.
   * Tables that it left as they are, or has not come to, stand as they were compared.
   */
  follow({ request, found, readAt }: Compared, { tables: settled }: Pick<RunProgress, 'tables'>): void {
    if (request.isByHand || settled.size === 0) return;
    const { id: connectionId } = request.connection;
    const { database } = request;
    const tables = this.#tablesOf(connectionId, database);
    for (const { pair } of found.results) {
      const outcome = settled.get(tableKey(pair.shadow))?.outcome;
      const state = outcome === undefined ? null : stateInRun(outcome);
      if (state !== null) tables.set(pair.source.table, { state, shadow: pair.shadow.table, readAt });
    }
    this.#listeners.tell({ connectionId, database });
  }

  /** Null for a table that nobody compared. */
  of(connectionId: string, database: string, table: string): ShadowStanding | null {
    return this.#databases.get(connectionId)?.get(database)?.get(table) ?? null;
  }

  /** By source table; null for a database in which nobody compared. */
  ofDatabase(connectionId: string, database: string): ReadonlyMap<string, ShadowStanding> | null {
    return this.#databases.get(connectionId)?.get(database) ?? null;
  }

  /** The connection was edited or deleted: it may lead to another server now. */
  forget(connectionId: string): void {
    const databases = this.#databases.get(connectionId);
    this.#databases.delete(connectionId);
    for (const database of databases?.keys() ?? []) this.#listeners.tell({ connectionId, database });
  }

  #tablesOf(connectionId: string, database: string): Map<string, ShadowStanding> {
    const databases = this.#databases.get(connectionId) ?? new Map<string, Map<string, ShadowStanding>>();
    this.#databases.set(connectionId, databases);
    const tables = databases.get(database) ?? new Map<string, ShadowStanding>();
    databases.set(database, tables);
    return tables;
  }
}

function stateInRun(outcome: RunOutcomeKind): ShadowState | null {
  switch (outcome) {
    case 'running':
      return 'changing';
    case 'succeeded':
      return 'consistent';
    case 'failed':
    case 'unknown':
      return 'failed';
    case 'skipped':
      return null;
    default:
      return assertNever(outcome);
  }
}

function stateOf(result: ResultKind): ShadowState {
  switch (result) {
    case 'create':
      return 'none';
    case 'update':
      return 'differs';
    case 'consistent':
    case 'unsupported':
    case 'skipped':
    case 'failed':
      return result;
    default:
      return assertNever(result);
  }
}
