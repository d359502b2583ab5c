/**
 * A model of an Oracle server's dictionary that statements change as the server would, as far as this project's statements
 * and those that tests make tables with go. It reads them through a grammar that others wrote, and shares no code with the
 * product but the types of the dictionary's rows. A statement that fails changes nothing.
 */
import type { OracleTableRows } from '../../../../src/schema/oracle/dictionary.ts';
import { ShadowSyncError } from '../../../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../../../src/schema/tableName.ts';
import type { TableName } from '../../../../src/schema/tableName.ts';
import type {
  IncomingKey,
  ListedTable,
  ReadTable,
  SchemaReader,
} from '../../../../src/shadow/schemaReader.ts';
import { parseOracle } from '../grammar.ts';
import type { SyntaxNode } from '../grammar.ts';
import { knownRejection, standInForNull } from '../knownRejections.ts';
import { dropIdentity, modifyColumns } from './alterColumns.ts';
import { alterTable } from './alterTable.ts';
import { createTable } from './createTable.ts';
import { columnNamed, implyNotNull, setIdentity } from './defineColumn.ts';
import { createIndex, dropIndex } from './indexes.ts';
import { OraError } from './oraError.ts';
import { changePartition, checkHashStorage } from './alterPartitions.ts';
import type { Schema } from './schema.ts';
import { saidStorage, setTableStorage } from './storage.ts';
import { demand, nameOf, namesOf, stringValue, tableNameOf } from './syntax.ts';
import { moveTable } from './tableOptions.ts';
import { rowsOf } from './tableState.ts';
import type { TableState } from './tableState.ts';

/** What tells one model from another. */
export interface OracleModelRequest {
  readonly databases: readonly string[];
  readonly maxNameBytes?: number;
  readonly isOceanBase?: boolean;
}

/** The name behind CREATE TABLE. */
function createdName(node: SyntaxNode): TableName {
  return {
    database: nameOf(demand(node, 'schema_name')),
    table: nameOf(demand(node, 'table_name')),
  };
}

/** MODIFY DEFAULT ATTRIBUTES, MODIFY PARTITION. */
function alterAttributes(node: SyntaxNode, form: string, state: TableState): void {
  if (state.partitioning === null) throw new OraError(14501, 'object is not partitioned');
  const said = saidStorage(node);
  checkHashStorage(said, state);
  if (form === 'attributes of partitions to come') setTableStorage(said, state);
  else changePartition(nameOf(demand(node, 'partition_name')), said, state);
}

function putNullBack(state: TableState): void {
  for (const partition of state.partitions)
    partition.highValue = partition.highValue?.replace(standInForNull, 'NULL') ?? null;
}

export class OracleModel implements SchemaReader {
  readonly #databases: ReadonlySet<string>;
  readonly #schema: Schema;
  #tables = new Map<string, TableState>();
  #number = 0;

