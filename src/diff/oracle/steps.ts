/** The statements that turn one table into another, each with what the table is before and after it. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { ForeignKey, Index, OracleTable, UniqueKey } from '../../schema/oracle/model.ts';
import { printCheck, printForeignKey, printKey } from '../../schema/oracle/print/printConstraint.ts';
import { printCreateIndex } from '../../schema/oracle/print/printIndex.ts';
import {
  printColumnComment,
  printCreateTable,
  printTableComment,
} from '../../schema/oracle/print/printTable.ts';
import { quoteIdentifier, quoteIdentifiers, quoteTable } from '../../schema/oracle/quote.ts';
import { isOceanBase } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { Step, StepRequest } from '../dialect.ts';
import {
  addColumns,
  commentColumns,
  dropColumns,
  modifyColumns,
  modifyStorage,
  orderColumns,
} from './alterColumns.ts';
import { alterOptions } from './alterOptions.ts';
import { moveTable } from './moveTable.ts';
import { partitionChange } from './partitionChanges.ts';
import { stuckReference } from './refusals.ts';
import { releasedForeignKeys } from './releases.ts';
import { StepChain } from './stepChain.ts';
import { tableChanges } from './tableChanges.ts';
import type { TableChanges } from './tableChanges.ts';

type OracleStep = Step<OracleTable>;

/** See `Dialect.steps`. `from` null: nothing is there. */
export function oracleSteps(
  from: OracleTable | null,
  to: OracleTable,
  request: StepRequest,
  facts: OracleServerFacts,
): readonly OracleStep[] {
  return from === null ? creation(to, request, facts) : alteration(from, to, request, facts);
}

/** The statement that takes a created table away again; the recycle bin keeps it where there is one. */
export function dropStep(table: OracleTable): OracleStep {
  return { sql: `DROP TABLE ${quoteTable(table.name)}`, before: table, after: null, phase: 'build' };
}

/** The foreign key by which a table is partitioned has to be there from the beginning. */
function creation(to: OracleTable, request: StepRequest, facts: OracleServerFacts): readonly OracleStep[] {
  const later = to.foreignKeys.filter(
    ({ name, referenced }) =>
      tableKey(referenced) !== tableKey(to.name) &&
      request.absent(referenced) &&
      name !== to.partitioning?.reference,
  );
  const created: OracleTable = {
    ...to,
    columns: to.columns.map((column) => ({ ...column, comment: null })),
    foreignKeys: to.foreignKeys.filter((key) => !later.includes(key)),
    indexes: [],
    comment: null,
  };
  const chain = new StepChain(created);
  const asSaid = isOceanBase(facts) ? created : withOwnIndexes(created);
  const sql = printCreateTable(asSaid, facts, created.foreignKeys);
  addIndexes(chain, to.indexes);
  comment(chain, to);
  addForeignKeys(chain, later);
  return [{ sql, before: null, after: created, phase: 'build' }, ...chain.steps];
}

/** What stands in the way goes first; then columns, options, partitions and comments; then what stands on them. */
function alteration(
  from: OracleTable,
  to: OracleTable,
  request: StepRequest,
  facts: OracleServerFacts,
): readonly OracleStep[] {
  const released = new Set([...request.release, ...releasedForeignKeys(from, to, from)]);
  const changes = tableChanges(from, to, released);
  // ORA-14654; a change of the parent may need it too, which is found out here and nowhere else.
  if (changes.foreignKeys.removed.some(({ name }) => name === from.partitioning?.reference))
    throw new ShadowSyncError('statement', stuckReference);
  const chain = new StepChain(from);
  for (const { name } of changes.foreignKeys.removed) {
    const foreignKeys = chain.table.foreignKeys.filter((key) => key.name !== name);
    chain.add('release', `ALTER TABLE ${quoteTable(from.name)} DROP CONSTRAINT ${quoteIdentifier(name)}`, {
      foreignKeys,
    });
  }
  dropConstraints(chain, changes, facts);
  dropColumns(chain, changes.columns);
  modifyColumns(chain, changes.columns, to);
  addColumns(chain, changes.columns, facts);
  orderColumns(chain, to);
  moveTable(chain, to, facts);
  alterOptions(chain, to);
  modifyStorage(chain, to);
  changePartitions(chain, to, facts);
  comment(chain, to);
  addConstraints(chain, changes, facts);
  addForeignKeys(chain, changes.foreignKeys.added);
  return chain.steps;
}

function dropConstraints(chain: StepChain, changes: TableChanges, facts: OracleServerFacts): void {
  for (const { name } of changes.checks.removed)
    chain.alter(`DROP CONSTRAINT ${quoteIdentifier(name)}`, {
      checks: chain.table.checks.filter((check) => check.name !== name),
    });
  for (const key of changes.uniqueKeys.removed)
    chain.alter(dropKey(key, `UNIQUE (${quoteIdentifiers(key.columns)})`, facts), {
      uniqueKeys: chain.table.uniqueKeys.filter(({ name }) => name !== key.name),
    });
  for (const key of changes.primaryKey.removed)
    chain.alter(dropKey(key, 'PRIMARY KEY', facts), { primaryKey: null });
  for (const { name } of changes.indexes.removed)
    chain.add('build', `DROP INDEX ${quoteTable({ database: chain.table.name.database, table: name })}`, {
      indexes: chain.table.indexes.filter((index) => index.name !== name),
    });
}

