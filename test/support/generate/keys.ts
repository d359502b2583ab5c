/** Keys of every kind, made for the columns that a table has. */
import fc from 'fast-check';
import type { Column, Key, KeyKind, KeyPart } from './model.ts';
import { anyComment, anyName } from './texts.ts';

/** Decisions for a key; which columns the numbers mean depends on the table. */
export interface KeyGene {
  readonly name: string;
  readonly kind: KeyKind;
  readonly parts: readonly {
    readonly column: number;
    readonly length: number | null;
    readonly descending: boolean;
    readonly isExpression: boolean;
  }[];
  readonly using: string | null;
  readonly comment: string;
  readonly hidden: boolean;
}

/** A key of any kind. */
export const keyGene: fc.Arbitrary<KeyGene> = fc.record({
  name: anyName,
  kind: fc.constantFrom<KeyKind>(
    'plain',
    'plain',
    'plain',
    'unique',
    'unique',
    'primary',
    'fulltext',
    'spatial',
    'vector',
  ),
  parts: fc.array(
    fc.record({
      column: fc.nat(20),
      length: fc.constantFrom(null, null, 1, 5, 10, 20, 100, 191),
      descending: fc.nat(4).map((n) => n === 0),
      isExpression: fc.nat(5).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  using: fc.constantFrom(null, null, null, 'BTREE', 'HASH'),
  comment: anyComment,
  hidden: fc.nat(6).map((n) => n === 0),
});

/** The key that the gene means for these columns. */
export function keyOf(gene: KeyGene, columns: readonly Column[]): Key {
  const fitting = columns.filter(({ type }) => {
    if (gene.kind === 'fulltext') return ['char', 'text'].includes(type.family);
    if (gene.kind === 'spatial') return type.family === 'geometry';
    if (gene.kind === 'vector') return type.family === 'vector';
    return !['json', 'geometry', 'vector'].includes(type.family);
  });
  const parts = gene.parts.flatMap(({ column, length, descending, isExpression }): KeyPart[] => {
    const chosen = fitting[column % Math.max(1, fitting.length)];
    if (chosen === undefined) return [];
    return [{ column: chosen.name, length, descending, template: isExpression ? '({0} + 1)' : null }];
  });
  return {
    name: gene.name,
    kind: gene.kind,
    parts,
    using: gene.using,
    comment: gene.comment,
    hidden: gene.hidden,
  };
}
