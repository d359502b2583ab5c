/** What Oracle's golden pairs have in common. */
import type { OracleTableRows } from '../../../src/schema/oracle/dictionary.ts';
import { column } from '../../support/oracle/columnRows.ts';
import { constraint, keyIndex, partitionedBy, partitions, tableRows } from '../../support/oracle/rows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';

export interface OracleCase {
  readonly name: string;
  readonly source: OracleTableRows;
  /** null: the shadow is not there. */
  readonly shadow: OracleTableRows | null;
}

export function pair(name: string, source: TableSpec, shadow: TableSpec | null): OracleCase {
  return {
    name,
    source: tableRows('SHOP', 'SOURCE', source),
    shadow: shadow === null ? null : tableRows('SHOP', '__test_SOURCE', shadow),
  };
}

export const id = column('ID', 'NUMBER(10,0)', { nullable: 'N' });
export const pk = constraint('P', ['ID'], { constraintName: 'SOURCE_PK' });
export const pkIndex = keyIndex('SOURCE_PK', ['ID']);
export const shadowPk = constraint('P', ['ID'], { constraintName: '__test_SOURCE_PK' });
export const shadowPkIndex = keyIndex('__test_SOURCE_PK', ['ID']);
export const note = column('NOTE', 'VARCHAR2(20 CHAR)');
export const amount = column('AMOUNT', 'NUMBER(10,2)');

/** Columns behind a primary key on ID, on both sides. */
export function columns(name: string, source: TableSpec['columns'], shadow: TableSpec['columns']): OracleCase {
  return pair(
    name,
    { columns: [id, ...source], constraints: [pk], indexes: [pkIndex] },
    { columns: [id, ...shadow], constraints: [shadowPk], indexes: [shadowPkIndex] },
  );
}

/** Constraints and indexes of the same columns. */
export function parts(name: string, source: Partial<TableSpec>, shadow: Partial<TableSpec>): OracleCase {
  const both = [id, note, amount];
  return pair(name, { columns: both, ...source }, { columns: both, ...shadow });
}

export const sequenced = column('ID', 'NUMBER', {
  nullable: 'N',
  identityColumn: 'YES',
  dataDefault: '"SHOP"."ISEQ$$_71234".nextval',
});
export const identity = {
  columnName: 'ID',
  generationType: 'ALWAYS' as const,
  sequenceName: 'ISEQ$$_71234',
  identityOptions:
    'START WITH: 1, INCREMENT BY: 1, MAX_VALUE: 9999999999999999999999999999, MIN_VALUE: 1, CYCLE_FLAG: N, CACHE_SIZE: 20, ORDER_FLAG: N, SCALE_FLAG: N, EXTEND_FLAG: N, SESSION_FLAG: N, KEEP_VALUE: N',
};
export const range = (list: Parameters<typeof partitions>[0], more = {}): Partial<TableSpec> => ({
  table: { partitioned: 'YES', logging: null, compression: null },
  rest: { partitioning: partitionedBy('RANGE', ['ID'], more), partitions: partitions(list) },
});
export const list = (all: Parameters<typeof partitions>[0]): Partial<TableSpec> => ({
  table: { partitioned: 'YES' },
  rest: { partitioning: partitionedBy('LIST', ['NOTE']), partitions: partitions(all) },
});
export const hash = (count: number): Partial<TableSpec> => ({
  table: { partitioned: 'YES' },
  rest: {
    partitioning: partitionedBy('HASH', ['ID']),
    partitions: partitions(Array.from({ length: count }, (_, i) => [`SYS_P${String(i + 41)}`, null] as const)),
  },
});
