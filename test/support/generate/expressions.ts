/** Generated columns and checks over the columns that a table has. */
import fc from 'fast-check';
import type { Flavour } from './flavour.ts';
import type { Check, Column, Generated } from './model.ts';
import { anyName, anyText } from './texts.ts';

/** Decisions for a generated column or a check over other columns. */
export interface ExpressionGene {
  readonly name: string;
  readonly first: number;
  readonly second: number;
  readonly form: number;
  readonly flag: boolean;
  readonly text: string;
}

/** Decisions for a generated column or a check. */
export const expressionGene: fc.Arbitrary<ExpressionGene> = fc.record({
  name: anyName,
  first: fc.nat(20),
  second: fc.nat(20),
  form: fc.nat(4),
  flag: fc.boolean(),
  text: anyText.map((text) => text.replace(/[^ -~]/g, '').replace(/['\\{}]/g, '')),
});

function pick(
  columns: readonly Column[],
  at: number,
  isFit: (column: Column) => boolean,
): Column | undefined {
  const fitting = columns.filter(
    (column) => column.generated === null && !column.autoIncrement && isFit(column),
  );
  return fitting[at % Math.max(1, fitting.length)];
}

const isInteger = ({ type }: Column): boolean => type.family === 'integer';
const isChar = ({ type, charset }: Column): boolean =>
  type.family === 'char' && (type.length ?? 0) <= 256 && charset?.charset !== 'binary';

/** A generated column over the table's columns; null when it has none for it. */
export function generatedOf(
  gene: ExpressionGene,
  columns: readonly Column[],
  template: Column,
): Column | null {
  const wantsText = gene.form > 2;
  const first = pick(columns, gene.first, wantsText ? isChar : isInteger);
  const second = pick(columns, gene.second, wantsText ? isChar : isInteger);
  if (first === undefined || second === undefined) return null;
  const forms = [
    '{0} + 1',
    '{0} * {1}',
    'coalesce({0}, 0) + {1}',
    `concat({0}, '${gene.text}')`,
    'lower({0})',
  ];
  const generated: Generated = {
    expression: { template: forms[gene.form] ?? '{0} + 1', uses: [first.name, second.name] },
    stored: gene.flag,
  };
  const family = wantsText ? 'char' : 'integer';
  return {
    ...template,
    name: gene.name,
    type: {
      family,
      name: wantsText ? 'varchar' : 'bigint',
      length: wantsText ? 500 : null,
      scale: null,
      members: null,
      unsigned: false,
      zerofill: false,
    },
    charset: null,
    default: { kind: 'none' },
    onUpdate: false,
    invisible: false,
    attribute: null,
    check: null,
    generated,
  };
}

/** A check over the table's columns; null when it has none for it. */
export function checkOf(gene: ExpressionGene, columns: readonly Column[], flavour: Flavour): Check | null {
  const wantsText = gene.form > 2;
  const first = pick(columns, gene.first, wantsText ? isChar : isInteger);
  const second = pick(columns, gene.second, wantsText ? isChar : isInteger);
  if (first === undefined || second === undefined) return null;
  const forms = [
    '{0} > -5',
    '{0} <= {1} OR {1} IS NULL',
    '{0} IN (0, 1, 2) OR {0} IS NOT NULL',
    `{0} <> '${gene.text}no'`,
    'char_length({0}) < 5000',
  ];
  return {
    name: gene.name,
    expression: { template: forms[gene.form] ?? '{0} > 0', uses: [first.name, second.name] },
    enforced: gene.flag || flavour.isMariadb,
  };
}

/** MariaDB keeps a check with its column; there some of them go to the column. */
export function withColumnChecks(
  columns: readonly Column[],
  genes: readonly ExpressionGene[],
  flavour: Flavour,
): readonly Column[] {
  if (!flavour.isMariadb) return columns;
  const [gene] = genes;
  if (gene?.flag !== true) return columns;
  const chosen = pick(columns, gene.second, isInteger);
  return columns.map((column) =>
    column === chosen ? { ...column, check: { template: '{0} <> 77', uses: [column.name] } } : column,
  );
}
