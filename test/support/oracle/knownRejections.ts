/**
 * Statements that Oracle takes and ANTLR's PL/SQL grammar does not: each form by its name, with where Oracle's manual has it
 * (SQL Language Reference). Nothing else may be rejected. Where `standIn` is given, it says the same clause in a statement
 * that the grammar takes, so that the clause can be read from a tree all the same.
 */
export interface KnownRejection {
  readonly name: string;
  readonly manual: string;
  readonly pattern: RegExp;
  readonly standIn?: (sql: string) => string;
}

/** Stands for NULL where the grammar does not take it. */
export const standInForNull = "'no value at all'";

const quoted = '"[^"]+"';
const alter = `^ALTER TABLE ${quoted}\\.${quoted}`;

export const knownRejections: readonly KnownRejection[] = [
  {
    name: 'change identity',
    manual: 'ALTER TABLE, modify_col_properties, identity_clause',
    pattern: new RegExp(`${alter} MODIFY \\(${quoted} GENERATED [A-Z ]+ AS IDENTITY \\([A-Z0-9 -]+\\)\\)$`),
    standIn: (sql) => sql.replace(' MODIFY ("', ' ADD ("').replace('" GENERATED', '" NUMBER GENERATED'),
  },
  {
    name: 'drop identity',
    manual: 'ALTER TABLE, modify_col_properties, drop_identity',
    pattern: new RegExp(`${alter} MODIFY \\(${quoted} DROP IDENTITY\\)$`),
    standIn: (sql) => sql.replace(' DROP IDENTITY)', ' VISIBLE)'),
  },
  {
    name: 'identity that counts down',
    manual: 'CREATE TABLE, identity_options, a negative integer',
    pattern: / AS IDENTITY \([^()]*-\d/,
  },
  {
    name: 'split list partition',
    manual: 'ALTER TABLE, split_table_partition, VALUES (list_values)',
    pattern: new RegExp(`${alter} SPLIT PARTITION ${quoted} VALUES \\([^)]*\\) INTO `),
    standIn: (sql) =>
      sql.replace(
        / VALUES \(([^)]*)\)/,
        (_, values: string) => ` AT (${values.replace(/^NULL|(?<=, )NULL/g, standInForNull)})`,
      ),
  },
  {
    name: 'collation of a column that is there',
    manual: 'ALTER TABLE, modify_col_properties, COLLATE',
    pattern: new RegExp(
      `${alter} MODIFY \\(.*${quoted} (?:VARCHAR2|CHAR|N?CLOB|NCHAR|NVARCHAR2)[^"]* COLLATE `,
    ),
    standIn: (sql) => sql.replace(' MODIFY ("', ' ADD ("'),
  },
  {
    name: 'move and update of indexes',
    manual: 'ALTER TABLE (12.2), move_table_clause, UPDATE INDEXES',
    pattern: new RegExp(`${alter} MOVE (?:TABLESPACE|LOB) .* UPDATE INDEXES$`),
    standIn: (sql) => sql.replace(/ UPDATE INDEXES$/, ''),
  },
  {
    name: 'attributes of partitions to come',
    manual: 'ALTER TABLE, modify_table_default_attrs',
    pattern: new RegExp(`${alter} MODIFY DEFAULT ATTRIBUTES `),
    standIn: (sql) =>
      sql.replace(' MODIFY DEFAULT ATTRIBUTES ', ' ADD PARTITION "stand in" VALUES LESS THAN (0) '),
  },
  {
    name: 'attributes of a partition',
    manual: 'ALTER TABLE, modify_table_partition, partition_attributes',
    pattern: new RegExp(`${alter} MODIFY PARTITION ${quoted} `),
    standIn: (sql) => sql.replace(/ MODIFY (PARTITION "[^"]+") /, ' ADD $1 VALUES LESS THAN (0) '),
  },
  {
    name: 'default collation of a table that is there',
    manual: 'ALTER TABLE, alter_table_properties, DEFAULT COLLATION',
    pattern: new RegExp(`${alter} DEFAULT COLLATION \\w+$`),
    standIn: (sql) => sql.replace(/^ALTER TABLE (.*) DEFAULT/, 'CREATE TABLE $1 (A NUMBER) DEFAULT'),
  },
  {
    name: 'NULL among the values of a list partition',
    manual: 'CREATE TABLE, list_values_clause',
    pattern: /^CREATE TABLE [^]* VALUES \((?:[^()]*, )?NULL[,)]/,
    standIn: (sql) => sql.replace(/( VALUES \((?:[^()]*, )?)NULL(?=[,)])/g, `$1${standInForNull}`),
  },
  {
    name: 'automatic list with subpartitions',
    manual: 'CREATE TABLE, composite_list_partitions, AUTOMATIC',
    pattern: / PARTITION BY LIST \([^)]*\) AUTOMATIC SUBPARTITION BY /,
  },
  {
    name: 'hash with subpartitions',
    manual: 'CREATE TABLE, composite_hash_partitions',
    pattern: / PARTITION BY HASH \([^)]*\) SUBPARTITION BY /,
  },
  {
    name: 'advanced compression of an index',
    manual: 'CREATE INDEX, advanced_index_compression',
    pattern: /^CREATE [A-Z ]*INDEX .* COMPRESS ADVANCED (?:LOW|HIGH)/,
  },
  {
    name: 'partial index',
    manual: 'CREATE INDEX, partial_index_clause',
    pattern: /^CREATE [A-Z ]*INDEX .* INDEXING PARTIAL$/,
  },
  {
    name: 'default on null for updates',
    manual: 'CREATE TABLE (23ai), DEFAULT ON NULL FOR INSERT AND UPDATE',
    pattern: / DEFAULT ON NULL FOR INSERT AND UPDATE /,
  },
  {
    name: 'vector with arguments',
    manual: 'CREATE TABLE (23ai), VECTOR data type',
    pattern: / VECTOR\(/,
  },
];

/** The form that a rejected statement is of; null: it should not have been rejected. */
export function knownRejection(sql: string): KnownRejection | null {
  return knownRejections.find(({ pattern }) => pattern.test(sql)) ?? null;
}
