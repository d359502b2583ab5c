/** Partitioning of every kind, made for the columns that a table has. */
import fc from 'fast-check';
import type { Flavour } from './flavour.ts';
import type { Column, Part, Partitioning, Table } from './model.ts';
import { anyComment } from './texts.ts';

/** What chance decides; the table's columns decide the rest. */
export interface PartitionGene {
  readonly method: Partitioning['method'];
  readonly linear: boolean;
  readonly column: number;
  readonly second: number;
  readonly count: number;
  readonly form: number;
  readonly subpartitions: number;
  readonly subByKey: boolean;
  readonly hasMax: boolean;
  readonly named: boolean;
  readonly comments: readonly string[];
}

/** Decisions for one table. */
export const partitionGene: fc.Arbitrary<PartitionGene> = fc.record({
  method: fc.constantFrom('RANGE', 'RANGE', 'RANGE COLUMNS', 'LIST', 'LIST COLUMNS', 'HASH', 'HASH', 'KEY'),
  linear: fc.boolean(),
  column: fc.nat(20),
  second: fc.nat(20),
  count: fc.integer({ min: 1, max: 6 }),
  form: fc.nat(5),
  subpartitions: fc.nat(3),
  subByKey: fc.boolean(),
  hasMax: fc.boolean(),
  named: fc.boolean(),
  comments: fc.array(anyComment, { maxLength: 3 }),
});

/** Columns over which a table can be partitioned by a function of integers or dates. */
function numbers(columns: readonly Column[]): readonly Column[] {
  return columns.filter(
    ({ type, generated }) => generated === null && ['integer', 'date'].includes(type.family),
  );
}

/** Columns that RANGE COLUMNS and LIST COLUMNS take, of which bounds are easily written. */
function plain(columns: readonly Column[]): readonly Column[] {
  return columns.filter(({ type, generated, charset }) => {
    if (generated !== null) return false;
    if (type.family === 'integer' || type.family === 'date') return true;
    return type.family === 'char' && (type.length ?? 0) >= 2 && (type.length ?? 0) <= 64 && charset === null;
  });
}

/** The partitioning that the gene means for this table; null when it has no column for it. */
export function partitioningOf(
  gene: PartitionGene,
  { columns }: Pick<Table, 'columns'>,
): Partitioning | null {
  const isList = gene.method.endsWith('COLUMNS');
  const candidates = gene.method === 'KEY' || isList ? plain(columns) : numbers(columns);
  const column = candidates[gene.column % Math.max(1, candidates.length)];
  if (column === undefined) return null;
  const isDate = column.type.family === 'date';
  const templates = isDate
    ? ['year({0})', 'to_days({0})', 'month({0})', 'year({0})', 'dayofmonth({0})', 'to_days({0})']
    : ['{0}', '{0}', '{0} + 1', '{0} DIV 2', 'abs({0})', '{0} % 7'];
  const isCounted = gene.method === 'HASH' || gene.method === 'KEY';
  const subColumns = numbers(columns).filter(({ type }) => type.family === 'integer');
  const subColumn = subColumns[gene.second % Math.max(1, subColumns.length)];
  const hasSubs = !isCounted && gene.subpartitions > 1 && subColumn !== undefined;
  return {
    method: gene.method,
    linear: gene.linear && isCounted,
    columns: [column.name],
    template: templates[gene.form] ?? '{0}',
    count: gene.count,
    parts: isCounted ? [] : partsOf(gene, column),
    subpartitions: hasSubs
      ? { template: gene.subByKey ? null : '{0}', column: subColumn.name, count: gene.subpartitions }
      : null,
  };
}

function partsOf(gene: PartitionGene, column: Column): readonly Part[] {
  const parts: Part[] = [];
  const isRange = gene.method.startsWith('RANGE');
  for (let i = 0; i < gene.count; i += 1) {
    const comment = gene.comments[i] ?? '';
    const value = valueOf(i, column, gene);
    const isLast = i === gene.count - 1;
    const name = gene.named ? `p\`${String(i)} x` : `p${String(i)}`;
    if (isRange) parts.push({ name, values: gene.hasMax && isLast ? 'MAXVALUE' : value, comment });
    else parts.push({ name, values: `${value}${isLast && gene.hasMax ? ', NULL' : ''}`, comment });
  }
  return parts;
}

function valueOf(index: number, { type }: Column, { method, form }: PartitionGene): string {
  if (method.endsWith('COLUMNS')) {
    if (type.family === 'char') return `'${String.fromCharCode(98 + index)}${form > 3 ? "''" : ''}'`;
    if (type.family === 'date') return `'20${String(10 + index)}-01-01'`;
  }
  if (method.startsWith('LIST')) return `${String(index * 2 + 1)}, ${String(index * 2 + 2)}`;
  return String((index + 1) * 10);
}

/** The partitioning as far as the table's columns carry it; null when they don't. */
export function repairPartitioning(
  partitioning: Partitioning,
  { columns, options }: Table,
  { engine }: Flavour,
): Partitioning | null {
  // MySQL 8 left partitioning to the engines, and only InnoDB took it over.
  const isPossible = options.engine === 'InnoDB' || (options.engine === 'MyISAM' && engine !== 'mysql-9');
  const { method, subpartitions } = partitioning;
  const candidates = method === 'KEY' || method.endsWith('COLUMNS') ? plain(columns) : numbers(columns);
  const [name] = partitioning.columns;
  const column = candidates.find((candidate) => candidate.name === name);
  if (!isPossible || column === undefined || !fits(partitioning, column)) return null;
  const sub = columns.find((candidate) => candidate.name === subpartitions?.column);
  const hasSub = sub?.type.family === 'integer' && sub.generated === null;
  return { ...partitioning, subpartitions: hasSub ? subpartitions : null };
}

/** Whether the bounds and the function are of the column's kind. */
function fits({ method, parts, template }: Partitioning, { type: { family } }: Column): boolean {
  if (method === 'KEY') return true;
  if (method.endsWith('COLUMNS')) {
    const isDate = parts.some(({ values }) => values.startsWith("'20"));
    const isText = parts.some(({ values }) => values.startsWith("'"));
    return family === (isDate ? 'date' : isText ? 'char' : 'integer');
  }
  const isOfDates = /^(?!abs)[a-z_]+\(\{0\}\)/.test(template);
  return family === (isOfDates ? 'date' : 'integer');
}
