import type { Index, IndexPart, IndexPartitioning } from '../model.ts';
import type { TableName } from '../../tableName.ts';
import { quoteIdentifier, quoteIdentifiers, quoteTable } from '../quote.ts';

/** The statement that makes an index, which lives in its table's schema. */
export function printCreateIndex(index: Index, table: TableName): string {
  const { kind, name } = index;
  const fullName = quoteTable({ database: table.database, table: name });
  return `CREATE ${kind === null ? '' : `${kind} `}INDEX ${fullName} ON ${quoteTable(table)} ${printBody(index)}`;
}

/** An index without its name. */
export function printIndexDefinition(index: Index): string {
  return `${index.kind === null ? '' : `${index.kind} `}INDEX ${printBody(index)}`;
}

function printBody(index: Index): string {
  const { parts, isReverse, isInvisible, compress, isPartial, partitioning } = index;
  return [
    `(${parts.map(printPart).join(', ')})`,
    ...(partitioning === null ? [] : [printIndexPartitioning(partitioning)]),
    ...(isReverse ? ['REVERSE'] : []),
    ...(compress === null ? [] : [compress]),
    ...(isInvisible ? ['INVISIBLE'] : []),
    ...(isPartial ? ['INDEXING PARTIAL'] : []),
  ].join(' ');
}

function printPart({ key, isDescending }: IndexPart): string {
  const text = key.kind === 'column' ? quoteIdentifier(key.name) : key.expression.text;
  return isDescending ? `${text} DESC` : text;
}

function printIndexPartitioning(partitioning: IndexPartitioning): string {
  if (partitioning.kind === 'local') return 'LOCAL';
  const { method, columns, partitions } = partitioning;
  const head = `GLOBAL PARTITION BY ${method} (${quoteIdentifiers(columns)})`;
  if (method === 'HASH' && partitions.every(({ name }) => name === null))
    return `${head} PARTITIONS ${String(partitions.length)}`;
  const list = partitions.map(({ name, bound }) => {
    const named = name === null ? 'PARTITION' : `PARTITION ${quoteIdentifier(name)}`;
    return bound === null ? named : `${named} VALUES LESS THAN (${bound.text})`;
  });
  return `${head} (${list.join(', ')})`;
}