  constructor({ databases, maxNameBytes = 128, isOceanBase = false }: OracleModelRequest) {
    this.#databases = new Set(databases);
    this.#schema = {
      maxNameBytes,
      isOceanBase,
      nextNumber: () => (this.#number += 1),
      table: (name) => this.#tables.get(tableKey(name)) ?? null,
      others: ({ database, table }) =>
        [...this.#tables.values()].filter(({ name }) => name.database !== database || name.table !== table),
    };
  }

  /** Runs one statement. Throws OraError for what the server refuses, and Error for what the model does not know. */
  execute(sql: string): void {
    const parsed = parseOracle(sql);
    if (parsed.kind === 'accepted') {
      const [statement] = parsed.statement.children;
      if (statement?.rule == null) throw new Error(`no statement: ${sql}`);
      this.#run(statement);
      return;
    }
    const known = knownRejection(sql);
    const standIn = known?.standIn?.(sql);
    const again = standIn === undefined ? null : parseOracle(standIn);
    if (known === null || again?.kind !== 'accepted')
      throw new Error(`the grammar rejects ${sql}\n  ${parsed.message}`);
    const [node] = again.statement.children;
    if (node?.rule == null) throw new Error(`no statement: ${sql}`);
    this.#runStandIn(node, known.name);
  }

  #runStandIn(node: SyntaxNode, form: string): void {
    switch (form) {
      case 'split list partition':
        this.#run(node);
        this.#change(tableNameOf(demand(node, 'tableview_name')), putNullBack);
        return;
      case 'NULL among the values of a list partition':
        this.#run(node);
        this.#change(createdName(node), putNullBack);
        return;
      case 'collation of a column that is there':
        this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
          modifyColumns(demand(node, 'add_column_clause'), state, this.#schema);
        });
        return;
      case 'move and update of indexes':
        this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
          moveTable(demand(node, 'move_table_clause'), state, true);
        });
        return;
      case 'attributes of partitions to come':
      case 'attributes of a partition':
        this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
          alterAttributes(demand(node, 'range_partition_desc'), form, state);
        });
        return;
      case 'default collation of a table that is there':
        this.#change(createdName(node), (state) => {
          state.table.defaultCollation = demand(node, 'collation_name').text.toUpperCase();
        });
        return;
      default:
        this.#alterIdentity(node, form);
    }
  }

  #run(node: SyntaxNode): void {
    switch (node.rule) {
      case 'create_table': {
        const state = createTable(node, this.#schema);
        if (!this.#databases.has(state.name.database))
          throw new OraError(1918, `user does not exist: ${state.name.database}`);
        this.#tables.set(tableKey(state.name), state);
        return;
      }
      case 'alter_table':
        this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
          alterTable(node, state, this.#schema);
        });
        return;
      case 'create_index':
        this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
          createIndex(node, state, this.#schema);
        });
        return;
      case 'drop_index':
        this.#dropIndex(tableNameOf(demand(node, 'index_name')));
        return;
      case 'comment_on_table':
      case 'comment_on_column':
        this.#comment(node);
        return;
      case 'drop_table':
        this.#dropTable(tableNameOf(demand(node, 'tableview_name')));
        return;
      default:
        throw new Error(`${node.rule}: ${node.text}`);
    }
  }

  /** Works on a copy, which takes the table's place when nothing was refused. */
  #change(name: TableName, work: (state: TableState) => void): void {
    const key = tableKey(name);
    const old = this.#tables.get(key);
    if (old === undefined) throw new OraError(942, `table or view does not exist: ${key}`);
    const draft = structuredClone(old);
    work(draft);
    this.#tables.set(key, draft);
  }

  #alterIdentity(node: SyntaxNode, what: string): void {
    this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
      const name = nameOf(demand(node, 'column_name'));
      if (what === 'drop identity') {
        dropIdentity(name, state);
        return;
      }
      if (columnNamed(state, name).identityColumn !== 'YES')
        throw new OraError(30673, 'column to be modified is not an identity column');
      setIdentity(demand(node, 'identity_clause'), name, state, this.#schema);
      implyNotNull(name, state, this.#schema);
    });
  }

  #dropIndex({ database, table: index }: TableName): void {
    const owner = [...this.#tables.values()].find(
      ({ name, indexes }) =>
        name.database === database && indexes.some(({ indexName }) => indexName === index),
    );
    if (owner === undefined) throw new OraError(1418, `specified index does not exist: ${index}`);
    this.#change(owner.name, (state) => {
      dropIndex(index, state);
    });
  }

  #comment(node: SyntaxNode): void {
    const text = stringValue(demand(node, 'quoted_string'));
    if (node.rule === 'comment_on_table') {
      this.#change(tableNameOf(demand(node, 'tableview_name')), (state) => {
        state.comment = text;
      });
      return;
    }
    const [database = '', table = '', column = ''] = namesOf(demand(node, 'column_name'));
    this.#change({ database, table }, (state) => {
      columnNamed(state, column);
      if (text === null) state.columnComments.delete(column);
      else state.columnComments.set(column, text);
    });
  }

  /** ORA-02449 where a foreign key of another table refers to it. */
  #dropTable(name: TableName): void {
    const key = tableKey(name);
    if (!this.#tables.has(key)) throw new OraError(942, `table or view does not exist: ${key}`);
    const children = this.#schema
      .others(name)
      .filter(({ constraints }) =>
        constraints.some(({ referenced }) => referenced !== null && tableKey(referenced.table) === key),
      );
    if (children.length > 0)
      throw new OraError(2449, 'unique/primary keys in table referenced by foreign keys');
    this.#tables.delete(key);
  }

  has(name: TableName): boolean {
    return this.#tables.has(tableKey(name));
  }

  /** What the views say of a table. Throws when there is none. */
  rows(name: TableName): OracleTableRows {
    const state = this.#tables.get(tableKey(name));
    if (state === undefined) throw new OraError(942, `table or view does not exist: ${tableKey(name)}`);
    return rowsOf(state, this.#schema.isOceanBase);
  }

  listTables(database: string): Promise<readonly ListedTable[]> {
    if (!this.#databases.has(database))
      return Promise.reject(new ShadowSyncError('unknown-database', `there is no schema ${database}`));
    const names = [...this.#tables.values()].map(({ name }) => name);
    return Promise.resolve(
      names
        .filter((name) => name.database === database)
        .sort((a, b) => (a.table < b.table ? -1 : 1))
        .map((name) => ({ name, kind: 'table' })),
    );
  }

  readTables(
    names: readonly TableName[],
    _signal: unknown,
    _onProgress?: unknown,
    digest?: (definition: unknown, name: TableName) => unknown,
  ): Promise<ReadonlyMap<string, ReadTable>> {
    const answer = names.map((name): [string, ReadTable] => {
      if (!this.#tables.has(tableKey(name))) return [tableKey(name), { kind: 'missing' }];
      const rows = this.rows(name);
      return [tableKey(name), { kind: 'read', definition: digest === undefined ? rows : digest(rows, name) }];
    });
    return Promise.resolve(new Map(answer));
  }

  readFacts(names: readonly TableName[]): ReturnType<SchemaReader['readFacts']> {
    const facts = { hasRows: false, estimatedRows: 0, dataBytes: 0 };
    return Promise.resolve(new Map(names.map((name) => [tableKey(name), facts])));
  }

  readTriggers(): Promise<ReadonlyMap<string, readonly string[]>> {
    return Promise.resolve(new Map());
  }

  readIncomingKeys(database: string): Promise<readonly IncomingKey[]> {
    const keys = [...this.#tables.values()].flatMap(({ name: child, constraints }) =>
      constraints.flatMap(({ constraintName, referenced }): readonly IncomingKey[] =>
        referenced === null
          ? []
          : [{ parent: referenced.table, child, constraint: constraintName, columns: referenced.columns }],
      ),
    );
    return Promise.resolve(keys.filter(({ parent }) => parent.database === database));
  }
}
