import type { Check, ForeignKey, Period } from '../model.ts';
import { quoteIdentifier, quoteIdentifiers } from '../quote.ts';
import type { PrintStyle } from './printStyle.ts';

/** A foreign key as it stands in CREATE TABLE and behind ADD. Its parent's database is named when `qualified`. */
export function printForeignKey(key: ForeignKey, style: Pick<PrintStyle, 'layout'>): string {
  return `CONSTRAINT ${quoteIdentifier(key.name)} ${printForeignKeyDefinition(key, style)}`;
}

/** A foreign key without its name. */
export function printForeignKeyDefinition(key: ForeignKey, style: Pick<PrintStyle, 'layout'>): string {
  const parent = quoteIdentifier(key.referenced.table);
  const referenced = key.qualified ? `${quoteIdentifier(key.referenced.database)}.${parent}` : parent;
  const columns = commaSpaced(key.columns);
  let text = `FOREIGN KEY (${columns}) REFERENCES ${referenced} (${commaSpaced(key.referencedColumns)})`;
  if (key.match !== null) text += ` MATCH ${key.match}`;
  const onDelete = key.onDelete === null ? '' : ` ON DELETE ${key.onDelete}`;
  const onUpdate = key.onUpdate === null ? '' : ` ON UPDATE ${key.onUpdate}`;
  return text + (style.layout === 'oceanbase' ? onUpdate + onDelete : onDelete + onUpdate);
}

/** Foreign keys are printed with a space behind the commas, keys without. */
function commaSpaced(names: readonly string[]): string {
  return names.length === 1 ? quoteIdentifiers(names) : names.map(quoteIdentifier).join(', ');
}

/** A check constraint as it stands in CREATE TABLE and behind ADD. */
export function printCheck(check: Check): string {
  const name = check.name === null ? '' : `CONSTRAINT ${quoteIdentifier(check.name)} `;
  return name + printCheckDefinition(check);
}

/** A check constraint without its name. */
export function printCheckDefinition(check: Check): string {
  return `CHECK (${check.expression.text})${check.enforced ? '' : ' NOT ENFORCED'}`;
}

/** A period as it stands in CREATE TABLE and behind ADD. */
export function printPeriod(period: Period): string {
  // SYSTEM_TIME is a keyword and stands bare; application periods are names.
  const name = period.name === 'SYSTEM_TIME' ? period.name : quoteIdentifier(period.name);
  return `PERIOD FOR ${name} (${quoteIdentifier(period.start)}, ${quoteIdentifier(period.end)})`;
}
