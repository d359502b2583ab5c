/** A server in memory for the toy dialect: reads, runs its SQL, and refuses what real servers refuse about foreign keys. */
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import type { TableName } from '../../src/schema/tableName.ts';
import type {
  HeldConstraint,
  IncomingKey,
  ListedTable,
  ReadTable,
  SchemaReader,
} from '../../src/shadow/schemaReader.ts';
import type { ToyColumn, ToyDefinition, ToyForeignKey } from './toyDialect.ts';

interface Stored extends ToyDefinition {
  readonly name: TableName;
}

export class ToyServer implements SchemaReader {
  readonly #tables = new Map<string, Stored>();
  readonly #others: ListedTable[] = [];
  readonly #databases = new Set<string>();
  readonly #triggers = new Map<string, readonly string[]>();
  readonly #broken = new Map<string, ReadTable>();
  /** Every call, for tests that count what was asked. */
  readonly calls: { readonly method: string; readonly names: readonly TableName[] }[] = [];
  /** Every statement that was run. */
  readonly log: string[] = [];

  database(name: string): this {
    this.#databases.add(name);
    return this;
  }

  /** Columns as `name type`, foreign keys as `column -> parent` (or `column -> database.parent`). */
  table(
    database: string,
    table: string,
    columns: readonly string[],
    keys: readonly string[] = [],
    engine = 'SOLID',
  ): this {
    this.database(database);
    const name = { database, table };
    const foreignKeys = keys.map((key, index): ToyForeignKey => {
      const [column = '', target = ''] = key.split(' -> ');
      const dot = target.indexOf('.');
      const parent =
        dot < 0
          ? { database, table: target }
          : { database: target.slice(0, dot), table: target.slice(dot + 1) };
      return { name: `${table}_ibfk_${index + 1}`, column, parent };
    });
    this.put({ name, columns: columns.map(columnOf), foreignKeys, engine });
    return this;
  }

  put(table: Stored): void {
    this.#databases.add(table.name.database);
    this.#tables.set(tableKey(table.name), table);
  }

  remove(database: string, table: string): void {
    this.#tables.delete(tableKey({ database, table }));
  }

  other(database: string, table: string, kind: 'view' | 'sequence' | 'other'): this {
    this.database(database);
    this.#others.push({ name: { database, table }, kind });
    return this;
  }

  triggers(table: string, names: readonly string[]): this {
    this.#triggers.set(table, names);
    return this;
  }

  /** Lets reading this table fail or find nothing. */
  breakRead(database: string, table: string, answer: ReadTable): this {
    this.#broken.set(tableKey({ database, table }), answer);
    return this;
  }

