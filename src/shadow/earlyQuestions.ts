/**
 * What must be known of shadows that seem to differ, asked for while other tables are still read: rows and sizes, because the
 * server has their tables open just then (asked afterwards, it opens them anew, which was a quarter of an analysis of 5,000
 * pairs on MariaDB 10.11), and the foreign keys that point into the shadow database, because they are two round trips that
 * cost nothing beside the reading.
 */
import type { TableFacts } from '../diff/finding.ts';
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { CancelSignal, IncomingKey, SchemaReader } from './schemaReader.ts';

/** A question is about so many tables; a driver may ask in smaller ones. */
const tablesPerQuestion = 100;

type Reader = Pick<SchemaReader, 'readFacts' | 'glanceIncomingKeys'>;

export class EarlyQuestions {
  readonly #reader: Reader;
  readonly #shadowDatabase: string;
  readonly #signal: CancelSignal;
  readonly #facts = new Map<string, TableFacts>();
  #incomingKeys: Promise<readonly IncomingKey[] | null> | null = null;
  #waiting: TableName[] = [];
  /** One question after the other: they share a connection with what was asked before them. */
  #asked: Promise<void>;

  constructor(
    reader: Reader,
    shadowDatabase: string,
    signal: CancelSignal,
    before: Promise<unknown> = Promise.resolve(),
  ) {
    this.#reader = reader;
    this.#shadowDatabase = shadowDatabase;
    this.#signal = signal;
    this.#asked = before.then(() => undefined);
    // Whoever waits for the facts hears of it; nobody may.
    this.#asked.catch(() => undefined);
  }

  /** Notes a shadow that seems to differ. */
  note(shadow: TableName): void {
    this.#incomingKeys ??= this.#glance();
    this.#waiting.push(shadow);
    if (this.#waiting.length >= tablesPerQuestion) this.ask();
  }

  /** Asks for the facts of those that were noted and not asked for. */
  ask(): void {
    const names = this.#waiting;
    this.#waiting = [];
    if (names.length === 0) return;
    this.#asked = this.#asked.then(async () => {
      for (const [key, facts] of await this.#reader.readFacts(names, this.#signal))
        this.#facts.set(key, facts);
    });
    this.#asked.catch(() => undefined);
  }

  /** The facts of these, asking for those of them that nobody had noted. Throws what asking threw. */
  async factsOf(shadows: readonly TableName[]): Promise<ReadonlyMap<string, TableFacts>> {
    this.ask();
    await this.#asked;
    for (const shadow of shadows) if (!this.#facts.has(tableKey(shadow))) this.#waiting.push(shadow);
    this.ask();
    await this.#asked;
    return this.#facts;
  }

  /** The foreign keys that point into the shadow database; null when they are still to be asked for. Never throws. */
  async incomingKeys(): Promise<readonly IncomingKey[] | null> {
    return await this.#incomingKeys;
  }

  #glance(): Promise<readonly IncomingKey[] | null> {
    const glance = this.#asked.then(
      async () => (await this.#reader.glanceIncomingKeys?.(this.#shadowDatabase, this.#signal)) ?? null,
    );
    // What went wrong shows when they are asked for in earnest, if anybody does.
    const found = glance.catch(() => null);
    this.#asked = this.#asked.then(() => found).then(() => undefined);
    this.#asked.catch(() => undefined);
    return found;
  }
}
