/** The texts of a table's parts, as differences and statements have them. */
import type {
  Check,
  Column,
  ForeignKey,
  Index,
  OracleTable,
  TableOptions,
  UniqueKey,
} from '../../schema/oracle/model.ts';
import { printColumnDefinition, printColumnStorage } from '../../schema/oracle/print/printColumn.ts';
import {
  printCheckDefinition,
  printForeignKeyDefinition,
  printKeyDefinition,
} from '../../schema/oracle/print/printConstraint.ts';
import { printIndexDefinition } from '../../schema/oracle/print/printIndex.ts';
import { printInmemory } from '../../schema/oracle/print/printStorage.ts';
import { printOrganization, printParallel } from '../../schema/oracle/print/printTable.ts';
import { quoteIdentifier, quoteString } from '../../schema/oracle/quote.ts';

/** A column without its name, with its storage and its comment; the name of its NOT NULL makes no difference. */
export function columnText(
  column: Column,
  facts: { readonly dialect: 'oracle' | 'oceanbase-oracle' },
): string {
  const notNull = column.notNull === null ? null : { ...column.notNull, name: null };
  const storage = printColumnStorage(column, null);
  return [
    printColumnDefinition({ ...column, notNull }, { facts, defaultCollation: null }),
    ...(storage === null ? [] : [storage]),
    ...(column.comment === null ? [] : [`COMMENT ${quoteString(column.comment)}`]),
  ].join(' ');
}

/** A primary or unique key without its name. */
export function keyText(key: UniqueKey, kind: 'PRIMARY KEY' | 'UNIQUE', table: OracleTable): string {
  return printKeyDefinition(key, kind, table.name);
}

/** An index without its name. */
export function indexText(index: Index): string {
  return printIndexDefinition(index);
}

/** A foreign key without its name. */
export function foreignKeyText(key: ForeignKey): string {
  return printForeignKeyDefinition(key);
}

/** A check without its name. */
export function checkText(check: Check): string {
  return printCheckDefinition(check);
}

/** What a table has beside its parts: names and texts, null where it has it not. */
export function optionTexts(table: OracleTable): ReadonlyMap<string, string | null> {
  const { options, comment, temporary, organization } = table;
  return new Map([
    ['COMMENT', comment === null ? null : quoteString(comment)],
    ['ON COMMIT', temporary],
    ['ORGANIZATION', organization === null ? null : printOrganization(organization, [])],
    ...optionList(options),
  ]);
}

function optionList(options: TableOptions): readonly (readonly [string, string | null])[] {
  return [
    ['ROW MOVEMENT', options.rowMovement ? 'ENABLE ROW MOVEMENT' : null],
    ['ROWDEPENDENCIES', options.rowDependencies ? 'ROWDEPENDENCIES' : null],
    ['DEFAULT COLLATION', options.defaultCollation],
    ['TABLESPACE', options.tablespace === null ? null : quoteIdentifier(options.tablespace)],
    ['COMPRESS', options.compress],
    ['LOGGING', options.isLogging ? null : 'NOLOGGING'],
    ['INMEMORY', options.inmemory === null ? null : printInmemory(options.inmemory)],
    ['CACHE', options.isCached ? 'CACHE' : null],
    ['RESULT_CACHE', options.resultCache],
    ['PARALLEL', options.parallel === null ? null : printParallel(options.parallel)],
  ];
}
