import { phrase } from '../../phrase.ts';
import type {
  AttributeValue,
  Partition,
  Partitioning,
  PartitionFunction,
  PartitionValues,
  TableOption,
} from '../model.ts';
import type { Cursor } from './cursor.ts';
import { parseEngineDefined, parseValue } from './parseAttribute.ts';

/** PARTITION BY …, when it stands there; null otherwise. */
export function parsePartitioning(cursor: Cursor): Partitioning | null {
  if (!cursor.take('PARTITION')) return null;
  const by = parseFunction(cursor);
  let count = cursor.take('PARTITIONS') ? cursor.integer() : null;
  let subpartitionBy: Partitioning['subpartitionBy'] = null;
  let template: readonly Partition[] | null = null;
  if (cursor.take('SUBPARTITION')) {
    const fn = parseFunction(cursor);
    if (cursor.is('SUBPARTITION') && cursor.nextIs('TEMPLATE')) {
      cursor.expect('SUBPARTITION', 'TEMPLATE');
      template = parsePartitions(cursor, 'SUBPARTITION');
    }
    subpartitionBy = { ...fn, count: cursor.take('SUBPARTITIONS') ? cursor.integer() : null };
  }
  // OceanBase counts hash partitions behind the subpartitions.
  if (count === null && cursor.take('PARTITIONS')) count = cursor.integer();
  const partitions = cursor.is('(') ? parsePartitions(cursor, 'PARTITION') : null;
  return { by, count, subpartitionBy, template, partitions };
}

/** `BY [LINEAR] HASH (…)` and the like. */
function parseFunction(cursor: Cursor): PartitionFunction {
  cursor.expect('BY');
  const linear = cursor.take('LINEAR');
  const method = parseMethod(cursor);
  let algorithm: number | null = null;
  if (method === 'KEY' && cursor.take('ALGORITHM')) {
    cursor.expect('=');
    algorithm = cursor.integer();
  }
  let expression: PartitionFunction['expression'] = null;
  let columns: readonly string[] = [];
  let clauses: string | null = null;
  if (method === 'SYSTEM_TIME') clauses = parseClauses(cursor);
  else if (method === 'HASH' || method === 'RANGE' || method === 'LIST')
    expression = { text: cursor.bracketed() };
  else columns = cursor.identifiers();
  // OceanBase's automatic splitting: size ('128MB').
  if (clauses === null && cursor.is('SIZE')) clauses = parseClauses(cursor);
  return { method, linear, algorithm, expression, columns, clauses };
}

function parseMethod(cursor: Cursor): PartitionFunction['method'] {
  const method = cursor.symbol;
  switch (method) {
    case 'RANGE':
    case 'LIST':
      cursor.advance();
      return cursor.take('COLUMNS') ? `${method} COLUMNS` : method;
    case 'HASH':
    case 'KEY':
    case 'SYSTEM_TIME':
      cursor.advance();
      return method;
    default:
      throw cursor.refuse(phrase`the partitioning method is not known`);
  }
}

/** Text up to the count, the list of partitions or the end; null when there is none. */
function parseClauses(cursor: Cursor): string | null {
  const from = cursor.offset;
  if (cursor.take('SIZE')) {
    cursor.bracketed();
    return cursor.textFrom(from);
  }
  while (!cursor.isEnd() && !cursor.is('(') && !cursor.is('PARTITIONS') && !cursor.is('SUBPARTITION'))
    cursor.advance();
  return cursor.offset === from ? null : cursor.textFrom(from);
}

function parsePartitions(cursor: Cursor, word: 'PARTITION' | 'SUBPARTITION'): Partition[] {
  const partitions: Partition[] = [];
  cursor.expect('(');
  do partitions.push(parsePartition(cursor, word));
  while (cursor.take(','));
  cursor.expect(')');
  return partitions;
}

function parsePartition(cursor: Cursor, word: 'PARTITION' | 'SUBPARTITION'): Partition {
  cursor.expect(word);
  const name = cursor.name();
  const values = parseValues(cursor);
  const options: TableOption[] = [];
  while (!cursor.is(',') && !cursor.is(')') && !cursor.is('(')) options.push(parsePartitionOption(cursor));
  const subpartitions =
    word === 'PARTITION' && cursor.is('(') ? parsePartitions(cursor, 'SUBPARTITION') : null;
  return { name, values, options, subpartitions };
}

function parseValues(cursor: Cursor): PartitionValues | null {
  if (cursor.take('HISTORY')) return { kind: 'history' };
  if (cursor.take('CURRENT')) return { kind: 'current' };
  // MariaDB prints LIST's DEFAULT without VALUES.
  if (cursor.take('DEFAULT')) return { kind: 'in', items: ['DEFAULT'], bare: true };
  if (!cursor.take('VALUES')) return null;
  if (cursor.take('LESS')) {
    cursor.expect('THAN');
    if (cursor.take('MAXVALUE')) return { kind: 'less-than', items: ['MAXVALUE'], bare: true };
    return { kind: 'less-than', items: cursor.items(), bare: false };
  }
  cursor.expect('IN');
  return { kind: 'in', items: cursor.items(), bare: false };
}

function parsePartitionOption(cursor: Cursor): TableOption {
  if (cursor.isIdentifier()) {
    const { name, value } = parseEngineDefined(cursor);
    return { name, value, quotedName: true };
  }
  const name = cursor.symbol;
  switch (name) {
    case 'ENGINE':
    case 'COMMENT':
    case 'MAX_ROWS':
    case 'MIN_ROWS':
    case 'NODEGROUP':
      cursor.advance();
      return { name, value: parseValue(cursor) };
    case 'TABLESPACE':
      cursor.advance();
      return { name, value: parseTablespace(cursor) };
    case 'DATA':
    case 'INDEX':
      cursor.advance();
      cursor.expect('DIRECTORY');
      return { name: `${name} DIRECTORY`, value: parseValue(cursor) };
    default:
      throw cursor.refuse(phrase`the option of a partition is not known`);
  }
}

/** Quoted or not, it is a name. */
function parseTablespace(cursor: Cursor): AttributeValue {
  cursor.take('=');
  return { kind: 'identifier', name: cursor.name() };
}
