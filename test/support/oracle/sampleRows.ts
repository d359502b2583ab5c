/** Rows of dictionary views, with what most tables, columns, constraints and indexes say. */
import type { ViewRow } from './fakeDictionary.ts';

export const table = (owner: string, name: string, more: ViewRow = {}): ViewRow => ({
  OWNER: owner,
  TABLE_NAME: name,
  TABLESPACE_NAME: 'USERS',
  STATUS: 'VALID',
  PCT_FREE: '10',
  INI_TRANS: '1',
  LOGGING: 'YES',
  DEGREE: '         1',
  CACHE: '    N',
  PARTITIONED: 'NO',
  TEMPORARY: 'N',
  SECONDARY: 'N',
  NESTED: 'NO',
  ROW_MOVEMENT: 'DISABLED',
  DEPENDENCIES: 'DISABLED',
  COMPRESSION: 'DISABLED',
  DROPPED: 'NO',
  READ_ONLY: 'NO',
  RESULT_CACHE: 'DEFAULT',
  DEFAULT_COLLATION: 'USING_NLS_COMP',
  EXTERNAL: 'NO',
  HYBRID: 'NO',
  INMEMORY: 'DISABLED',
  SHARDED: 'N',
  DUPLICATED: 'N',
  ...more,
});

let position = 0;

/** One column; those of a table are written down in their order. */
export function column(owner: string, of: string, name: string, type: string, more: ViewRow = {}): ViewRow {
  position = more['COLUMN_ID'] === '1' ? 1 : position + 1;
  const isText = type.includes('CHAR');
  return {
    OWNER: owner,
    TABLE_NAME: of,
    COLUMN_NAME: name,
    DATA_TYPE: type,
    DATA_LENGTH: type === 'DATE' ? '7' : '22',
    NULLABLE: 'Y',
    COLUMN_ID: String(position),
    INTERNAL_COLUMN_ID: String(position),
    HIDDEN_COLUMN: 'NO',
    VIRTUAL_COLUMN: 'NO',
    DEFAULT_ON_NULL: 'NO',
    IDENTITY_COLUMN: 'NO',
    USER_GENERATED: 'YES',
    CHAR_LENGTH: '0',
    ...(isText
      ? { CHAR_USED: 'B', COLLATION: 'USING_NLS_COMP', CHAR_LENGTH: more['DATA_LENGTH'] ?? '1' }
      : {}),
    ...more,
  };
}

export const text = (bytes: string, more: ViewRow = {}): ViewRow => ({
  DATA_LENGTH: bytes,
  CHAR_LENGTH: bytes,
  ...more,
});
export const required: ViewRow = { NULLABLE: 'N' };

export const constraint = (
  owner: string,
  of: string,
  name: string,
  type: string,
  more: ViewRow = {},
): ViewRow => ({
  OWNER: owner,
  TABLE_NAME: of,
  CONSTRAINT_NAME: name,
  CONSTRAINT_TYPE: type,
  STATUS: 'ENABLED',
  DEFERRABLE: 'NOT DEFERRABLE',
  DEFERRED: 'IMMEDIATE',
  VALIDATED: 'VALIDATED',
  GENERATED: 'USER NAME',
  ...(type === 'P' || type === 'U' ? { INDEX_NAME: name } : {}),
  ...more,
});

export const part = (
  owner: string,
  of: string,
  name: string,
  columnName: string,
  at: string | null,
): ViewRow => ({
  OWNER: owner,
  TABLE_NAME: of,
  CONSTRAINT_NAME: name,
  COLUMN_NAME: columnName,
  POSITION: at,
});

export const index = (owner: string, of: string, name: string, more: ViewRow = {}): ViewRow => ({
  OWNER: owner,
  INDEX_NAME: name,
  INDEX_TYPE: 'NORMAL',
  TABLE_OWNER: owner,
  TABLE_NAME: of,
  UNIQUENESS: 'NONUNIQUE',
  COMPRESSION: 'DISABLED',
  TABLESPACE_NAME: 'USERS',
  INI_TRANS: '2',
  PCT_FREE: '10',
  LOGGING: 'YES',
  STATUS: 'VALID',
  DEGREE: '1',
  PARTITIONED: 'NO',
  GENERATED: 'N',
  JOIN_INDEX: 'NO',
  VISIBILITY: 'VISIBLE',
  INDEXING: 'FULL',
  ...more,
});

export const indexed = (owner: string, of: string, name: string, columnName: string, at = '1'): ViewRow => ({
  INDEX_OWNER: owner,
  INDEX_NAME: name,
  TABLE_OWNER: owner,
  TABLE_NAME: of,
  COLUMN_NAME: columnName,
  COLUMN_POSITION: at,
  DESCEND: 'ASC',
});

export const foreign = (of: string, name: string, parent: string): ViewRow =>
  constraint('HR', of, name, 'R', { R_OWNER: 'HR', R_CONSTRAINT_NAME: parent, DELETE_RULE: 'NO ACTION' });
export const check = (of: string, name: string, condition: string): ViewRow =>
  constraint('HR', of, name, 'C', { SEARCH_CONDITION: condition });
