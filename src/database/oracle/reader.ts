/** The port SchemaReader for Oracle's dictionary, whatever driver asks it. */
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { CancelSignal, ListedTable, ReadTable, SchemaReader } from '../../shadow/schemaReader.ts';
import { ask, grouped } from './dictionary/ask.ts';
import type { Asking } from './dictionary/ask.ts';
import { readCatalog } from './dictionary/catalog.ts';
import type { Catalog } from './dictionary/catalog.ts';
import { readRows } from './dictionary/readRows.ts';
import { tableRows } from './dictionary/tableRows.ts';
import * as views from './dictionary/views.ts';
import { listObjects } from './listObjects.ts';
import { readIncomingKeys } from './readIncomingKeys.ts';
import type { ReadingSessions } from './readingSessions.ts';
import { readTableFacts } from './readTableFacts.ts';

type Digest = (definition: unknown, name: TableName) => unknown;

/** Of one owner in one question: lists of more are refused (ORA-01795). */
const tablesPerBatch = 1000;

/** Makes a reader on connections that the caller opened and closes. */
export function makeReader(sessions: ReadingSessions): SchemaReader {
  return new DictionaryReader(sessions);
}

class DictionaryReader implements SchemaReader {
  readonly #sessions: ReadingSessions;
  #catalog: Catalog | null = null;

  constructor(sessions: ReadingSessions) {
    this.#sessions = sessions;
  }

  async listTables(database: string, signal: CancelSignal): Promise<readonly ListedTable[]> {
    return await this.#asking(signal, (asking) => listObjects(asking, database));
  }

  async readTables(
    names: readonly TableName[],
    signal: CancelSignal,
    onProgress: (done: number, of: number) => void = () => undefined,
    digest: Digest = (definition) => definition,
  ): Promise<ReadonlyMap<string, ReadTable>> {
    const found = new Map<string, ReadTable>();
    const unique = [...new Map(names.map((name) => [tableKey(name), name])).values()];
    await this.#asking(signal, async (asking) => {
      for (const batch of batches(unique)) {
        const [{ database } = { database: '' }] = batch;
        const rows = await readRows(asking, database, padded(batch.map(({ table }) => table)));
        for (const name of batch)
          found.set(
            tableKey(name),
            definitionOf(name, () => tableRows(rows, name), digest),
          );
        onProgress(found.size, unique.length);
      }
    });
    return found;
  }

  async readFacts(names: readonly TableName[], signal: CancelSignal): ReturnType<SchemaReader['readFacts']> {
    return await this.#asking(signal, (asking) => readTableFacts(asking, names));
  }

  async readTriggers(
    database: string,
    signal: CancelSignal,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.#asking(signal, (asking) =>
      ask(
        asking,
        views.triggers,
        (bind) =>
          `TABLE_OWNER = ${bind(database)} AND TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, TRIGGER_NAME`,
      ),
    );
    const triggers = grouped(rows, (row) => row.name('TABLE_NAME'));
    return new Map([...triggers].map(([table, own]) => [table, own.map((row) => row.name('TRIGGER_NAME'))]));
  }

  async readIncomingKeys(
    database: string,
    // The views show every schema that the account may see; these are among them.
    _alsoIn: readonly string[],
    signal: CancelSignal,
  ): ReturnType<SchemaReader['readIncomingKeys']> {
    return await this.#asking(signal, (asking) => readIncomingKeys(asking, database));
  }

  async #asking<T>(signal: CancelSignal, work: (asking: Asking) => Promise<T>): Promise<T> {
    return await this.#sessions.with(signal, async (source) => {
      this.#catalog ??= await readCatalog(source, { signal });
      return await work({ source, catalog: this.#catalog, limits: { signal } });
    });
  }
}

/** What a table alone makes impossible is its own failure and nobody else's. */
function definitionOf(name: TableName, read: () => unknown, digest: Digest): ReadTable {
  try {
    const rows = read();
    return rows === null ? { kind: 'missing' } : { kind: 'read', definition: digest(rows, name) };
  } catch (error) {
    if (!ShadowSyncError.is(error, 'protocol')) throw error;
    return { kind: 'failed', reason: error.message, saidReason: error.said };
  }
}

function batches(names: readonly TableName[]): readonly (readonly TableName[])[] {
  const owners = [...new Set(names.map(({ database }) => database))];
  return owners.flatMap((owner) => {
    const own = names.filter(({ database }) => database === owner);
    return Array.from({ length: Math.ceil(own.length / tablesPerBatch) }, (_, i) =>
      own.slice(i * tablesPerBatch, (i + 1) * tablesPerBatch),
    );
  });
}

/** Lists of a few lengths only, filled up with their last name: the server keeps each text of a question it was asked. */
function padded(names: readonly string[]): readonly string[] {
  const length = [1, 8, 64, 256].find((size) => size >= names.length) ?? tablesPerBatch;
  const last = names.at(-1);
  if (last === undefined) return names;
  return [...names, ...Array.from({ length: length - names.length }, () => last)];
}
