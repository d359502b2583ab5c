/** One table of the model dictionary, while statements change it; and its rows as the views show them. */
import type {
  OracleColumnRow,
  OracleConstraintRow,
  OracleIdentityRow,
  OracleIndexRow,
  OracleLobRow,
  OraclePartitioningRow,
  OraclePartitionRow,
  OracleSubpartitionRow,
  OracleSubpartitionTemplateRow,
  OracleTableRow,
  OracleTableRows,
  OracleXmlColumnRow,
} from '../../../../src/schema/oracle/dictionary.ts';
import type { TableName } from '../../../../src/schema/tableName.ts';
import { plainTable } from '../rows.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A constraint, and what the view does not say of it. */
export interface ConstraintState extends Mutable<OracleConstraintRow> {
  /** Came with an identity or DEFAULT ON NULL, and goes with it. */
  isImplied: boolean;
}

/** An index, and whether a key brought it. */
export interface IndexState extends Mutable<OracleIndexRow> {
  isOfKey: boolean;
}

export interface TableState {
  readonly name: TableName;
  readonly table: Mutable<OracleTableRow>;
  comment: string | null;
  columns: Mutable<OracleColumnRow>[];
  /** Names of the visible columns in their order: COLUMN_ID follows. */
  visible: string[];
  readonly columnComments: Map<string, string>;
  identities: Mutable<OracleIdentityRow>[];
  constraints: ConstraintState[];
  indexes: IndexState[];
  lobs: Mutable<OracleLobRow>[];
  xmlColumns: Mutable<OracleXmlColumnRow>[];
  partitioning: Mutable<OraclePartitioningRow> | null;
  partitions: Mutable<OraclePartitionRow>[];
  subpartitions: Mutable<OracleSubpartitionRow>[];
  templates: Mutable<OracleSubpartitionTemplateRow>[];
}

/** A table as CREATE TABLE leaves it when nothing is said, without columns. */
export function emptyTable(name: TableName): TableState {
  return {
    name,
    table: { ...plainTable },
    comment: null,
    columns: [],
    visible: [],
    columnComments: new Map(),
    identities: [],
    constraints: [],
    indexes: [],
    lobs: [],
    xmlColumns: [],
    partitioning: null,
    partitions: [],
    subpartitions: [],
    templates: [],
  };
}

/** The rows of all views. OceanBase says neither which index serves a key nor how LOBs are kept. */
export function rowsOf(state: TableState, isOceanBase: boolean): OracleTableRows {
  const { name, table, comment, columnComments, identities, constraints, indexes, lobs, xmlColumns } = state;
  const { partitioning, partitions, subpartitions, templates } = state;
  return structuredClone({
    kind: 'oracle-rows',
    name,
    table,
    comment,
    roles: [],
    columns: columnRows(state),
    columnComments: [...columnComments].map(([columnName, comments]) => ({ columnName, comments })),
    identities,
    // What the views have no column for is not told.
    constraints: constraints.map((row) => ({
      ...row,
      isImplied: undefined,
      indexName: isOceanBase ? null : row.indexName,
    })),
    indexes: indexes.map((row) => ({ ...row, isOfKey: undefined })),
    lobs: isOceanBase ? [] : lobs,
    xmlColumns,
    partitioning,
    partitions: partitions.map((row, i) => ({ ...row, partitionPosition: i + 1 })),
    subpartitions,
    subpartitionTemplates: templates,
  });
}

/** With the hidden columns that the server keeps expressions of indexes and XMLTYPE values in. */
function columnRows(state: TableState): readonly OracleColumnRow[] {
  const own = state.columns.map((column, i): OracleColumnRow => {
    const place = state.visible.indexOf(column.columnName);
    return {
      ...column,
      nullable: isNotNull(state, column.columnName) ? 'N' : 'Y',
      columnId: place < 0 ? null : place + 1,
      hiddenColumn: place < 0 ? 'YES' : 'NO',
      internalColumnId: i + 1,
    };
  });
  const [first] = own;
  const hidden = state.indexes
    .flatMap(({ columns }) => columns)
    .flatMap(({ columnName, columnExpression }, i): readonly OracleColumnRow[] =>
      columnExpression === null || first === undefined
        ? []
        : [
            {
              ...first,
              columnName,
              dataType: 'RAW',
              dataLength: 16,
              dataDefault: columnExpression,
              hiddenColumn: 'YES',
              virtualColumn: 'YES',
              userGenerated: 'NO',
              columnId: null,
              internalColumnId: own.length + i + 1,
              identityColumn: 'NO',
              defaultOnNull: 'NO',
              nullable: 'Y',
            },
          ],
    );
  return [...own, ...hidden];
}

/** NULLABLE: by a constraint of its own that holds for all rows, or by the primary key. */
export function isNotNull({ constraints }: TableState, name: string): boolean {
  return constraints.some(
    (one) =>
      one.status === 'ENABLED' &&
      (isNotNullOf(one, name) || (one.constraintType === 'P' && one.columns.includes(name))),
  );
}

/** Whether it is the NOT NULL of the column. */
export function isNotNullOf({ constraintType, searchCondition }: ConstraintState, name: string): boolean {
  return constraintType === 'C' && searchCondition === `"${name}" IS NOT NULL`;
}
