import { assertNever } from '../../assertNever.ts';
import { isCharacterType } from '../columnTypes.ts';
import type { Column, ColumnDefault, ColumnType, Generated } from '../model.ts';
import { quoteIdentifier, quoteString } from '../quote.ts';
import { printAttributes } from './printAttribute.ts';
import type { PrintStyle } from './printStyle.ts';

/** A column as it stands in CREATE TABLE, ADD COLUMN and MODIFY COLUMN: its quoted name and its definition. */
export function printColumn(column: Column, style: PrintStyle): string {
  return `${quoteIdentifier(column.name)} ${printColumnDefinition(column, style)}`;
}

/** A column's definition without its name. */
export function printColumnDefinition(column: Column, style: PrintStyle): string {
  return printKind(column, style) + printValueRules(column, style) + printRemarks(column);
}

/** The type and what belongs to it. */
function printKind(column: Column, style: PrintStyle): string {
  let text = printColumnType(column.type);
  if (column.compressed !== null) text += ` ${column.compressed}`;
  if (isCharacterType(column.type.name)) text += printCharset(column, style);
  if (column.invisible && style.layout === 'oceanbase') text += ' INVISIBLE';
  if (column.generated !== null) text += printGenerated(column.generated);
  if (!column.nullable) text += ' NOT NULL';
  // A TIMESTAMP without NULL is NOT NULL where explicit_defaults_for_timestamp is off (MySQL manual, Server System Variables).
  else if (column.type.name === 'timestamp' && column.generated === null) text += ' NULL';
  if (column.srid !== null) text += ` SRID ${column.srid}`;
  if (column.storage !== null) text += ` STORAGE ${column.storage}`;
  if (column.columnFormat !== null) text += ` COLUMN_FORMAT ${column.columnFormat}`;
  return text;
}

/** What values it gets by itself. */
function printValueRules(column: Column, style: PrintStyle): string {
  const invisible = column.invisible && style.layout === 'mysql';
  let text = invisible && style.invisibleFirst ? ' INVISIBLE' : '';
  if (column.default.kind !== 'none') text += ` DEFAULT ${printDefault(column.default, style)}`;
  if (column.withoutSystemVersioning) text += ' WITHOUT SYSTEM VERSIONING';
  if (column.onUpdateNow !== null) text += ` ON UPDATE ${printNow(column.onUpdateNow, style)}`;
  if (column.autoIncrement) text += ' AUTO_INCREMENT';
  if (invisible && !style.invisibleFirst) text += ' INVISIBLE';
  return text;
}

function printRemarks(column: Column): string {
  let text = column.comment === null ? '' : ` COMMENT ${quoteString(column.comment)}`;
  if (column.attributes.length > 0) text += printAttributes(column.attributes);
  if (column.check !== null) text += ` CHECK (${column.check.text})`;
  return text;
}

/** A data type: `decimal(10,2) unsigned`, `enum('a','b')`. */
function printColumnType(type: ColumnType): string {
  let text = type.name;
  if (type.members !== null) text += `(${type.members.map(quoteString).join(',')})`;
  else if (type.length !== null)
    text += type.scale === null ? `(${type.length})` : `(${type.length},${type.scale})`;
  if (type.unsigned) text += ' unsigned';
  if (type.zerofill) text += ' zerofill';
  return text;
}

/** What stands behind DEFAULT. */
function printDefault(
  value: Exclude<ColumnDefault, { kind: 'none' }>,
  style: Pick<PrintStyle, 'nowBrackets'>,
): string {
  switch (value.kind) {
    case 'null':
      return 'NULL';
    case 'string':
      return quoteString(value.value);
    case 'literal':
      return value.text;
    case 'now':
      return printNow(value.precision, style);
    case 'expression':
      return value.expression.text;
    default:
      return assertNever(value);
  }
}

function printNow(precision: number, style: Pick<PrintStyle, 'nowBrackets'>): string {
  const name = style.nowBrackets ? 'current_timestamp' : 'CURRENT_TIMESTAMP';
  if (precision > 0) return `${name}(${precision})`;
  return style.nowBrackets ? `${name}()` : name;
}

/**
 * A column that follows its table's defaults must say nothing, so that a shadow reads like its source. Others name both:
 * CHARACTER SET alone would mean that set's default collation (MySQL manual, Column Character Set and Collation).
 */
function printCharset(column: Column, style: PrintStyle): string {
  const { charset, collation } = column;
  if (style.defaults !== null && collation !== null && collation === style.defaults.collation) return '';
  let text = '';
  if (charset !== null) text += ` CHARACTER SET ${charset}`;
  // The set has this one collation, and MySQL 5.6 does not take its name behind COLLATE (1064).
  const isPlain = style.defaults !== null && collation === 'binary';
  if (collation !== null && !isPlain) text += ` COLLATE ${collation}`;
  return text;
}

function printGenerated(generated: Generated): string {
  switch (generated.as.kind) {
    case 'row-start':
      return ' GENERATED ALWAYS AS ROW START';
    case 'row-end':
      return ' GENERATED ALWAYS AS ROW END';
    case 'expression':
      return ` GENERATED ALWAYS AS (${generated.as.expression.text}) ${generated.storage ?? 'VIRTUAL'}`;
    default:
      return assertNever(generated.as);
  }
}
