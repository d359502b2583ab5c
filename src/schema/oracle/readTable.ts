/** Right or refused (reliability.md R2): from the dictionary's rows to the normalised model, or to the reason why not. */
import type { Parsed } from '../tableModel.ts';
import type { TableName } from '../tableName.ts';
import { phrase, reasoned } from '../phrase.ts';
import type { OracleTableRows } from './dictionary.ts';
import { dumpRows } from './dumpRows.ts';
import type { OracleTable } from './model.ts';
import { readColumn, userColumns } from './read/readColumns.ts';
import { readConstraints } from './read/readConstraints.ts';
import { readIndexes } from './read/readIndexes.ts';
import { readOptions, readOrganization, readTemporary, refuseRoles } from './read/readOptions.ts';
import { readPartitioning } from './read/readPartitioning.ts';
import { ReadRefusal } from './read/readRefusal.ts';
import { isOceanBase } from './serverFacts.ts';
import type { OracleServerFacts } from './serverFacts.ts';

/** Narrows what came through the port. */
export function isOracleRows(value: unknown): value is OracleTableRows {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'oracle-rows';
}

/** `name` is the table that was asked for. Never throws for what the rows hold. */
export function readTable(
  rows: OracleTableRows,
  name: TableName,
  facts: Pick<OracleServerFacts, 'dialect'>,
): Parsed<OracleTable> {
  try {
    if (rows.name.database !== name.database || rows.name.table !== name.table)
      throw new ReadRefusal(phrase`the server answered with the table ${JSON.stringify(rows.name.table)}`);
    return { kind: 'table', table: tableOf(isOceanBase(facts) ? withoutStorage(rows) : rows) };
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    return { kind: 'unsupported', ...reasoned(error.said), serverText: dumpRows(rows), printedText: null };
  }
}

function tableOf(rows: OracleTableRows): OracleTable {
  refuseRoles(rows);
  const columnRows = userColumns(rows.columns);
  const names = new Set(columnRows.map(({ columnName }) => columnName));
  const { indexes, indexOf } = readIndexes(rows, names);
  const { notNulls, ...constraints } = readConstraints(rows, names, indexOf);
  return {
    name: rows.name,
    columns: columnRows.map((row) => readColumn(row, { rows, names, notNulls })),
    ...constraints,
    indexes,
    partitioning: readPartitioning(rows),
    comment: rows.comment,
    temporary: readTemporary(rows),
    organization: readOrganization(rows, columnRows),
    options: readOptions(rows),
    isReadOnly: rows.table.readOnly === 'YES',
  };
}

/** OceanBase's tablespaces are for encryption, its compression has methods of its own, and no clause of Oracle's means them. */
function withoutStorage(rows: OracleTableRows): OracleTableRows {
  const nothing = { tablespaceName: null, compression: null, compressFor: null, logging: null };
  return {
    ...rows,
    table: { ...rows.table, ...nothing },
    partitioning:
      rows.partitioning === null
        ? null
        : { ...rows.partitioning, defTablespaceName: null, defCompression: null, defLogging: null },
    partitions: rows.partitions.map((one) => ({ ...one, ...nothing })),
    subpartitions: rows.subpartitions.map((one) => ({ ...one, ...nothing })),
    subpartitionTemplates: rows.subpartitionTemplates.map((one) => ({ ...one, tablespaceName: null })),
  };
}
