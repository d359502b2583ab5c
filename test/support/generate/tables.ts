/** Whole tables, and schemas of several with foreign keys between them. */
import fc from 'fast-check';
import { columnArbitrary } from './columns.ts';
import type { Flavour } from './flavour.ts';
import type { Column, Key, Schema, Table, TableOptions } from './model.ts';
import { partitionGene, partitioningOf } from './partitions.ts';
import { checkOf, expressionGene, generatedOf, withColumnChecks } from './expressions.ts';
import { keyGene, keyOf } from './keys.ts';
import { referenceGene, withReference } from './references.ts';
import { repairSchema } from './repair.ts';
import { anyComment, anyName, uniqueName } from './texts.ts';

/** Options of a table. */
export function optionsArbitrary(flavour: Flavour): fc.Arbitrary<TableOptions> {
  const others = [
    'CHECKSUM=1',
    'STATS_PERSISTENT=0',
    'STATS_AUTO_RECALC=1',
    'PACK_KEYS=0',
    'MAX_ROWS=1000',
    'AVG_ROW_LENGTH=100',
  ];
  return fc.record({
    engine: fc.constantFrom(
      'InnoDB',
      'InnoDB',
      'InnoDB',
      'InnoDB',
      'InnoDB',
      'InnoDB',
      'MyISAM',
      ...(flavour.isMariadb ? ['Aria'] : []),
    ),
    charset: fc.option(fc.constantFrom(...flavour.charsets), { freq: 2 }),
    rowFormat: fc.constantFrom(null, null, null, null, 'DYNAMIC', 'COMPACT', 'REDUNDANT', 'COMPRESSED'),
    keyBlockSize: fc.constantFrom(null, null, null, null, null, 4, 8),
    comment: anyComment,
    others: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray(others, { maxLength: 2 }) },
    ),
  });
}

/** What is already a table but for its foreign keys; not repaired. */
export function tableArbitrary(flavour: Flavour): fc.Arbitrary<Table> {
  const column = columnArbitrary(flavour);
  return fc
    .record({
      name: anyName,
      columns: fc.array(column, { minLength: 1, maxLength: 7 }),
      numbered: fc.boolean(),
      hasPrimary: fc.nat(4).map((n) => n > 0),
      keys: fc.array(keyGene, { maxLength: 4 }),
      generated: fc.array(expressionGene, { maxLength: flavour.hasGenerated ? 2 : 0 }),
      checks: fc.array(expressionGene, { maxLength: flavour.hasChecks ? 2 : 0 }),
      partitioning: fc.option(partitionGene, { freq: 2 }),
      options: optionsArbitrary(flavour),
    })
    .map((gene): Table => {
      const id = { ...gene.columns[0]!, ...numberColumn(gene.numbered) };
      const base = gene.hasPrimary ? [id, ...gene.columns] : gene.columns;
      const taken = new Set<string>();
      const own = base.map((each) => ({ ...each, name: uniqueName(each.name, taken) }));
      const template = own[0] as Column;
      const generated = gene.generated.flatMap((each) => generatedOf(each, own, template) ?? []);
      const columns = [...own, ...generated.map((each) => ({ ...each, name: uniqueName(each.name, taken) }))];
      const primary: Key[] = gene.hasPrimary ? [primaryKey(id.name)] : [];
      return {
        name: gene.name,
        columns: withColumnChecks(columns, gene.checks, flavour),
        keys: [...primary, ...gene.keys.map((each) => keyOf(each, columns))],
        foreignKeys: [],
        checks: gene.checks.flatMap((each) => checkOf(each, columns, flavour) ?? []),
        partitioning: gene.partitioning === null ? null : partitioningOf(gene.partitioning, { columns }),
        options: gene.options,
      };
    });
}

function numberColumn(
  isNumbered: boolean,
): Pick<
  Column,
  | 'name'
  | 'type'
  | 'autoIncrement'
  | 'nullable'
  | 'charset'
  | 'default'
  | 'invisible'
  | 'onUpdate'
  | 'attribute'
> {
  return {
    name: 'id',
    type: {
      family: 'integer',
      name: 'int',
      length: null,
      scale: null,
      members: null,
      unsigned: isNumbered,
      zerofill: false,
    },
    autoIncrement: isNumbered,
    nullable: false,
    charset: null,
    default: { kind: 'none' },
    invisible: false,
    onUpdate: false,
    attribute: null,
  };
}

function primaryKey(column: string): Key {
  const parts = [{ column, length: null, descending: false, template: null }];
  return { name: 'PRIMARY', kind: 'primary', parts, using: null, comment: '', hidden: false };
}

/** A schema of so many tables, repaired, ready to be made on a server. */
export function schemaArbitrary(flavour: Flavour, tables: number): fc.Arbitrary<Schema> {
  return fc
    .tuple(
      fc.array(tableArbitrary(flavour), { minLength: 1, maxLength: tables, size: 'max' }),
      fc.array(referenceGene, { maxLength: Math.ceil(tables / 2) }),
    )
    .map(([drafts, references]) => {
      const taken = new Set<string>();
      // Numbered at the end, so that no table's name is another's shadow name and none ends in a space.
      const named = drafts.map((table, i) => ({
        ...table,
        name: uniqueName(`${table.name}${String(i)}`, taken),
      }));
      const plain = repairSchema({ tables: named }, flavour);
      const linked = references.reduce((schema, gene, i) => withReference(schema, gene, i), plain);
      return repairSchema(linked, flavour);
    });
}
