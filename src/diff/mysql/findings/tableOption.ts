import type { MysqlTable } from '../../../schema/mysql/model.ts';

/** A table option's value as text, upper case; null when the table has no such option. */
export function optionWord(table: MysqlTable, name: string): string | null {
  const value = table.options.find((option) => option.name === name)?.value;
  switch (value?.kind) {
    case 'word':
    case 'list':
      return value.text.toUpperCase();
    case 'string':
      return value.value.toUpperCase();
    case 'identifier':
      return value.name.toUpperCase();
    case 'none':
    case undefined:
      return null;
  }
}