  listTables(database: string): Promise<readonly ListedTable[]> {
    this.calls.push({ method: 'listTables', names: [{ database, table: '' }] });
    if (!this.#databases.has(database)) {
      return Promise.reject(new ShadowSyncError('unknown-database', `there is no database ${database}`));
    }
    const tables = [...this.#tables.values()].map(({ name }): ListedTable => ({ name, kind: 'table' }));
    return Promise.resolve([...tables, ...this.#others].filter(({ name }) => name.database === database));
  }

  readTables(
    names: readonly TableName[],
    _signal: unknown,
    onProgress?: (done: number, of: number) => void,
  ): Promise<ReadonlyMap<string, ReadTable>> {
    this.calls.push({ method: 'readTables', names });
    const answer = new Map<string, ReadTable>();
    for (const name of names) {
      const key = tableKey(name);
      const stored = this.#tables.get(key);
      answer.set(key, this.#broken.get(key) ?? (stored === undefined ? { kind: 'missing' } : read(stored)));
    }
    onProgress?.(names.length, names.length);
    return Promise.resolve(answer);
  }

  readFacts(names: readonly TableName[]): ReturnType<SchemaReader['readFacts']> {
    this.calls.push({ method: 'readFacts', names });
    const facts = { hasRows: true, estimatedRows: 3, dataBytes: 16384 };
    return Promise.resolve(new Map(names.map((name) => [tableKey(name), facts])));
  }

  readIncomingKeys(database: string): Promise<readonly IncomingKey[]> {
    this.calls.push({ method: 'readIncomingKeys', names: [{ database, table: '' }] });
    const keys = [...this.#tables.values()].flatMap(({ name: child, foreignKeys }) =>
      foreignKeys.map(({ name, parent }) => ({ parent, child, constraint: name, columns: ['id'] })),
    );
    return Promise.resolve(keys.filter(({ parent }) => parent.database === database));
  }

  readConstraintNames(database: string): Promise<readonly HeldConstraint[]> {
    this.calls.push({ method: 'readConstraintNames', names: [{ database, table: '' }] });
    const held = [...this.#tables.values()].flatMap(({ name: table, foreignKeys }) =>
      foreignKeys.map(({ name }) => ({ table, constraint: name })),
    );
    return Promise.resolve(held.filter(({ table }) => table.database === database));
  }

  readTriggers(database: string): Promise<ReadonlyMap<string, readonly string[]>> {
    this.calls.push({ method: 'readTriggers', names: [{ database, table: '' }] });
    return Promise.resolve(this.#triggers);
  }

  /** Runs one statement of the toy dialect. Throws what a server would refuse. */
  execute(sql: string): void {
    const [, verb = '', database = '', table = '', what = '', body = 'null'] =
      /^(CREATE|ALTER|DROP) TABLE ("(?:[^"\\]|\\.)*")\.("(?:[^"\\]|\\.)*") ?([A-Z ]*)(.*)$/s.exec(sql) ?? [];
    const name = { database: JSON.parse(database) as string, table: JSON.parse(table) as string };
    const stored = this.#tables.get(tableKey(name));
    if ((verb === 'CREATE') === (stored !== undefined))
      throw new Error(`${verb}: ${name.table} exists or not`);
    const next = verb === 'DROP' ? null : changed(stored, name, what.trim(), JSON.parse(body || 'null'));
    this.#check(name, next);
    if (next === null) this.#tables.delete(tableKey(name));
    else this.#tables.set(tableKey(name), next);
    this.log.push(sql);
  }

  /** The whole state, for comparing before and after. Names of foreign keys don't count, as in the dialect. */
  snapshot(): ReadonlyMap<string, string> {
    const entries = [...this.#tables].map(([key, { columns, foreignKeys, engine }]): [string, string] => [
      key,
      JSON.stringify([
        columns,
        foreignKeys.map(({ column, parent }) => [column, tableKey(parent)].join()).sort(),
        engine,
      ]),
    ]);
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** After `name` becomes `next`: every foreign key has its parent, equal types, and a name of its own in the database. */
  #check(name: TableName, next: Stored | null): void {
    const after = new Map(this.#tables);
    if (next === null) after.delete(tableKey(name));
    else after.set(tableKey(name), next);
    const before = this.#tables.get(tableKey(name));
    for (const child of after.values()) {
      for (const key of child.foreignKeys) {
        const parent = after.get(tableKey(key.parent));
        const isConcerned =
          tableKey(child.name) === tableKey(name) || tableKey(key.parent) === tableKey(name);
        if (!isConcerned) continue;
        if (parent === undefined) throw new Error(`1824: ${key.name} has no parent ${key.parent.table}`);
        if (typeOf(parent, 'id') !== typeOf(child, key.column))
          throw new Error(`1832/3780: types of ${key.name} differ`);
        if (
          before?.foreignKeys.includes(key) === true &&
          typeOf(before, key.column) !== typeOf(child, key.column)
        ) {
          throw new Error(`1832: ${key.name} stands in the way`);
        }
      }
    }
    const used = [...after.values()]
      .filter((table) => table.name.database === name.database)
      .flatMap((table) => table.foreignKeys.map((key) => key.name));
    if (new Set(used).size !== used.length)
      throw new Error(`1826: duplicate foreign key name in ${used.join()}`);
  }
}

function changed(stored: Stored | undefined, name: TableName, what: string, value: unknown): Stored {
  if (stored === undefined) return { ...(value as ToyDefinition), name };
  switch (what) {
    case 'DROP FOREIGN KEY': {
      const gone = value as readonly string[];
      if (!gone.every((key) => stored.foreignKeys.some((there) => there.name === key)))
        throw new Error('1091');
      return { ...stored, foreignKeys: stored.foreignKeys.filter((key) => !gone.includes(key.name)) };
    }
    case 'ADD FOREIGN KEY':
      return { ...stored, foreignKeys: [...stored.foreignKeys, ...(value as readonly ToyForeignKey[])] };
    case 'BECOME':
      return { ...stored, ...(value as Pick<ToyDefinition, 'columns' | 'engine'>) };
    default:
      throw new Error(`1064: ${what}`);
  }
}

function read({ columns, foreignKeys, engine }: Stored): ReadTable {
  return { kind: 'read', definition: { columns, foreignKeys, engine } };
}

function typeOf(table: Stored, column: string): string | undefined {
  return table.columns.find(({ name }) => name === column)?.type;
}

function columnOf(text: string): ToyColumn {
  const [name = '', type = 'int', comment] = text.split(' ');
  return comment === undefined ? { name, type } : { name, type, comment };
}
