import type { Check, ConstraintState, ForeignKey, UniqueKey } from '../model.ts';
import type { TableName } from '../../tableName.ts';
import { quoteIdentifier, quoteIdentifiers, quoteTable } from '../quote.ts';
import { printCreateIndex } from './printIndex.ts';

/** What is not usual of a constraint's state, with a blank in front of each part. */
export function printState(state: ConstraintState, usingIndex = ''): string {
  const { deferrable, isRely, isEnabled, isValidated } = state;
  const parts = [
    ...(deferrable === null ? [] : [`DEFERRABLE INITIALLY ${deferrable}`]),
    ...(isRely ? ['RELY'] : []),
    ...(usingIndex === '' ? [] : [usingIndex]),
    ...(isEnabled && isValidated
      ? []
      : [isEnabled ? 'ENABLE' : 'DISABLE', isValidated ? 'VALIDATE' : 'NOVALIDATE']),
  ];
  return parts.map((part) => ` ${part}`).join('');
}

/** A key with its name, as it stands in CREATE TABLE and behind ADD. */
export function printKey(key: UniqueKey, kind: 'PRIMARY KEY' | 'UNIQUE', table: TableName): string {
  return `CONSTRAINT ${quoteIdentifier(key.name)} ${printKeyDefinition(key, kind, table)}`;
}

/** The same without its name; an index that the server would not make by itself is made in the same breath. */
export function printKeyDefinition(
  { columns, index, state }: UniqueKey,
  kind: 'PRIMARY KEY' | 'UNIQUE',
  table: TableName,
): string {
  const using = index === null ? '' : `USING INDEX (${printCreateIndex(index, table)})`;
  return `${kind} (${quoteIdentifiers(columns)})${printState(state, using)}`;
}

/** A foreign key with its name. */
export function printForeignKey(key: ForeignKey): string {
  return `CONSTRAINT ${quoteIdentifier(key.name)} ${printForeignKeyDefinition(key)}`;
}

/** A foreign key without its name. */
export function printForeignKeyDefinition(key: ForeignKey): string {
  const { columns, referenced, referencedColumns, onDelete, state } = key;
  const parent = `${quoteTable(referenced)} (${quoteIdentifiers(referencedColumns)})`;
  const rule = onDelete === null ? '' : ` ON DELETE ${onDelete}`;
  return `FOREIGN KEY (${quoteIdentifiers(columns)}) REFERENCES ${parent}${rule}${printState(state)}`;
}

/** A check with its name. */
export function printCheck(check: Check): string {
  return `CONSTRAINT ${quoteIdentifier(check.name)} ${printCheckDefinition(check)}`;
}

/** A check without its name. */
export function printCheckDefinition({ condition, state }: Check): string {
  return `CHECK (${condition.text})${printState(state)}`;
}
