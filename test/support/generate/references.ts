/** Foreign keys between the tables of a schema. */
import fc from 'fast-check';
import type { Column, ForeignKey, Key, Schema } from './model.ts';
import { anyName } from './texts.ts';

/** Decisions for a foreign key between two tables of a schema. */
export interface ReferenceGene {
  readonly child: number;
  readonly parent: number;
  readonly key: number;
  readonly name: string;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly hasKey: boolean;
}

const rule = fc.constantFrom(null, null, 'CASCADE', 'SET NULL', 'NO ACTION', 'RESTRICT');

/** Decisions for a foreign key. */
export const referenceGene: fc.Arbitrary<ReferenceGene> = fc.record({
  child: fc.nat(20),
  parent: fc.nat(20),
  key: fc.nat(5),
  name: anyName,
  onDelete: rule,
  onUpdate: rule,
  hasKey: fc.boolean(),
});

/** The schema with the foreign key that the gene means: columns, perhaps a key, and the constraint. */
export function withReference(schema: Schema, gene: ReferenceGene, number: number): Schema {
  const child = schema.tables[gene.child % schema.tables.length];
  const parent = schema.tables[gene.parent % schema.tables.length];
  const keys = parent?.keys.filter(isReferable) ?? [];
  const key = keys[gene.key % Math.max(1, keys.length)];
  if (child === undefined || parent === undefined || key === undefined) return schema;
  const parts = key.parts.map(({ column }) => parent.columns.find(({ name }) => name === column));
  if (parts.some((column) => column?.generated !== null)) return schema;
  const columns = parts.flatMap((column, i): Column[] => {
    if (column === undefined) return [];
    const charset =
      column.charset ??
      (['char', 'text', 'enum'].includes(column.type.family) ? parent.options.charset : null);
    const name = `ref${String(number)}_${String(i)}`;
    return [
      {
        ...column,
        name,
        charset,
        nullable: true,
        default: { kind: 'none' },
        onUpdate: false,
        autoIncrement: false,
        invisible: false,
        comment: '',
        check: null,
      },
    ];
  });
  const names = columns.map(({ name }) => name);
  const foreignKey: ForeignKey = {
    name: `${gene.name}_f${String(number)}`,
    columns: names,
    parent: parent.name,
    parentColumns: key.parts.map(({ column }) => column),
    onDelete: gene.onDelete,
    onUpdate: gene.onUpdate,
    toSource: false,
  };
  const own: Key = {
    name: `by_ref${String(number)}`,
    kind: 'plain',
    parts: names.map((column) => ({ column, length: null, descending: false, template: null })),
    using: null,
    comment: '',
    hidden: false,
  };
  const changed = {
    ...child,
    columns: [...child.columns, ...columns],
    keys: gene.hasKey ? [...child.keys, own] : child.keys,
    foreignKeys: [...child.foreignKeys, foreignKey],
  };
  return { tables: schema.tables.map((table) => (table === child ? changed : table)) };
}

function isReferable({ kind, parts }: Key): boolean {
  return (
    (kind === 'primary' || kind === 'unique') &&
    parts.every(({ length, template }) => length === null && template === null)
  );
}