/** Without DROP INDEX an index that was there before the key would stay. A disabled key has none; OceanBase's goes with it. */
function dropKey({ name, state }: UniqueKey, what: string, facts: OracleServerFacts): string {
  if (isOceanBase(facts)) return `DROP CONSTRAINT ${quoteIdentifier(name)}`;
  return state.isEnabled ? `DROP ${what} DROP INDEX` : `DROP ${what}`;
}

/**
 * Keys come before indexes: Oracle serves a key by an index that is there, and would not make its own. OceanBase's keys have
 * their own in any case, and its grammar has no USING INDEX (CREATE …).
 */
function addConstraints(chain: StepChain, changes: TableChanges, facts: OracleServerFacts): void {
  const { name } = chain.table;
  const own = (key: UniqueKey): UniqueKey => (isOceanBase(facts) ? key : guarded(key, chain.table));
  for (const key of changes.primaryKey.added)
    chain.alter(`ADD ${printKey(own(key), 'PRIMARY KEY', name)}`, { primaryKey: key });
  for (const key of changes.uniqueKeys.added)
    chain.alter(`ADD ${printKey(own(key), 'UNIQUE', name)}`, {
      uniqueKeys: [...chain.table.uniqueKeys, key],
    });
  for (const check of changes.checks.added)
    chain.alter(`ADD ${printCheck(check)}`, { checks: [...chain.table.checks, check] });
  addIndexes(chain, changes.indexes.added);
}

/** The keys as CREATE TABLE has to say them, each beside those in front of it. */
function withOwnIndexes(table: OracleTable): OracleTable {
  const uniqueKeys: UniqueKey[] = [];
  for (const key of table.uniqueKeys) uniqueKeys.push(guarded(key, { ...table, uniqueKeys }));
  return { ...table, uniqueKeys };
}

/**
 * The server serves a key by an index that is there and begins with the key's columns. Where there is one, of another key
 * too, the key's own index is asked for by name; the dictionary then says the same as of one that the server made.
 */
function guarded(key: UniqueKey, { indexes, primaryKey, uniqueKeys }: OracleTable): UniqueKey {
  if (key.index !== null || !key.state.isEnabled) return key;
  const beginsWith = (columns: readonly (string | null)[]): boolean =>
    key.columns.every((_, i) => key.columns.includes(columns[i] ?? ''));
  const others = [...(primaryKey === null ? [] : [primaryKey]), ...uniqueKeys];
  const isServed =
    indexes.some(({ parts }) =>
      beginsWith(parts.map((part) => (part.key.kind === 'column' ? part.key.name : null))),
    ) || others.some(({ columns }) => beginsWith(columns));
  if (!isServed) return key;
  const index: Index = {
    name: key.name,
    kind: key.state.deferrable === null ? 'UNIQUE' : null,
    parts: key.columns.map((name) => ({ key: { kind: 'column', name }, isDescending: false })),
    isReverse: false,
    isInvisible: false,
    compress: null,
    isPartial: false,
    partitioning: null,
  };
  return { ...key, index };
}

function addIndexes(chain: StepChain, indexes: readonly Index[]): void {
  for (const index of indexes)
    chain.add('build', printCreateIndex(index, chain.table.name), {
      indexes: [...chain.table.indexes, index],
    });
}

function addForeignKeys(chain: StepChain, keys: readonly ForeignKey[]): void {
  for (const key of keys)
    chain.add('connect', `ALTER TABLE ${quoteTable(chain.table.name)} ADD ${printForeignKey(key)}`, {
      foreignKeys: [...chain.table.foreignKeys, key],
    });
}

function changePartitions(chain: StepChain, to: OracleTable, facts: OracleServerFacts): void {
  const { partitioning, options } = chain.table;
  // Which foreign key a table is partitioned by is compared with the foreign keys.
  const change = partitionChange(partitioning, withReference(to, partitioning), options, facts);
  if (change.kind === 'impossible' || essence(partitioning) === essence(to.partitioning)) return;
  for (const { clause, after } of change.operations) chain.alter(clause, { partitioning: after });
}

function withReference(
  { partitioning }: OracleTable,
  now: OracleTable['partitioning'],
): OracleTable['partitioning'] {
  if (partitioning?.reference == null) return partitioning;
  return { ...partitioning, reference: now?.reference ?? partitioning.reference };
}

function comment(chain: StepChain, to: OracleTable): void {
  if (chain.table.comment !== to.comment)
    chain.add('build', printTableComment(to.name, to.comment), { comment: to.comment });
  commentColumns(chain, to, printColumnComment);
}
